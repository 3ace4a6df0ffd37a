package org.timeball.timekeeping.snapshot;

import java.util.List;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// How well the box knew the time at one reading of its clock, and how that ages.
///
/// At reading `t` of the system clock, `at <= t <= at + goodFor`, the clock's true error is at most
/// `rootDelay/2 + rootDispersionAt(t)`. After `goodFor` nobody vouches for it: answer as unsynchronised.
///
/// @param at the system clock's reading for which it was computed
/// @param lock the state of the box
/// @param since the reading at which that state began
/// @param reason the one cause why it is not well; NONE when locked and in order
/// @param leap for the end of the current UTC day; UNSYNCHRONISED when the time must not be believed
/// @param stratum 1 to 15, or 16 when unsynchronised
/// @param refid reference identifier, first byte in the top byte (`GPS` is 0x47505300)
/// @param referenceTime the reading when the clock was last corrected by a source
/// @param rootDelay to the primary reference, both directions
/// @param rootDispersionSeconds bound of the error at `at`, beyond rootDelay/2
/// @param dispersionRate growth of that bound, seconds a second; holds until `at + goodFor`
/// @param goodFor how long the snapshot may be used
/// @param offsetSeconds estimated error still to be slewed away: our clock minus true time
/// @param frequencyPpm estimated rate error of the free-running clock; positive runs fast
/// @param skewPpm standard deviation of that estimate
/// @param correctionPpm rate correction in force
/// @param sources all configured sources, in order
/// @param clock what is known of the clock itself
public record TimingSnapshot(SystemInstant at, Lock lock, SystemInstant since, Reason reason, LeapIndicator leap,
        int stratum, int refid, SystemInstant referenceTime, Span rootDelay, double rootDispersionSeconds,
        double dispersionRate, Span goodFor, double offsetSeconds, double frequencyPpm, double skewPpm,
        double correctionPpm, List<SourceSnapshot> sources, ClockReport clock) {
    public static final int UNSYNCHRONISED_STRATUM = 16;

    public TimingSnapshot {
        sources = List.copyOf(sources);
        if (stratum < 1 || stratum > UNSYNCHRONISED_STRATUM) {
            throw new IllegalArgumentException("stratum is " + stratum + "; it must be 1 to 16");
        }
        if (!(rootDispersionSeconds >= 0) || !(dispersionRate >= 0)) {
            throw new IllegalArgumentException(
                    "root dispersion " + rootDispersionSeconds + " s and its rate " + dispersionRate + " must be >= 0");
        }
    }

    /// One that says nothing of the clock beside what it is worth.
    public TimingSnapshot(SystemInstant at, Lock lock, SystemInstant since, Reason reason, LeapIndicator leap,
            int stratum, int refid, SystemInstant referenceTime, Span rootDelay, double rootDispersionSeconds,
            double dispersionRate, Span goodFor, double offsetSeconds, double frequencyPpm, double skewPpm,
            double correctionPpm, List<SourceSnapshot> sources) {
        this(at, lock, since, reason, leap, stratum, refid, referenceTime, rootDelay, rootDispersionSeconds,
                dispersionRate, goodFor, offsetSeconds, frequencyPpm, skewPpm, correctionPpm, sources,
                ClockReport.unsynchronised(at));
    }

    /// The same with what is known of the clock.
    public TimingSnapshot with(ClockReport report) {
        return new TimingSnapshot(at, lock, since, reason, leap, stratum, refid, referenceTime, rootDelay,
                rootDispersionSeconds, dispersionRate, goodFor, offsetSeconds, frequencyPpm, skewPpm, correctionPpm,
                sources, report);
    }

    /// The same box with its own clock as reference, which claims no error.
    public TimingSnapshot served(LeapIndicator said, int ownStratum, int ownRefid, SystemInstant referenced) {
        return new TimingSnapshot(at, lock, since, reason, said, ownStratum, ownRefid, referenced, Span.ZERO, 0, 0,
                goodFor, offsetSeconds, frequencyPpm, skewPpm, correctionPpm, sources, clock);
    }

    /// What a box says that knows nothing.
    public static TimingSnapshot unsynchronised(SystemInstant at) {
        return new TimingSnapshot(at, Lock.ACQUIRING, at, new Reason(Cause.STARTING), LeapIndicator.UNSYNCHRONISED,
                UNSYNCHRONISED_STRATUM, 0, at, Span.ZERO, 1.0, 0, Span.ZERO, 0, 0, 0, 0, List.of());
    }

    /// Whether the snapshot vouches for the clock at reading `nanos` of it.
    public boolean vouchesAt(long nanos) {
        long age = nanos - at.nanos();
        return stratum < UNSYNCHRONISED_STRATUM && age >= 0 && age <= goodFor.nanos();
    }

    /// The error bound beyond rootDelay/2 at reading `nanos` of the clock, seconds.
    public double rootDispersionAt(long nanos) {
        return rootDispersionSeconds + dispersionRate * Math.max(0, nanos - at.nanos()) * 1e-9;
    }

    /// The state of the box.
    public enum Lock {
        /// Never locked since the start, or trust had to be won anew.
        ACQUIRING,
        /// A selected source corrects the clock.
        LOCKED,
        /// Was locked; the clock runs on by what was learned, its bound grows.
        HOLDOVER,
        /// Holdover went on until its bound was useless.
        EXHAUSTED
    }
}
