package org.timeball.linux.reference;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.ReferenceDevices.Edge;
import org.timeball.timekeeping.world.ReferenceDevices.Pulse;
import org.timeball.timekeeping.world.ReferenceDevices.PulseInput;
import org.timeball.timekeeping.world.WorldException;

/// An open kernel pulse device (RFC 2783, `/dev/ppsN`).
final class KernelPulses implements PulseInput {
    private final String path;
    private final Edge edge;
    private final PpsCalls calls;
    private final KernelTimescale timescale;
    private final PpsData data = new PpsData();

    private KernelPulses(String path, Edge edge, PpsCalls calls, KernelTimescale timescale) {
        this.path = path;
        this.edge = edge;
        this.calls = calls;
        this.timescale = timescale;
    }

    static KernelPulses open(String path, Edge edge, KernelTimescale timescale) throws WorldException {
        int fd = Libc.open(path, Libc.O_RDWR | Libc.O_CLOEXEC, 0);
        if (fd < 0) {
            int errno = Native.getLastError();
            throw Errno.failure("cannot open " + path, errno, switch (errno) {
                case Errno.ENOENT -> "load the driver of the pulse: dtoverlay=pps-gpio in config.txt for a GPIO pin, or"
                        + " ldattach PPS for a serial line";
                case Errno.EACCES, Errno.EPERM -> "give this user read and write access to it (udev rule)";
                default -> "see dmesg for what the kernel says of it";
            });
        }
        return open(path, edge, new DeviceCalls(fd), timescale);
    }

    /// Closes the device if it cannot do what is asked.
    static KernelPulses open(String path, Edge edge, PpsCalls calls, KernelTimescale timescale) throws WorldException {
        try {
            KernelPulses pulses = new KernelPulses(path, edge, calls, timescale);
            pulses.capture();
            return pulses;
        } catch (WorldException e) {
            calls.close();
            throw e;
        }
    }

    private void capture() throws WorldException {
        Memory capabilities = new Memory(Integer.BYTES);
        call(PpsCalls.PPS_GETCAP, capabilities, "ask what it can do", "it is no pulse device; name another");
        if ((capabilities.getInt(0) & PpsParameters.bit(edge)) == 0) {
            throw new WorldException(path + " cannot stamp the " + name() + " edge; "
                    + (edge == Edge.CLEAR ? "leave out the option :clear" : "add :clear to its path"), Errno.EINVAL);
        }
        PpsParameters parameters = new PpsParameters();
        call(PpsCalls.PPS_GETPARAMS, parameters.pointer(), "read its parameters", "see dmesg");
        if ((parameters.mode() & PpsParameters.bit(edge)) == 0) {
            call(PpsCalls.PPS_SETPARAMS, parameters.capturing(edge).pointer(), "have the " + name() + " edge stamped",
                    "grant CAP_SYS_TIME");
        }
    }

    private String name() {
        return edge == Edge.ASSERT ? "assert" : "clear";
    }

    @Override
    public Pulse latest() throws WorldException {
        call(PpsCalls.PPS_FETCH, data.request(), "read its last pulse", "was its driver unloaded? see dmesg");
        long sequence = data.sequence(edge);
        return new Pulse(sequence,
                new SystemInstant(sequence == 0 ? 0 : timescale.toSystemNanos(data.nanos(edge))));
    }

    private void call(long request, Pointer argument, String what, String advice) throws WorldException {
        int errno = calls.ioctl(request, argument);
        if (errno != 0) {
            throw Errno.failure(path + ": cannot " + what, errno, advice);
        }
    }

    @Override
    public void close() {
        calls.close();
    }

    private static final class DeviceCalls extends DeviceFile implements PpsCalls {
        DeviceCalls(int fd) {
            super(fd);
        }
    }
}
