package org.timeball.ntp.client;

import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// One accepted measurement of a source, corrected.
///
/// @param at our clock half-way between sending and receiving
/// @param offset our clock minus the source's
/// @param delaySeconds time on the way, both directions together
/// @param openDelaySeconds the part of it of which nobody knows which way it was spent on; `asymmetry` tells of the rest
/// @param dispersionSeconds the measurement's own dispersion
/// @param rootDelaySeconds the source's own root delay
/// @param rootDispersionSeconds the source's own root dispersion
record Sample(SystemInstant at, Span offset, double delaySeconds, double openDelaySeconds, double dispersionSeconds,
        double rootDelaySeconds,
        double rootDispersionSeconds, int stratum, int referenceId, LeapIndicator leap) {
}
