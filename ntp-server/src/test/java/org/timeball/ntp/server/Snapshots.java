package org.timeball.ntp.server;

import java.util.List;
import org.timeball.ntp.wire.ReferenceId;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// Snapshots of a box that is locked to GPS.
final class Snapshots {
    static final double DISPERSION = 1e-6;
    static final double DISPERSION_RATE = 1e-6;
    static final Span GOOD_FOR = Span.ofSeconds(3);

    private Snapshots() {
    }

    /// Stratum 1 from `atNanos` for three seconds; last corrected a quarter of a second before.
    static TimingSnapshot locked(long atNanos) {
        return locked(atNanos, LeapIndicator.NONE, GOOD_FOR);
    }

    static TimingSnapshot locked(long atNanos, LeapIndicator leap, Span goodFor) {
        return withClaim(atNanos, leap, 1, TimingSnapshot.Lock.LOCKED, goodFor);
    }

    static TimingSnapshot withClaim(long atNanos, LeapIndicator leap, int stratum, TimingSnapshot.Lock lock,
            Span goodFor) {
        SystemInstant at = new SystemInstant(atNanos);
        return new TimingSnapshot(at, lock, at, Reason.NONE, leap, stratum, ReferenceId.ofCode("GPS"),
                at.minus(Span.ofMillis(250)), Span.ofNanos(1), DISPERSION, DISPERSION_RATE, goodFor, 0, 0, 0, 0,
                List.of());
    }
}
