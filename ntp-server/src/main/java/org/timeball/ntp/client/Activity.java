package org.timeball.ntp.client;

/// Whether a source is asked.
public enum Activity {
    OFFLINE,
    ONLINE,
    /// Asked in quick succession, then online again.
    BURST_FROM_ONLINE,
    /// Asked in quick succession, then offline again.
    BURST_FROM_OFFLINE;

    boolean isBurst() {
        return this == BURST_FROM_ONLINE || this == BURST_FROM_OFFLINE;
    }
}
