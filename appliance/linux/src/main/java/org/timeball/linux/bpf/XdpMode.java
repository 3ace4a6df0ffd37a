package org.timeball.linux.bpf;

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

    int flags() {
        return flags;
    }
}
