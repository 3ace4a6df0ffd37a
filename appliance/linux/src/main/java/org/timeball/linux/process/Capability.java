package org.timeball.linux.process;

/// What a process may do that is not root, as capabilities(7) numbers it.
public enum Capability {
    /// Ports below 1024.
    NET_BIND_SERVICE(10),
    /// Network interfaces: what a card stamps, programs in them.
    NET_ADMIN(12),
    /// Sockets bound to a network interface.
    NET_RAW(13),
    /// Setting the clock.
    SYS_TIME(25),
    /// eBPF programs that compare pointers, as all do that look into packets (and tracing, which is not made use of).
    PERFMON(38),
    /// eBPF programs and maps.
    BPF(39);

    private final int number;

    Capability(int number) {
        this.number = number;
    }

    long bit() {
        return 1L << number;
    }
}
