package org.timeball.timekeeping.core;

import java.util.Optional;
import java.util.OptionalDouble;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.snapshot.SourceSnapshot.Kind;

/// What is configured of one source.
///
/// @param id index in the configuration
/// @param name reference identifier, one to four ASCII characters, such as `PPS`
/// @param kind what it yields
/// @param lock the source whose labels number its pulses; present for pulses only
/// @param labelDelaySeconds for labels: mean time from the second to the first byte; empty when unknown
/// @param offsetSeconds added to every measured offset of a pulse or sample source (clock minus source); default 0
/// @param delaySeconds largest asymmetry of the source's path: half of it adds to the error bound; default 1e-9
/// @param precisionSeconds smallest step its measurements can show; default 1e-9
/// @param selection how it takes part in the selection
public record SourceSettings(SourceId id, String name, Kind kind, Optional<SourceId> lock,
        OptionalDouble labelDelaySeconds, double offsetSeconds, double delaySeconds, double precisionSeconds,
        SelectionOptions selection) {
    public SourceSettings {
        if (name.isEmpty() || name.length() > 4 || !name.chars().allMatch(c -> c > 32 && c < 127)) {
            throw new IllegalArgumentException("a refid has 1 to 4 printable ASCII characters, not '" + name + "'");
        }
        if ((kind == Kind.PULSE) != lock.isPresent()) {
            throw new IllegalArgumentException(name + ": pulses, and only pulses, are locked to another source");
        }
        if (!(delaySeconds >= 0) || !(precisionSeconds >= 0) || !Double.isFinite(offsetSeconds)) {
            throw new IllegalArgumentException(name + ": delay and precision must be >= 0 and offset finite");
        }
    }

    /// The reference identifier as NTP carries it: first character in the top byte.
    public int refid() {
        int refid = 0;
        for (int i = 0; i < 4; i++) {
            refid = refid << 8 | (i < name.length() ? name.charAt(i) : 0);
        }
        return refid;
    }

    /// @param noselect watched, never selected
    /// @param prefer chosen over others that tell the truth too
    /// @param trust believed without a vote
    /// @param require nobody is believed unless a source with this option is among the truechimers
    public record SelectionOptions(boolean noselect, boolean prefer, boolean trust, boolean require) {
        public static final SelectionOptions NONE = new SelectionOptions(false, false, false, false);
    }
}
