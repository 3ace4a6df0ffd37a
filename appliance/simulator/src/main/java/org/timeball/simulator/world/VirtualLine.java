package org.timeball.simulator.world;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.world.Devices.Device;
import org.timeball.timekeeping.world.Devices.DeviceHandler;
import org.timeball.timekeeping.world.Devices.Line;
import org.timeball.timekeeping.world.WorldException;

/// The far end of a serial line: where a simulated receiver speaks, listens and can be pulled out.
public final class VirtualLine {
    private static final int ENOENT = 2;
    private static final int EIO = 5;
    private static final int EBUSY = 16;
    private static final int ENODEV = 19;

    private final VirtualUniverse universe;
    private final VirtualWorld world;
    private final String path;
    private Consumer<byte[]> listener = bytes -> {
    };
    private boolean plugged = true;
    private @Nullable Opening opening;

    VirtualLine(VirtualUniverse universe, VirtualWorld world, String path) {
        this.universe = universe;
        this.world = world;
        this.path = path;
    }

    public String path() {
        return path;
    }

    /// How the daemon has opened the line (its baud rate), if it has.
    public Optional<Line> opened() {
        return Optional.ofNullable(opening).map(open -> open.line);
    }

    /// Yields bytes to the daemon now, as one read. While nobody has the line open they are lost.
    public void feed(byte[] bytes) {
        Opening open = opening;
        if (open == null || bytes.length == 0) {
            return;
        }
        byte[] copy = bytes.clone();
        universe.at(universe.nowNanos(), () -> {
            if (open == opening) {
                open.handler.received(copy, world.reading());
            }
        });
    }

    /// Has a receiver hear what the daemon writes.
    public void onWrite(Consumer<byte[]> receiver) {
        listener = receiver;
    }

    /// Pulls the receiver out: the device hangs up and is gone.
    public void unplug() {
        plugged = false;
        Opening open = opening;
        if (open != null) {
            opening = null;
            universe.at(universe.nowNanos(), () -> {
                if (!open.closed) {
                    open.closed = true;
                    open.handler.gone(
                            new WorldException(path + " hung up: input/output error; is the receiver plugged in?",
                                    EIO));
                }
            });
        }
    }

    /// Plugs the receiver in again; the daemon has to open it anew.
    public void plug() {
        plugged = true;
    }

    Device open(Line line, DeviceHandler handler) throws WorldException {
        if (!plugged) {
            throw new WorldException(path + " is absent: no such device; is the receiver plugged in?", ENOENT);
        }
        if (opening != null) {
            throw new WorldException(path + " is busy: it is open already; which other program has it?", EBUSY);
        }
        Opening open = new Opening(line, handler);
        opening = open;
        return open;
    }

    private final class Opening implements Device {
        private final Line line;
        private final DeviceHandler handler;
        private boolean closed;

        Opening(Line line, DeviceHandler handler) {
            this.line = line;
            this.handler = handler;
        }

        @Override
        public void write(byte[] bytes) throws WorldException {
            if (opening != this) {
                throw new WorldException(path + " cannot be written: it is not open any more; open it again", ENODEV);
            }
            byte[] copy = bytes.clone();
            Consumer<byte[]> hearing = listener;
            universe.at(universe.nowNanos(), () -> hearing.accept(copy));
        }

        @Override
        public void close() {
            closed = true;
            if (opening == this) {
                opening = null;
            }
        }
    }
}
