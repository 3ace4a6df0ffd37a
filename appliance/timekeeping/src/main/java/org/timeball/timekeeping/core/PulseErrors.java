package org.timeball.timekeeping.core;

import java.util.Optional;
import org.timeball.timekeeping.observation.Observation.PulseError;
import org.timeball.timekeeping.time.Span;

/// What a receiver said of its latest pulses' errors. Immutable.
///
/// Two are kept: the error of the next pulse may be announced before the last pulse has been processed.
///
/// @param last announced last
/// @param before announced before that
record PulseErrors(Optional<PulseError> last, Optional<PulseError> before) {
    static final PulseErrors NONE = new PulseErrors(Optional.empty(), Optional.empty());

    PulseErrors announced(PulseError error) {
        return new PulseErrors(Optional.of(error), last);
    }

    /// How early the pulse of a second was; zero where nothing was said of that very one.
    ///
    /// @param posixSecond the second that the pulse marked
    Span earlyAt(long posixSecond) {
        return last.filter(error -> isOf(error, posixSecond)).or(() -> before.filter(error -> isOf(error, posixSecond)))
                .map(PulseError::early).orElse(Span.ZERO);
    }

    private static boolean isOf(PulseError error, long posixSecond) {
        return error.second().epochSecond() == posixSecond && error.second().nanoOfSecond() == 0;
    }
}
