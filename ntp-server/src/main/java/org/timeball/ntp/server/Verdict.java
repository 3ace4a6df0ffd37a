package org.timeball.ntp.server;

/// What a client's rate earns its request.
public enum Verdict {
    ANSWER,
    SILENCE,
    /// A kiss code: RATE.
    KISS
}
