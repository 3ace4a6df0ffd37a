package org.timeball.gnss.serial;

import com.fazecast.jSerialComm.SerialPort;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Devices.Device;
import org.timeball.timekeeping.world.Devices.DeviceHandler;
import org.timeball.timekeeping.world.WorldException;

/// One open serial line with the thread that reads it.
///
/// The thread blocks in the native read, which pins a virtual thread, so it is a daemon thread of its own. It ends when
/// the line hangs up or is closed.
final class OpenLine implements Device {
    private static final int EIO = 5;
    private static final int READ_SIZE = 4096;
    /// A read without a timeout returns nothing only where the driver misbehaves; then this keeps it from spinning.
    private static final long EMPTY_READ_PAUSE_MILLIS = 20;

    private final String path;
    private final SerialPort port;
    private final Executor world;
    private final Supplier<SystemInstant> clock;
    private final DeviceHandler handler;
    private volatile boolean closed;

    OpenLine(String path, SerialPort port, Executor world, Supplier<SystemInstant> clock, DeviceHandler handler) {
        this.path = path;
        this.port = port;
        this.world = world;
        this.clock = clock;
        this.handler = handler;
    }

    void startReading() {
        Thread.ofPlatform().daemon().name("serial " + path).start(this::read);
    }

    private void read() {
        byte[] buffer = new byte[READ_SIZE];
        try {
            while (!closed) {
                int count = port.readBytes(buffer, buffer.length);
                SystemInstant arrival = clock.get();
                if (count > 0) {
                    byte[] bytes = Arrays.copyOf(buffer, count);
                    world.execute(() -> deliver(bytes, arrival));
                } else if (count < 0 || port.bytesAvailable() < 0) {
                    world.execute(this::hangUp);
                    return;
                } else {
                    Thread.sleep(EMPTY_READ_PAUSE_MILLIS);
                }
            }
        } catch (RejectedExecutionException | InterruptedException e) {
            // The world has ended, or somebody wants this thread to.
            port.closePort();
        }
    }

    private void deliver(byte[] bytes, SystemInstant arrival) {
        if (!closed) {
            handler.received(bytes, arrival);
        }
    }

    private void hangUp() {
        if (!closed) {
            close();
            handler.gone(
                    new WorldException(path + " hung up: input/output error; is the receiver plugged in?", EIO));
        }
    }

    @Override
    public void write(byte[] bytes) throws WorldException {
        if (closed || port.writeBytes(bytes, bytes.length) != bytes.length) {
            throw new WorldException(path + " did not take " + bytes.length + " bytes; is the receiver plugged in?",
                    EIO);
        }
    }

    /// Ends the reading thread too: its read returns at once.
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            port.closePort();
        }
    }
}
