package org.timeball.ntp.client;

import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Datagram.Stamp;

/// A reading of our clock as a packet left or came.
///
/// @param by who took it
/// @param slewing how much faster than it should the clock ran then, on purpose, s/s
/// @param errorSeconds how far off it may be for being carried over from another clock
record LocalStamp(SystemInstant at, Stamp by, double slewing, double errorSeconds) {
    /// A reading of the clock itself.
    LocalStamp(SystemInstant at, Stamp by) {
        this(at, by, 0, 0);
    }

    /// The same, of a clock that was being slewed.
    LocalStamp whileSlewing(double rate) {
        return new LocalStamp(at, by, rate, errorSeconds);
    }

    /// The same moment on a clock that has been stepped since.
    LocalStamp stepped(Span amount) {
        return new LocalStamp(at.plus(amount), by, slewing, errorSeconds);
    }

    /// `D`, `K` or `H`.
    static char letter(Stamp by) {
        return switch (by) {
            case DAEMON -> 'D';
            case KERNEL -> 'K';
            case HARDWARE -> 'H';
        };
    }
}
