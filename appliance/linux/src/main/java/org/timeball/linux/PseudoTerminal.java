package org.timeball.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.timekeeping.world.WorldException;

/// A pseudo-terminal seen from its master side: a serial line whose far end is this program (pty(7)).
///
/// Whoever opens [#slavePath] sees a raw line without echo. As on a real line, bytes written while nobody has it open,
/// or faster than the reader drains them, are lost. Any thread; nothing here waits.
public final class PseudoTerminal implements AutoCloseable {
    private static final String ADVICE = "check that /dev/pts is mounted and not full (sysctl kernel.pty)";
    /// sizeof struct termios is 60 in glibc on 64-bit Linux (`<bits/termios-struct.h>`).
    private static final int TERMIOS_SIZE = 60;
    private static final int TCSANOW = 0;
    private static final int C_CFLAG = 8;
    private static final int CBAUD = 0x100f;
    private static final int READ_SIZE = 4096;
    private static final short POLLHUP = 0x10;

    private final int master;
    private final String slavePath;
    /// struct pollfd (`<poll.h>`): fd 0, events 4, revents 6.
    private final Memory pollfd = new Memory(8);
    private final byte[] buffer = new byte[READ_SIZE];
    private boolean open = true;

    private PseudoTerminal(int master, String slavePath) {
        this.master = master;
        this.slavePath = slavePath;
        pollfd.setInt(0, master);
        pollfd.setInt(4, 0);
    }

    /// Makes a new pair.
    ///
    /// @throws WorldException if the kernel has none left or /dev/pts is not there
    public static PseudoTerminal open() throws WorldException {
        int master = Libc.posix_openpt(Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK | Libc.O_CLOEXEC);
        if (master < 0) {
            throw Errno.failure("cannot open a pseudo-terminal", Native.getLastError(), ADVICE);
        }
        try {
            String path = unlock(master);
            makeRaw(path);
            return new PseudoTerminal(master, path);
        } catch (WorldException e) {
            Libc.close(master);
            throw e;
        }
    }

    private static String unlock(int master) throws WorldException {
        byte[] name = new byte[64];
        if (Libc.grantpt(master) != 0 || Libc.unlockpt(master) != 0) {
            throw Errno.failure("cannot unlock a pseudo-terminal", Native.getLastError(), ADVICE);
        }
        int errno = Libc.ptsname_r(master, name, name.length);
        if (errno != 0) {
            throw Errno.failure("cannot name a pseudo-terminal", errno, ADVICE);
        }
        int end = 0;
        while (name[end] != 0) {
            end++;
        }
        return new String(name, 0, end, StandardCharsets.US_ASCII);
    }

    /// Opening the slave and closing it again has a second purpose: from then on the kernel tells the master whether
    /// somebody has the slave open, which it does not before the slave's first close.
    private static void makeRaw(String path) throws WorldException {
        int slave = Libc.open(path, Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_CLOEXEC, 0);
        if (slave < 0) {
            throw Errno.failure("cannot open " + path, Native.getLastError(), ADVICE);
        }
        Memory termios = new Memory(TERMIOS_SIZE);
        boolean done = Libc.tcgetattr(slave, termios) == 0;
        if (done) {
            Libc.cfmakeraw(termios);
            done = Libc.tcsetattr(slave, TCSANOW, termios) == 0;
        }
        int errno = Native.getLastError();
        Libc.close(slave);
        if (!done) {
            throw Errno.failure("cannot set " + path + " to raw", errno, ADVICE);
        }
    }

    /// The path that the reader opens, such as `/dev/pts/5`; gone once this is closed.
    public String slavePath() {
        return slavePath;
    }

    /// Sends bytes to the reader. Without a reader, or once its buffer (some 64 KiB) is full, the rest is lost.
    public synchronized void write(byte[] bytes) {
        if (!open || !hasReader()) {
            return;
        }
        byte[] rest = bytes;
        while (rest.length > 0) {
            long count = Libc.write(master, rest, rest.length);
            if (count <= 0) {
                return;
            }
            rest = Arrays.copyOfRange(rest, (int) count, rest.length);
        }
    }

    /// The speed that the reader has set, bit/s, of those that `<asm-generic/termbits.h>` has a code for; 0 for any
    /// other. The kernel shows the slave's settings on the master too (`tty_mode_ioctl`).
    public synchronized int baud() {
        Memory termios = new Memory(TERMIOS_SIZE);
        if (!open || Libc.tcgetattr(master, termios) != 0) {
            return 0;
        }
        return switch (termios.getInt(C_CFLAG) & CBAUD) {
            case 0x000c -> 4800;
            case 0x000d -> 9600;
            case 0x000e -> 19_200;
            case 0x000f -> 38_400;
            case 0x1001 -> 57_600;
            case 0x1002 -> 115_200;
            case 0x1003 -> 230_400;
            case 0x1004 -> 460_800;
            case 0x1007 -> 921_600;
            default -> 0;
        };
    }

    /// Whether somebody has the slave open.
    public synchronized boolean hasReader() {
        return open && Libc.poll(pollfd, 1, 0) >= 0 && (pollfd.getShort(6) & POLLHUP) == 0;
    }

    /// Takes what the other side has written since the last call, at most 4 KiB; empty if there is nothing.
    public synchronized byte[] read() {
        long count = open ? Libc.read(master, buffer, buffer.length) : 0;
        return count <= 0 ? new byte[0] : Arrays.copyOf(buffer, (int) count);
    }

    /// Hangs up: the reader's next read ends.
    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            Libc.close(master);
        }
    }
}
