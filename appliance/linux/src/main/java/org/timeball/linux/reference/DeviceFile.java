package org.timeball.linux.reference;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;

/// An open device. Once it is closed nothing reaches the descriptor any more, which may be another file's by then.
class DeviceFile {
    final int fd;
    private boolean open = true;

    DeviceFile(int fd) {
        this.fd = fd;
    }

    /// @return 0, or the error's number
    public synchronized int ioctl(long request, Pointer argument) {
        if (!open) {
            return Errno.EBADF;
        }
        return Libc.ioctl(fd, request, argument) == 0 ? 0 : Native.getLastError();
    }

    public synchronized void close() {
        if (open) {
            open = false;
            Libc.close(fd);
        }
    }
}
