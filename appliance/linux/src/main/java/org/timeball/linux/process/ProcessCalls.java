package org.timeball.linux.process;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/// The C library's functions for users, capabilities and scheduling, by JNA direct mapping.
///
/// glibc applies the functions that set user and group to all threads of the process; prctl, capset and
/// sched_setscheduler act on the calling thread and on those that it starts from then on.
final class ProcessCalls {
    // <sys/prctl.h>
    static final int PR_SET_DUMPABLE = 4;
    static final int PR_SET_KEEPCAPS = 8;
    // <sched.h>
    static final int SCHED_FIFO = 1;
    // <sys/mman.h>
    static final int MCL_CURRENT = 1;
    static final int MCL_FUTURE = 2;
    static final int MCL_ONFAULT = 4;

    // <sys/resource.h>
    static final int RLIMIT_MEMLOCK = 8;

    static {
        Native.register(ProcessCalls.class, NativeLibrary.getProcess());
    }

    private ProcessCalls() {
    }

    // <pwd.h>
    static native @Nullable Pointer getpwnam(String name);

    // <unistd.h>, <grp.h>
    static native int getuid();

    static native int initgroups(String user, int group);

    static native int setresgid(int real, int effective, int saved);

    static native int setresuid(int real, int effective, int saved);

    // <sys/prctl.h>; variadic in C, but passed alike on x86_64 and aarch64 Linux
    static native int prctl(int option, long argument, long third, long fourth, long fifth);

    // <linux/capability.h>
    static native int capset(Pointer header, Pointer data);

    // <sched.h>, <sys/mman.h>, <sys/resource.h>
    static native int setrlimit(int resource, Pointer limits);

    static native int sched_setscheduler(int thread, int policy, Pointer parameter);

    static native int mlockall(int flags);
}
