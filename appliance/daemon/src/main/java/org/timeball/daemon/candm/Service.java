package org.timeball.daemon.candm;

/// What an access list is for.
public enum Service {
    /// Being served time.
    NTP,
    /// This protocol over UDP.
    COMMAND
}
