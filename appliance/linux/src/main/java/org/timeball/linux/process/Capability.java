package org.timeball.linux.process;

/// What a process may do that is not root, as capabilities(7) numbers it.
public enum Capability {
    /// Ports below 1024.
    NET_BIND_SERVICE(10),
    /// Telling a network card what to stamp.
    NET_ADMIN(12),
    /// Sockets bound to a network interface.
    NET_RAW(13),
    /// Setting the clock.
    SYS_TIME(25);

    private final int number;

    Capability(int number) {
        this.number = number;
    }

    int bit() {
        return 1 << number;
    }
}
