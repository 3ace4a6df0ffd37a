package org.timeball.linux.reference;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.concurrent.Executor;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.RealTimeClock;
import org.timeball.timekeeping.world.WorldException;

/// An open `/dev/rtcN`.
///
/// Its full second is told by an interrupt; where the hardware has none (many on I2C), by reading it every 5 ms. Either is
/// waited for on a thread of its own, which stamps it.
final class KernelRealTimeClock implements RealTimeClock {
    private static final int PATIENCE_MILLIS = 2_500;
    private static final int READING_EVERY_MILLIS = 5;
    /// `struct pollfd { int fd; short events, revents; }`, and POLLIN.
    private static final int POLLFD_SIZE = 8;
    private static final short POLLIN = 1;

    private final String path;
    private final RtcCalls calls;
    private final KernelTimescale timescale;
    private final Executor executor;
    private volatile boolean open = true;

    KernelRealTimeClock(String path, RtcCalls calls, KernelTimescale timescale, Executor executor) {
        this.path = path;
        this.calls = calls;
        this.timescale = timescale;
        this.executor = executor;
    }

    static KernelRealTimeClock open(String path, KernelTimescale timescale, Executor executor) throws WorldException {
        int fd = Libc.open(path, Libc.O_RDWR | Libc.O_CLOEXEC, 0);
        if (fd < 0) {
            int errno = Native.getLastError();
            throw Errno.failure("cannot open " + path, errno, switch (errno) {
                case Errno.ENOENT -> "this board may have no real-time clock; ls /dev/rtc* shows those that there are";
                case Errno.EBUSY -> "another program has it open (fuser " + path + ")";
                case Errno.EACCES, Errno.EPERM -> "give this user read and write access to it (udev rule)";
                default -> "see dmesg for what the kernel says of it";
            });
        }
        return new KernelRealTimeClock(path, new DeviceCalls(fd), timescale, executor);
    }

    @Override
    public void awaitUpdate(UpdateHandler handler) {
        Thread.ofPlatform().daemon().name("rtc").start(() -> {
            try {
                long second = nextSecond();
                long at = timescale.toSystemNanos(stamped);
                executor.execute(() -> handler.updated(second, new SystemInstant(at)));
            } catch (WorldException why) {
                if (open) {
                    executor.execute(() -> handler.failed(why));
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// When the last update was noticed: CLOCK_REALTIME, nanoseconds. Of the waiting thread.
    private long stamped;

    private long nextSecond() throws WorldException, InterruptedException {
        if (calls.ioctl(RtcCalls.RTC_UIE_ON, Pointer.NULL) != 0) {
            return nextSecondByReading();
        }
        try {
            if (!calls.awaitInterrupt(PATIENCE_MILLIS)) {
                throw new WorldException(
                        path + " gave no interrupt within 2.5 s; see dmesg for what the kernel says of it");
            }
            stamped = HostClock.realtimeNanos();
            return read();
        } finally {
            calls.ioctl(RtcCalls.RTC_UIE_OFF, Pointer.NULL);
        }
    }

    private long nextSecondByReading() throws WorldException, InterruptedException {
        long first = read();
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (System.nanoTime() < deadline) {
            Thread.sleep(READING_EVERY_MILLIS);
            long second = read();
            stamped = HostClock.realtimeNanos();
            if (second != first) {
                return second;
            }
        }
        throw new WorldException(path + " stands still: set it with hwclock --systohc, or change its battery");
    }

    private long read() throws WorldException {
        RtcTime time = new RtcTime();
        int errno = calls.ioctl(RtcCalls.RTC_RD_TIME, time.pointer());
        if (errno != 0) {
            throw Errno.failure("cannot read " + path, errno,
                    "it may never have been set: hwclock --systohc; see dmesg");
        }
        return time.second()
                .orElseThrow(() -> new WorldException(path + " shows no date; set it with hwclock --systohc"));
    }

    @Override
    public void set(long second) throws WorldException {
        int errno = calls.ioctl(RtcCalls.RTC_SET_TIME, new RtcTime().with(second).pointer());
        if (errno != 0) {
            throw Errno.failure("cannot set " + path, errno, "grant CAP_SYS_TIME");
        }
    }

    @Override
    public void close() {
        open = false;
        calls.close();
    }

    private static final class DeviceCalls extends DeviceFile implements RtcCalls {
        DeviceCalls(int fd) {
            super(fd);
        }

        @Override
        public boolean awaitInterrupt(int timeoutMillis) {
            Memory descriptors = new Memory(POLLFD_SIZE);
            descriptors.setInt(0, fd);
            descriptors.setInt(4, POLLIN);
            // The number of interrupts so far and what they were, an unsigned long.
            return Libc.poll(descriptors, 1, timeoutMillis) > 0 && Libc.read(fd, new byte[8], 8) == 8;
        }
    }
}
