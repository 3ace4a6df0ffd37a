package org.timeball.linux.process;

import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.linux.libc.SocketAddress;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.WorldException;

/// The Unix datagram socket on which a service manager hears its services: the protocol of sd_notify(3), which sends
/// one datagram of `NAME=VALUE` lines from a socket that is not bound.
public final class NotifySocket implements AutoCloseable {
    private static final int SOCK_DGRAM = 2;
    /// `<asm-generic/socket.h>`: a service manager that does not read must not hold up whoever tells it something.
    private static final int MSG_DONTWAIT = 0x40;
    private static final String ADVICE = "check NOTIFY_SOCKET";

    private final String name;
    private final int fd;
    private final SocketAddress address = new SocketAddress();
    private final int addressSize;

    private NotifySocket(String name, int fd, Address.Unix to) {
        this.name = name;
        this.fd = fd;
        addressSize = address.write(to);
    }

    /// @param name as NOTIFY_SOCKET has it: a path, or `@` and an abstract name
    /// @throws WorldException if it is neither, or there is no descriptor left
    public static NotifySocket to(String name) throws WorldException {
        Address.Unix to = new Address.Unix(name.startsWith("@") ? "\0" + name.substring(1) : name);
        boolean named = name.startsWith("@") ? name.length() > 1 : name.startsWith("/");
        if (!named || !SocketAddress.fits(to)) {
            throw new WorldException("NOTIFY_SOCKET is '" + name
                    + "', neither a path nor an abstract name of a Unix socket; let the service manager set it");
        }
        int fd = Libc.socket(SocketAddress.AF_UNIX, SOCK_DGRAM | Libc.O_CLOEXEC, 0);
        if (fd < 0) {
            throw Errno.failure("cannot open a socket for " + name, Native.getLastError(), ADVICE);
        }
        return new NotifySocket(name, fd, to);
    }

    /// @param state such as `READY=1`; several are parted by line feeds
    /// @throws WorldException if the service manager does not take it at once
    public void tell(String state) throws WorldException {
        byte[] bytes = state.getBytes(StandardCharsets.UTF_8);
        if (Libc.sendto(fd, bytes, bytes.length, MSG_DONTWAIT, address.pointer(), addressSize) != bytes.length) {
            throw Errno.failure("cannot tell " + name + " '" + state + "'", Native.getLastError(), ADVICE);
        }
    }

    @Override
    public void close() {
        Libc.close(fd);
    }
}
