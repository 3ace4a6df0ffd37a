package org.timeball.linux.process;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.timeball.linux.libc.Errno;
import org.timeball.timekeeping.world.WorldException;

/// A user of this machine.
///
/// @param name as `/etc/passwd` or another source of names has it
/// @param user number of the user
/// @param group number of its group
public record Account(String name, int user, int group) {
    // struct passwd of <pwd.h> on 64-bit machines: two pointers, then uid and gid.
    private static final int UID_AT = 16;
    private static final int GID_AT = 20;
    // struct __user_cap_header_struct and __user_cap_data_struct of <linux/capability.h>, version 3.
    private static final int CAPABILITY_VERSION = 0x20080522;
    private static final int HEADER_BYTES = 8;
    private static final int DATA_BYTES = 24;
    private static final int EFFECTIVE_AT = 0;
    private static final int PERMITTED_AT = 4;
    /// From the words of capabilities 0 to 31 to those of 32 to 63.
    private static final int UPPER_HALF = 12;

    /// @throws WorldException if there is no such user
    public static Account named(String name) throws WorldException {
        @Nullable
        Pointer entry = ProcessCalls.getpwnam(name);
        if (entry == null) {
            throw new WorldException("there is no user " + name + "; make one (adduser --system " + name
                    + ") or name another");
        }
        return new Account(name, entry.getInt(UID_AT), entry.getInt(GID_AT));
    }

    /// Whether this process runs as that user.
    public boolean isOurs() {
        return ProcessCalls.getuid() == user;
    }

    /// Makes the whole process one of this user, with its groups. The calling thread, and those that it starts from then
    /// on, keep some capabilities; programs that they start do not.
    ///
    /// @throws WorldException if it may not, as a process of anybody but root
    public void become(Set<Capability> kept) throws WorldException {
        check(ProcessCalls.prctl(ProcessCalls.PR_SET_KEEPCAPS, 1, 0, 0, 0), "keep capabilities");
        check(ProcessCalls.initgroups(name, group), "take the groups of " + name);
        check(ProcessCalls.setresgid(group, group, group), "take the group of " + name);
        check(ProcessCalls.setresuid(user, user, user), "become " + name);
        long bits = kept.stream().mapToLong(Capability::bit).reduce(0, (a, b) -> a | b);
        try (Memory header = new Memory(HEADER_BYTES); Memory data = new Memory(DATA_BYTES)) {
            header.clear();
            header.setInt(0, CAPABILITY_VERSION);
            data.clear();
            data.setInt(EFFECTIVE_AT, (int) bits);
            data.setInt(PERMITTED_AT, (int) bits);
            data.setInt(EFFECTIVE_AT + UPPER_HALF, (int) (bits >>> Integer.SIZE));
            data.setInt(PERMITTED_AT + UPPER_HALF, (int) (bits >>> Integer.SIZE));
            check(ProcessCalls.capset(header, data), "keep " + kept);
        }
        // Without it the files of this process in /proc belong to root.
        check(ProcessCalls.prctl(ProcessCalls.PR_SET_DUMPABLE, 1, 0, 0, 0), "own /proc/self");
    }

    private static void check(int result, String what) throws WorldException {
        if (result != 0) {
            throw Errno.failure("cannot " + what, Native.getLastError(), "start it as root, or as that user");
        }
    }
}
