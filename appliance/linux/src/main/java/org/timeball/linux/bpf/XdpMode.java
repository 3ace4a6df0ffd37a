package org.timeball.linux.bpf;

import java.util.OptionalInt;

/// Where an interface runs an XDP program; the flags are those of `<linux/if_link.h>`.
public enum XdpMode {
    /// In the driver, before a packet has a socket buffer: XDP_FLAGS_DRV_MODE.
    NATIVE(4),
    /// In the kernel's receive path, with any driver: XDP_FLAGS_SKB_MODE.
    GENERIC(2);

    private final int flags;

    XdpMode(int flags) {
        this.flags = flags;
    }

    /// The number of the program that an interface runs there, whoever attached it; empty for none, and where libbpf is
    /// missing.
    ///
    /// @param interfaceIndex as in /sys/class/net/NAME/ifindex
    public OptionalInt programAt(int interfaceIndex) {
        int[] program = new int[1];
        try {
            boolean known = Libbpf.bpf_xdp_query_id(interfaceIndex, flags, program) == 0;
            return known && program[0] != 0 ? OptionalInt.of(program[0]) : OptionalInt.empty();
        } catch (LinkageError _) {
            return OptionalInt.empty();
        }
    }

    int flags() {
        return flags;
    }
}
