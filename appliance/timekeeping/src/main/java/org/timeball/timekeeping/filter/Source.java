package org.timeball.timekeeping.filter;

/// What kind of noise a source's samples carry.
public enum Source {
    /// A pulse, a sentence or another process's sample: noise about zero, no delay.
    REFCLOCK,
    /// NTP exchanges: the round-trip delay says how good each sample is.
    NETWORK
}
