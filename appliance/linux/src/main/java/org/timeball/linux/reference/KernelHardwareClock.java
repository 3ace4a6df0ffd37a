package org.timeball.linux.reference;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.timekeeping.time.PhcInstant;
import org.timeball.timekeeping.world.HardwareClock;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.ReferenceDevices.Edge;
import org.timeball.timekeeping.world.WorldException;

/// An open `/dev/ptpN`.
final class KernelHardwareClock implements HardwareClock {
    private static final int CAPABILITIES_SIZE = 80;
    /// `struct ptp_clock_caps { int max_adj, n_alarm, n_ext_ts, n_per_out, pps, n_pins, cross_timestamping, ... }`.
    private static final int INPUTS_AT = 8;
    private static final int PINS_AT = 20;
    private static final int PRECISE_AT = 24;
    /// `struct ptp_pin_desc { char name[64]; u32 index, func, chan, rsv[5]; }`.
    private static final int PIN_SIZE = 96;
    private static final int PIN_INDEX_AT = 64;
    private static final int PTP_PF_EXTTS = 1;
    /// `struct ptp_extts_request { u32 index, flags, rsv[2]; }`.
    private static final int REQUEST_SIZE = 16;
    private static final int PTP_ENABLE_FEATURE = 1;
    private static final int PTP_RISING_EDGE = 2;
    private static final int PTP_FALLING_EDGE = 4;
    /// `struct ptp_extts_event { ptp_clock_time t; u32 index, flags, rsv[2]; }`.
    private static final int EVENT_SIZE = 32;
    private static final int EVENTS = 16;
    private static final int EOPNOTSUPP = 95;
    private static final int ENOTTY = 25;
    private static final long NANOS = 1_000_000_000L;

    private final String path;
    private final PtpCalls calls;
    private final PtpReadings readings;
    private final int inputs;
    private final int pins;
    private Method method;
    private final byte[] events = new byte[EVENTS * EVENT_SIZE];

    private KernelHardwareClock(String path, PtpCalls calls, PtpReadings readings, Pointer capabilities) {
        this.path = path;
        this.calls = calls;
        this.readings = readings;
        inputs = capabilities.getInt(INPUTS_AT);
        pins = capabilities.getInt(PINS_AT);
        method = capabilities.getInt(PRECISE_AT) != 0 ? Method.PRECISE : Method.EXTENDED;
    }

    static KernelHardwareClock open(String name, KernelTimescale timescale) throws WorldException {
        String path = name.startsWith("/") ? name : deviceOf(name);
        int fd = Libc.open(path, Libc.O_RDWR | Libc.O_NONBLOCK | Libc.O_CLOEXEC, 0);
        if (fd < 0) {
            int errno = Native.getLastError();
            throw Errno.failure("cannot open " + path, errno, switch (errno) {
                case Errno.ENOENT -> "ethtool -T INTERFACE tells which clock a NIC has, if any";
                case Errno.EACCES, Errno.EPERM -> "give this user read and write access to it (udev rule)";
                default -> "see dmesg for what the kernel says of it";
            });
        }
        return open(path, new DeviceCalls(fd), timescale);
    }

    /// The clock of an interface, as sysfs names it.
    private static String deviceOf(String nic) throws WorldException {
        String[] clocks = new File("/sys/class/net/" + nic + "/device/ptp").list();
        if (clocks == null || clocks.length == 0) {
            boolean there = new File("/sys/class/net/" + nic).exists();
            throw new WorldException(there
                    ? nic + " has no PTP hardware clock; ethtool -T " + nic + " shows what it can do"
                    : "there is no interface " + nic + "; ip link lists those that are", Errno.ENOENT);
        }
        return "/dev/" + clocks[0];
    }

    /// Closes the device if it is no such clock.
    static KernelHardwareClock open(String path, PtpCalls calls, KernelTimescale timescale) throws WorldException {
        Memory capabilities = new Memory(CAPABILITIES_SIZE);
        capabilities.clear();
        int errno = calls.ioctl(PtpCalls.PTP_CLOCK_GETCAPS, capabilities);
        if (errno != 0) {
            calls.close();
            throw Errno.failure(path + " is no PTP hardware clock", errno, "name a /dev/ptpN or an interface");
        }
        KernelHardwareClock clock = new KernelHardwareClock(path, calls, new PtpReadings(timescale), capabilities);
        try {
            clock.read(1, Method.EXTENDED);
        } catch (WorldException e) {
            calls.close();
            throw e;
        }
        return clock;
    }

    @Override
    public Method method() {
        return method;
    }

    @Override
    public List<Reading> read(int count, Method best) throws WorldException {
        int samples = Math.clamp(count, 1, PtpReadings.MAX_SAMPLES);
        Method wanted = best.compareTo(method) > 0 ? best : method;
        int errno = call(wanted, samples);
        if (isUnknown(errno) && wanted != Method.BASIC) {
            if (method == wanted) {
                method = Method.values()[wanted.ordinal() + 1];
            }
            return read(count, Method.values()[wanted.ordinal() + 1]);
        }
        if (errno != 0) {
            throw Errno.failure("cannot read " + path, errno, "was its driver unloaded? see dmesg");
        }
        return switch (wanted) {
            case PRECISE -> readings.precise();
            case EXTENDED -> readings.extended(samples);
            case BASIC -> readings.basic(samples);
        };
    }

    private int call(Method how, int samples) {
        return switch (how) {
            case PRECISE -> calls.ioctl(PtpCalls.PTP_SYS_OFFSET_PRECISE, readings.request(0));
            case EXTENDED -> calls.ioctl(PtpCalls.PTP_SYS_OFFSET_EXTENDED, readings.request(samples));
            case BASIC -> calls.ioctl(PtpCalls.PTP_SYS_OFFSET, readings.request(samples));
        };
    }

    private static boolean isUnknown(int errno) {
        return errno == EOPNOTSUPP || errno == ENOTTY || errno == Errno.EINVAL;
    }

    @Override
    public void stampEdges(Optional<Integer> pin, int channel, Edge edge) throws WorldException {
        if (channel >= inputs || pin.isPresent() && pin.get() >= pins) {
            throw new WorldException("%s has %d inputs and %d pins, counted from 0; choose channel and pin among them"
                    .formatted(path, inputs, pins), Errno.EINVAL);
        }
        if (pin.isPresent()) {
            Memory description = new Memory(PIN_SIZE);
            description.clear();
            description.setInt(PIN_INDEX_AT, pin.get());
            description.setInt(PIN_INDEX_AT + 4, PTP_PF_EXTTS);
            description.setInt(PIN_INDEX_AT + 8, channel);
            demand(PtpCalls.PTP_PIN_SETFUNC2, description, "make pin " + pin.get() + " input " + channel);
        }
        Memory request = new Memory(REQUEST_SIZE);
        request.clear();
        request.setInt(0, channel);
        request.setInt(4, PTP_ENABLE_FEATURE | (edge == Edge.ASSERT ? PTP_RISING_EDGE : PTP_FALLING_EDGE));
        demand(PtpCalls.PTP_EXTTS_REQUEST2, request, "stamp edges on input " + channel);
    }

    private void demand(long request, Pointer argument, String what) throws WorldException {
        int errno = calls.ioctl(request, argument);
        if (errno != 0) {
            throw Errno.failure(path + " cannot " + what, errno, "see what its driver allows: testptp -c");
        }
    }

    @Override
    public List<ExternalEdge> edges() throws WorldException {
        List<ExternalEdge> edges = new ArrayList<>();
        long size = calls.read(events);
        while (size > 0) {
            ByteBuffer bytes = ByteBuffer.wrap(events).order(ByteOrder.nativeOrder());
            for (int at = 0; at + EVENT_SIZE <= size; at += EVENT_SIZE) {
                long nanos = bytes.getLong(at) * NANOS + (bytes.getInt(at + 8) & 0xffff_ffffL);
                edges.add(new ExternalEdge(bytes.getInt(at + 16), new PhcInstant(nanos)));
            }
            size = size == events.length ? calls.read(events) : 0;
        }
        if (size < 0) {
            throw Errno.failure("cannot read " + path, (int) -size, "was its driver unloaded? see dmesg");
        }
        return edges;
    }

    @Override
    public void close() {
        calls.close();
    }

    private static final class DeviceCalls extends DeviceFile implements PtpCalls {
        DeviceCalls(int fd) {
            super(fd);
        }

        @Override
        public long read(byte[] buffer) {
            long size = Libc.read(fd, buffer, buffer.length);
            if (size >= 0) {
                return size;
            }
            int errno = Native.getLastError();
            return errno == Errno.EAGAIN || errno == Errno.EINTR ? 0 : -errno;
        }
    }
}
