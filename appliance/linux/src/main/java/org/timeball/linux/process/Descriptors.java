package org.timeball.linux.process;

import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.timekeeping.world.WorldException;

/// Descriptors that this process was started with.
public final class Descriptors {
    private static final int STANDARD_ERROR = 2;

    private Descriptors() {
    }

    /// Lets go of standard input, output and error, so that whoever started this process does not wait for their end:
    /// from now on they read nothing and write nowhere.
    public static void leaveTerminal() throws WorldException {
        int nowhere = Libc.open("/dev/null", Libc.O_RDWR, 0);
        if (nowhere < 0) {
            throw Errno.failure("cannot open /dev/null", Native.getLastError(), "mount /dev");
        }
        for (int fd = 0; fd <= STANDARD_ERROR; fd++) {
            Libc.dup2(nowhere, fd);
        }
        if (nowhere > STANDARD_ERROR) {
            Libc.close(nowhere);
        }
    }

    /// Writes a line to a descriptor that was inherited for it, and closes it.
    public static void tell(int fd, String line) throws WorldException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        long written = Libc.write(fd, bytes, bytes.length);
        int errno = written == bytes.length ? 0 : Native.getLastError();
        Libc.close(fd);
        if (errno != 0) {
            throw Errno.failure("cannot write to descriptor " + fd, errno, "give one that is open for writing");
        }
    }
}
