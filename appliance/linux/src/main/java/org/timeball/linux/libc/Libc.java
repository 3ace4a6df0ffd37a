package org.timeball.linux.libc;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/// The functions of the C library that this module calls, by JNA direct mapping.
///
/// A result of -1 means failure; [Native#getLastError()] then has the error number until the same thread's next call.
/// `long` stands for size_t, ssize_t and, in the parameters so named, for an address. Constants are those of
/// `<asm-generic/fcntl.h>` and `<asm-generic/socket.h>`; only those equal on x86_64 and aarch64 are used.
public final class Libc {
    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_CREAT = 0x40;
    public static final int O_EXCL = 0x80;
    public static final int O_NOCTTY = 0x100;
    public static final int O_APPEND = 0x400;
    public static final int O_NONBLOCK = 0x800;
    public static final int O_CLOEXEC = 0x80000;

    static {
        Native.register(Libc.class, NativeLibrary.getProcess());
    }

    private Libc() {
    }

    // <fcntl.h>, <unistd.h>, <stdio.h>
    public static native int open(String path, int flags, int mode);

    public static native int close(int fd);

    public static native long read(int fd, byte[] buffer, long size);

    public static native long write(int fd, byte[] buffer, long size);

    public static native int fsync(int fd);

    public static native int dup2(int from, int to);

    public static native int rename(String from, String to);

    public static native int unlink(String path);

    // <sys/socket.h>
    public static native int socket(int domain, int type, int protocol);

    public static native int setsockopt(int fd, int level, int option, Pointer value, int size);

    public static native int getsockopt(int fd, int level, int option, Pointer value, Pointer size);

    public static native int bind(int fd, Pointer address, int size);

    public static native int connect(int fd, Pointer address, int size);

    public static native int listen(int fd, int backlog);

    public static native int accept4(int fd, @Nullable Pointer address, @Nullable Pointer size, int flags);

    public static native int socketpair(int domain, int type, int protocol, int[] pair);

    public static native int getsockname(int fd, Pointer address, Pointer size);

    public static native long recvmsg(int fd, Pointer message, int flags);

    public static native long sendto(int fd, byte[] buffer, long size, int flags, Pointer address, int addressSize);

    // <netdb.h>
    static native int getaddrinfo(String host, @Nullable String service, Pointer hints, Pointer result);

    static native void freeaddrinfo(Pointer result);

    static native String gai_strerror(int error);

    // <stdlib.h>, <termios.h>, <poll.h>
    public static native int posix_openpt(int flags);

    public static native int grantpt(int fd);

    public static native int unlockpt(int fd);

    public static native int ptsname_r(int fd, byte[] name, long size);

    public static native int tcgetattr(int fd, Pointer termios);

    public static native int tcsetattr(int fd, int actions, Pointer termios);

    public static native void cfmakeraw(Pointer termios);

    public static native int poll(Pointer descriptors, long count, int timeoutMillis);

    // <sys/ioctl.h>; variadic in C, but passed alike on x86_64 and aarch64 Linux
    public static native int ioctl(int fd, long request, Pointer argument);

    // <sys/shm.h>
    public static native int shmget(int key, long size, int flags);

    public static native Pointer shmat(int id, Pointer address, int flags);

    public static native int shmdt(Pointer address);

    public static native int shmctl(int id, int command, Pointer buffer);

    // <sys/timerfd.h>
    public static native int timerfd_create(int clock, int flags);

    public static native int timerfd_settime(int fd, int flags, Pointer value, @Nullable Pointer old);

    // <time.h>, <sys/timex.h>
    public static native int clock_gettime(int clock, long timespecAddress);

    public static native int clock_adjtime(int clock, Pointer timex);

    // <string.h>, glibc 2.32
    static native String strerrorname_np(int errno);

    static native String strerrordesc_np(int errno);
}
