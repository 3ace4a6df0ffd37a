package org.timeball.linux.clock;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.timekeeping.world.WorldException;

/// Notices at once when anybody sets CLOCK_REALTIME, or a leap second passes: timerfd_create(2), whose timers the kernel
/// cancels then (TFD_TIMER_CANCEL_ON_SET). A slew is no setting.
///
/// One thread waits; it also closes.
public final class ClockSetWatch implements AutoCloseable {
    private static final int CLOCK_REALTIME = 0;
    private static final int TFD_CLOEXEC = 0x80000;
    private static final int TFD_TIMER_ABSTIME = 1;
    private static final int TFD_TIMER_CANCEL_ON_SET = 2;
    private static final int ECANCELED = 125;
    /// struct itimerspec of `<linux/time.h>`, LP64: it_interval 0, it_value 16.
    private static final int ITIMERSPEC_BYTES = 32;
    private static final int VALUE = 16;
    private static final long SECOND = 1_000_000_000;

    private final Memory timer = new Memory(ITIMERSPEC_BYTES);
    private final byte[] expirations = new byte[Long.BYTES];
    private final int fd;

    /// @throws WorldException if there are no descriptors left
    public ClockSetWatch() throws WorldException {
        timer.clear();
        fd = Libc.timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC);
        if (fd < 0) {
            throw Errno.failure("cannot watch for steps of the clock", Native.getLastError(),
                    "raise the limit of open files (ulimit -n)");
        }
        arm(SECOND);
    }

    /// Waits until the clock is set, or this time has passed.
    ///
    /// @return whether it was set since the last call
    public boolean await(long nanos) throws WorldException {
        if (arm(nanos)) {
            return true;
        }
        if (Libc.read(fd, expirations, expirations.length) >= 0) {
            return false;
        }
        int errno = Native.getLastError();
        if (errno == ECANCELED) {
            return true;
        }
        if (errno == Errno.EINTR) {
            return false;
        }
        throw failed(errno);
    }

    /// @return whether the clock was set since it was armed last
    private boolean arm(long nanos) throws WorldException {
        long until = HostClock.realtimeNanos() + nanos;
        timer.setLong(VALUE, until / SECOND);
        timer.setLong(VALUE + Long.BYTES, until % SECOND);
        if (Libc.timerfd_settime(fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, timer, null) == 0) {
            return false;
        }
        int errno = Native.getLastError();
        if (errno == ECANCELED) {
            return true;
        }
        throw failed(errno);
    }

    private static WorldException failed(int errno) {
        return Errno.failure("cannot wait for steps of the clock", errno, "restart the daemon");
    }

    @Override
    public void close() {
        Libc.close(fd);
    }
}
