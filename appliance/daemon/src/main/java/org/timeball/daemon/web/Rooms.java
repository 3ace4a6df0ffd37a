package org.timeball.daemon.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// How many connections are open, in all and from each client. On the server's thread.
///
/// A client is an IPv4 address or the upper half of an IPv6 address, all of which one machine may have (RFC 7421).
final class Rooms {
    private static final int NETWORK_BYTES = 8;

    private final int most;
    private final int mostPerClient;
    private final Map<String, Integer> open = new HashMap<>();
    private int all;

    Rooms(int most, int mostPerClient) {
        this.most = most;
        this.mostPerClient = mostPerClient;
    }

    /// Takes a place; [#leave] gives it back.
    ///
    /// @return whether there was one
    boolean enter(InetAddress client) {
        String who = client(client);
        if (all >= most || open.getOrDefault(who, 0) >= mostPerClient) {
            return false;
        }
        all++;
        open.merge(who, 1, Integer::sum);
        return true;
    }

    void leave(InetAddress client) {
        all--;
        open.computeIfPresent(client(client), (_, count) -> count > 1 ? count - 1 : null);
    }

    private static String client(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }
}
