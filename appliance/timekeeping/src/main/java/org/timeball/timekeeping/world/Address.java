package org.timeball.timekeeping.world;

/// Where a datagram comes from or goes to.
public sealed interface Address {
    /// @param ip IPv4 or IPv6 address
    /// @param port 0 to 65535; 0 in a local address lets the world choose one
    record Udp(IpAddress ip, int port) implements Address {
        public Udp {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port is " + port + "; it must be 0 to 65535");
            }
        }

        @Override
        public String toString() {
            return ip.isV4() ? ip + ":" + port : "[" + ip + "]:" + port;
        }
    }

    /// @param path file-system path of a Unix datagram socket; empty for a sender that is not bound
    record Unix(String path) implements Address {
        @Override
        public String toString() {
            return path.isEmpty() ? "unix:(unbound)" : "unix:" + path;
        }
    }
}
