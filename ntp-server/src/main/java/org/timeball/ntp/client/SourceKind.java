package org.timeball.ntp.client;

/// What a configured name stands for.
public enum SourceKind {
    /// One server, asked in client mode.
    SERVER,
    /// One machine on equal terms: symmetric mode.
    PEER,
    /// A name with many addresses, some of which are used.
    POOL
}
