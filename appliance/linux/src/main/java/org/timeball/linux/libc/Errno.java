package org.timeball.linux.libc;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.world.WorldException;

/// Error numbers of `<asm-generic/errno.h>` (equal on x86_64 and aarch64) and the sentences they become.
public final class Errno {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int EBADF = 9;
    public static final int EAGAIN = 11;
    public static final int EACCES = 13;
    public static final int EBUSY = 16;
    public static final int ENODEV = 19;
    public static final int ENOTDIR = 20;
    public static final int EISDIR = 21;
    public static final int EINVAL = 22;
    public static final int EMFILE = 24;
    public static final int ENOSPC = 28;
    public static final int EROFS = 30;
    public static final int ENAMETOOLONG = 36;
    public static final int EAFNOSUPPORT = 97;
    public static final int EADDRINUSE = 98;
    public static final int EADDRNOTAVAIL = 99;
    public static final int ECONNREFUSED = 111;
    public static final int EDQUOT = 122;

    private Errno() {
    }

    /// The failure of a call as one sentence: what failed, why (with the error's name), and what to do next.
    ///
    /// @param what such as `cannot open /dev/ttyS9`
    /// @param advice what to do next, such as `check that the receiver is plugged in`
    public static WorldException failure(String what, int errno, String advice) {
        return new WorldException("%s: %s; %s".formatted(what, describe(errno), advice), errno);
    }

    /// The number in words and by name, such as `no such file or directory (ENOENT)`.
    public static String describe(int errno) {
        @Nullable
        String words = Libc.strerrordesc_np(errno);
        @Nullable
        String name = Libc.strerrorname_np(errno);
        if (words == null || name == null) {
            return "error " + errno;
        }
        boolean startsWithAcronym = words.length() > 1 && Character.isUpperCase(words.charAt(1));
        String text = startsWithAcronym ? words : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
        return text + " (" + name + ")";
    }
}
