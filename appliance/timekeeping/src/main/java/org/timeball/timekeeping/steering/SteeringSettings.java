package org.timeball.timekeeping.steering;

import java.util.Optional;
import java.util.OptionalDouble;

/// How the clock may be corrected.
///
/// @param stepThresholdSeconds an offset above it is stepped, not slewed, while the limit allows; default 0.1
/// @param stepLimit in how many clock updates since the start stepping is allowed; 0 never (the default), negative
///            always
/// @param maxSlewRate largest rate used to slew an offset away, as a fraction; default 0.083333 (83,333 ppm)
/// @param corrTimeRatio over how many update intervals an offset of average size is slewed away, larger ones in
///            proportion faster; empty (default) takes each away within a second, or as fast as `maxSlewRate` allows
/// @param maxChange offsets that are not corrected at all; empty (default) for none
/// @param maxUpdateSkewPpm a rate known no better than that is not used; default 1000
/// @param maxDriftPpm largest rate error that is believed; default 500,000
/// @param maxClockErrorPpm least growth of the error bound between updates; empty (default) grows it as learned
/// @param logChangeSeconds offsets above it are told as events; default 1
/// @param fallback averages of the rate used when nothing is heard for long; empty (default) for none
/// @param drift the oscillator's rate as it was known before the start; empty when it was not
public record SteeringSettings(double stepThresholdSeconds, int stepLimit, double maxSlewRate,
        OptionalDouble corrTimeRatio, Optional<MaxChange> maxChange, double maxUpdateSkewPpm, double maxDriftPpm,
        OptionalDouble maxClockErrorPpm, double logChangeSeconds, Optional<FallbackIntervals> fallback,
        Optional<KnownDrift> drift) {
    public static final SteeringSettings DEFAULT = new SteeringSettings(0.1, 0, 83_333e-6);

    public SteeringSettings {
        if (!(stepThresholdSeconds >= 0)) {
            throw new IllegalArgumentException("step threshold is " + stepThresholdSeconds + " s; it must be >= 0");
        }
        if (!(maxSlewRate > 0 && maxSlewRate <= 0.1)) {
            throw new IllegalArgumentException("slew rate is " + maxSlewRate + "; it must be above 0 and at most 0.1");
        }
        if (corrTimeRatio.isPresent() && !(corrTimeRatio.getAsDouble() > 0)) {
            throw new IllegalArgumentException("corrtimeratio is " + corrTimeRatio.getAsDouble() + "; it must be > 0");
        }
        if (!(maxUpdateSkewPpm >= 0) || !(maxDriftPpm >= 0) || !(logChangeSeconds >= 0)
                || !(maxClockErrorPpm.orElse(0) >= 0)) {
            throw new IllegalArgumentException("maxupdateskew " + maxUpdateSkewPpm + ", maxdrift " + maxDriftPpm
                    + ", maxclockerror " + maxClockErrorPpm.orElse(0) + " ppm and logchange " + logChangeSeconds
                    + " s must be >= 0");
        }
    }

    /// Stepping and slewing as given, all else by default.
    public SteeringSettings(double stepThresholdSeconds, int stepLimit, double maxSlewRate) {
        this(stepThresholdSeconds, stepLimit, maxSlewRate, OptionalDouble.empty(), Optional.empty(), 1000, 500_000,
                OptionalDouble.empty(), 1, Optional.empty(), Optional.empty());
    }

    /// The same with what a drift file says.
    public SteeringSettings withDrift(Optional<KnownDrift> known) {
        return new SteeringSettings(stepThresholdSeconds, stepLimit, maxSlewRate, corrTimeRatio, maxChange,
                maxUpdateSkewPpm, maxDriftPpm, maxClockErrorPpm, logChangeSeconds, fallback, known);
    }

    /// `maxchange OFFSET START IGNORE`: a correction larger than that is not made.
    ///
    /// @param offsetSeconds the largest that is allowed
    /// @param start from which clock update on it is looked at: the first `start` may be larger
    /// @param ignore how many larger ones are passed over before the daemon must end; negative: all
    public record MaxChange(double offsetSeconds, int start, int ignore) {
        public MaxChange {
            if (!(offsetSeconds >= 0)) {
                throw new IllegalArgumentException("maxchange is " + offsetSeconds + " s; it must be >= 0");
            }
        }
    }

    /// `fallbackdrift MIN MAX`: averages of the rate over 2^MIN to 2^MAX seconds.
    public record FallbackIntervals(int minLog2, int maxLog2) {
        /// A year.
        private static final int LONGEST = 25;

        public FallbackIntervals {
            if (minLog2 < 1 || maxLog2 < minLog2 || maxLog2 > LONGEST) {
                throw new IllegalArgumentException("fallbackdrift " + minLog2 + " " + maxLog2
                        + ": expected 1 <= MIN <= MAX <= " + LONGEST);
            }
        }
    }

    /// What a drift file says.
    ///
    /// @param ppm rate error of the free-running clock; positive runs fast
    /// @param skewPpm how well it was known
    public record KnownDrift(double ppm, double skewPpm) {
        public KnownDrift {
            if (!Double.isFinite(ppm) || !(skewPpm >= 0)) {
                throw new IllegalArgumentException("drift " + ppm + " +- " + skewPpm + " ppm cannot be");
            }
        }
    }
}
