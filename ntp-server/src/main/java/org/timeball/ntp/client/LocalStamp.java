package org.timeball.ntp.client;

import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Datagram.Stamp;

/// A reading of our clock as a packet left or came.
///
/// @param by who took it
record LocalStamp(SystemInstant at, Stamp by) {
    /// The same moment on a clock that has been stepped since.
    LocalStamp stepped(Span amount) {
        return new LocalStamp(at.plus(amount), by);
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
