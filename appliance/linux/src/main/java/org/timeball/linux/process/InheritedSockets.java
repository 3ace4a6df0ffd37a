package org.timeball.linux.process;

import com.sun.jna.Memory;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.timeball.linux.libc.Libc;
import org.timeball.linux.libc.MessageHeader;
import org.timeball.linux.libc.SocketAddress;
import org.timeball.timekeeping.world.Address;
import org.tinylog.Logger;

/// Bound sockets that this process was started with, as systemd passes them (sd_listen_fds(3)): `LISTEN_FDS` of them
/// from descriptor 3 on, meant for the process `LISTEN_PID` if that is given. Whoever would bind a socket to the same
/// address takes one of these instead.
public final class InheritedSockets {
    private static final int FIRST = 3;
    private static final int MOST = 64;
    private static final int SO_TYPE = 3;
    private static final Map<Key, Integer> WAITING = find(System.getenv());

    private InheritedSockets() {
    }

    /// Kinds of sockets, as `<asm-generic/socket.h>` numbers them.
    public enum Kind {
        TCP(1),
        UDP(2);

        private final int type;

        Kind(int type) {
            this.type = type;
        }
    }

    private record Key(int type, Address address) {
    }

    private static Map<Key, Integer> find(Map<String, String> environment) {
        Map<Key, Integer> found = new HashMap<>();
        String meant = environment.getOrDefault("LISTEN_PID", "");
        String count = environment.getOrDefault("LISTEN_FDS", "");
        if (!count.matches("\\d{1,4}") || !meant.isEmpty() && !meant.equals("" + ProcessHandle.current().pid())) {
            return found;
        }
        for (int fd = FIRST; fd < FIRST + Math.min(Integer.parseInt(count), MOST); fd++) {
            try (Memory value = new Memory(4); Memory size = new Memory(4)) {
                size.setInt(0, 4);
                SocketAddress name = new SocketAddress();
                if (Libc.getsockopt(fd, MessageHeader.SOL_SOCKET, SO_TYPE, value, size) == 0) {
                    size.setInt(0, SocketAddress.SIZE);
                    int socket = fd;
                    if (Libc.getsockname(fd, name.pointer(), size) == 0) {
                        name.read(size.getInt(0)).ifPresent(at -> found.put(new Key(value.getInt(0), at), socket));
                    }
                }
            }
        }
        return found;
    }

    /// Takes the one that is bound to an address; it is the taker's from then on.
    public static synchronized OptionalInt take(Kind kind, Address.Udp address) {
        Integer fd = WAITING.remove(new Key(kind.type, address));
        if (fd == null) {
            return OptionalInt.empty();
        }
        Logger.debug("Reusing {}v{} socket fd={} local={}", kind, address.ip().isV4() ? 4 : 6, fd, address);
        return OptionalInt.of(fd);
    }
}
