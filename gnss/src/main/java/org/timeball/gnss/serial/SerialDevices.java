package org.timeball.gnss.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Devices;
import org.timeball.timekeeping.world.WorldException;

/// Opens serial lines and pseudo-terminals.
///
/// jSerialComm finds its native library where the system property `jSerialComm.library.path` says; without it, it
/// unpacks one under /tmp for all to write, so a service must set it.
public final class SerialDevices implements Devices {
    private static final int ENOENT = 2;
    private static final int EAGAIN = 11;
    private static final int EACCES = 13;
    private static final int EBUSY = 16;
    private static final int DATA_BITS = 8;

    private final Executor world;
    private final Supplier<SystemInstant> clock;

    /// @param world runs tasks on the world's thread, in order
    /// @param clock reads the disciplined clock; called on the reading threads
    public SerialDevices(Executor world, Supplier<SystemInstant> clock) {
        this.world = world;
        this.clock = clock;
    }

    /// Opens a line with an advisory lock: a second opening by a program that heeds it (flock) fails. Blocks for some
    /// milliseconds at most.
    @Override
    public Device open(Line line, DeviceHandler handler) throws WorldException {
        SerialPort port = port(line.path());
        port.setComPortParameters(line.baud(), DATA_BITS, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, 0, 0);
        if (!port.openPort()) {
            throw refusal(line, errno(port, line.path()));
        }
        OpenLine open = new OpenLine(line.path(), port, world, clock, handler);
        open.startReading();
        return open;
    }

    /// The library resolves symbolic links here, so that a port must be made anew for each opening.
    private static SerialPort port(String path) throws WorldException {
        try {
            return SerialPort.getCommPort(path);
        } catch (SerialPortInvalidPortException e) {
            throw new WorldException(path + " is absent: no such device; is the receiver plugged in?", ENOENT);
        }
    }

    /// For a line that this process itself has open the library gives ENOENT without asking the kernel.
    private static int errno(SerialPort port, String path) {
        int errno = port.getLastErrorCode();
        return errno == ENOENT && Files.exists(Path.of(path)) ? EBUSY : errno;
    }

    private static WorldException refusal(Line line, int errno) {
        String why = switch (errno) {
            case ENOENT -> " is absent: no such device; is the receiver plugged in?";
            case EACCES -> " may not be opened: permission denied; add the user to the group that owns it (dialout)";
            case EBUSY, EAGAIN -> " is busy: it is open already; 'fuser -v " + line.path() + "' names who has it";
            default -> " cannot be opened at " + line.baud() + " baud: error " + errno
                    + "; check that it is a serial line and knows that speed";
        };
        return new WorldException(line.path() + why, errno);
    }
}
