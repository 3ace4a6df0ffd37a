package org.timeball.linux.process;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import org.timeball.linux.libc.Errno;
import org.timeball.timekeeping.world.WorldException;

/// What this process may have before others: the processor and memory.
public final class Precedence {
    private static final int THIS_THREAD = 0;
    private static final int PARAMETER_BYTES = 4;
    // struct rlimit of <sys/resource.h>: soft and hard limit.
    private static final int LIMIT_BYTES = 16;

    private Precedence() {
    }

    /// Puts the calling thread, and those that it starts from then on, under SCHED_FIFO.
    ///
    /// @param priority 1 to 99
    /// @throws WorldException if that is not allowed
    public static void realTime(int priority) throws WorldException {
        try (Memory parameter = new Memory(PARAMETER_BYTES)) {
            parameter.setInt(0, priority);
            if (ProcessCalls.sched_setscheduler(THIS_THREAD, ProcessCalls.SCHED_FIFO, parameter) != 0) {
                throw Errno.failure("cannot run under SCHED_FIFO at priority " + priority, Native.getLastError(),
                        "start it as root, or with CAP_SYS_NICE");
            }
        }
    }

    /// Keeps all memory that was touched, now or later, from being paged out.
    ///
    /// @param unlimited also lifts the limit of how much may be locked: all that a virtual machine reserves counts
    ///            against it, touched or not, in a process that is not root's
    /// @throws WorldException if that is not allowed
    public static void lockMemory(boolean unlimited) throws WorldException {
        if (unlimited) {
            try (Memory limits = new Memory(LIMIT_BYTES)) {
                limits.setMemory(0, LIMIT_BYTES, (byte) -1);
                check(ProcessCalls.setrlimit(ProcessCalls.RLIMIT_MEMLOCK, limits));
            }
        }
        check(ProcessCalls.mlockall(
                ProcessCalls.MCL_CURRENT | ProcessCalls.MCL_FUTURE | ProcessCalls.MCL_ONFAULT));
    }

    private static void check(int result) throws WorldException {
        if (result != 0) {
            throw Errno.failure("cannot lock the memory", Native.getLastError(),
                    "start it as root, or without a limit (LimitMEMLOCK=infinity in systemd's unit)");
        }
    }
}
