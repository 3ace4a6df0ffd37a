package org.timeball.gnss.serial;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.timeball.gnss.probe.PortFinding;
import org.timeball.gnss.probe.PortProbe;
import org.timeball.gnss.probe.PortProbe.Step;
import org.timeball.gnss.probe.ReceiverModel;
import org.timeball.gnss.probe.Speech;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Devices.Device;
import org.timeball.timekeeping.world.Devices.DeviceHandler;
import org.timeball.timekeeping.world.Devices.Line;
import org.timeball.timekeeping.world.WorldException;

/// Probes one serial line of the real world; blocks until it knows.
public final class SerialProbe implements DeviceHandler, AutoCloseable {
    private static final int FIRST_BAUD = 9600;
    private static final long LOOK_EVERY_MILLIS = 20;

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final SerialDevices devices = new SerialDevices(tasks::add, () -> new SystemInstant(System.nanoTime()));
    private final PortProbe probe = new PortProbe(FIRST_BAUD, now());
    private final String path;
    private @Nullable Device device;
    private @Nullable WorldException end;

    private SerialProbe(String path) {
        this.path = path;
    }

    /// Listens at one speed after the other, and asks.
    ///
    /// @param limit after which the line counts as silent or unintelligible
    /// @throws WorldException if the line cannot be opened, or hangs up
    public static PortFinding probe(String path, Span limit) throws WorldException, InterruptedException {
        try (SerialProbe line = new SerialProbe(path)) {
            return line.run(now().plus(limit));
        }
    }

    private PortFinding run(MonotonicInstant deadline) throws WorldException, InterruptedException {
        listen(probe.baud());
        while (now().since(deadline).isNegative()) {
            switch (probe.next(now())) {
                case Step.End(PortFinding finding) -> {
                    return finding;
                }
                case Step.Listen(int baud) -> listen(baud);
                case Step.Ask(byte[] question) -> {
                    if (device != null) {
                        device.write(question);
                    }
                }
                case Step.Wait _ -> {
                    Runnable task = tasks.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                    if (task != null) {
                        task.run();
                    }
                }
            }
            if (end != null) {
                throw end;
            }
        }
        long bytes = probe.bytes();
        return new PortFinding(bytes == 0 ? Speech.SILENT : Speech.UNINTELLIGIBLE, 0, ReceiverModel.UNKNOWN, bytes);
    }

    private void listen(int baud) throws WorldException {
        close();
        device = devices.open(new Line(path, baud), this);
    }

    private static MonotonicInstant now() {
        return new MonotonicInstant(System.nanoTime());
    }

    @Override
    public void received(byte[] bytes, SystemInstant arrival) {
        probe.received(bytes, arrival);
    }

    @Override
    public void gone(WorldException why) {
        end = why;
    }

    @Override
    public void close() {
        if (device != null) {
            device.close();
            device = null;
        }
    }
}
