package org.timeball.daemon.config;

import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.Span;

/// How the system clock is corrected, and how its time is served while it is wrong.
///
/// @param correction how an offset is removed
/// @param limits what is believed of the clock
/// @param drift `driftfile`: where the frequency is kept over a restart; null (default) nowhere
/// @param fallbackDrift `fallbackdrift`; null (default) keeps the last frequency
/// @param leap how a leap second is handled and foreseen
/// @param smoothTime `smoothtime`: the served time follows the clock smoothly; null (default) it is the clock
/// @param temperature `tempcomp`: correction by a thermometer; null (default) none
/// @param local `local`: serve the clock as it is where no source is left; null (default) never
/// @param manual `manual`: the time may be typed in
public record ClockConfiguration(Correction correction, Limits limits, @Nullable DriftFile drift,
        @Nullable FallbackDrift fallbackDrift, Leap leap, @Nullable SmoothTime smoothTime,
        @Nullable TemperatureCompensation temperature, @Nullable LocalReference local, boolean manual) {
    /// The same for a daemon that starts again: the clock is no longer wrong from before, and is not stepped.
    public ClockConfiguration restarted() {
        Correction slewing = new Correction(null, correction.maxChange, correction.corrTimeRatio,
                correction.maxSlewRatePpm);
        return new ClockConfiguration(slewing, limits, drift, fallbackDrift, leap, smoothTime, temperature, local,
                manual);
    }

    /// How an offset is removed.
    ///
    /// @param makeStep `makestep`; null (default) never steps
    /// @param maxChange `maxchange`; null (default) accepts any offset
    /// @param corrTimeRatio `corrtimeratio`: duration of an average correction by the interval between two, above 0 (chrony
    ///            uses 3); null (default) takes each offset away as fast as `maxslewrate` allows, within a second at least
    /// @param maxSlewRatePpm `maxslewrate`: fastest slew of the clock, above 0 to 100,000 ppm, default 83,333.333
    public record Correction(@Nullable MakeStep makeStep, @Nullable MaxChange maxChange, @Nullable Double corrTimeRatio,
            double maxSlewRatePpm) {
        public static final double DEFAULT_MAX_SLEW_RATE_PPM = 83_333.333;
        public static final double LARGEST_MAX_SLEW_RATE_PPM = 100_000;

        public Correction {
            if (!(maxSlewRatePpm > 0 && maxSlewRatePpm <= LARGEST_MAX_SLEW_RATE_PPM)) {
                throw new IllegalArgumentException(
                        "maxslewrate is " + maxSlewRatePpm + "; it must be above 0 to 100000");
            }
        }
    }

    /// `makestep THRESHOLD LIMIT`: when a wrong clock may be stepped instead of slewed.
    ///
    /// @param threshold steps only errors larger than this, 0 to [#MAX_THRESHOLD_SECONDS] s
    /// @param limit only within this many first updates of the clock; 0 never, negative always
    public record MakeStep(Span threshold, int limit) {
        /// Some 30 years: larger errors are stepped at any threshold.
        public static final double MAX_THRESHOLD_SECONDS = 1e9;
    }

    /// `maxchange OFFSET START IGNORE`: when the daemon gives up rather than follow.
    ///
    /// @param offset larger offsets are not followed
    /// @param start the check begins after this many clock updates
    /// @param ignore so many are ignored; the next one ends the daemon; negative ignores all
    public record MaxChange(Span offset, int start, int ignore) {
    }

    /// What is believed of the clock.
    ///
    /// @param maxClockErrorPpm `maxclockerror`: rate error that the clock may gain by itself (chrony assumes 1 ppm); null
    ///            (default) lets the error bound grow as this oscillator is known to
    /// @param maxDriftPpm `maxdrift`: largest rate error that is corrected, default 500,000 ppm
    /// @param maxUpdateSkewPpm `maxupdateskew`: an estimate of the rate less certain than this is not used, default
    ///            1,000 ppm
    /// @param precision `clockprecision`: resolution of a reading, 1 ns to 1 s; null (default) measures it
    public record Limits(@Nullable Double maxClockErrorPpm, double maxDriftPpm, double maxUpdateSkewPpm,
            @Nullable Span precision) {
    }

    /// `driftfile FILE [interval SECONDS]`.
    ///
    /// @param path the file
    /// @param interval least time between two writings, default 3,600 s
    public record DriftFile(String path, Span interval) {
        public static final Span DEFAULT_INTERVAL = Span.ofSeconds(3600);
    }

    /// `fallbackdrift MIN MAX`: long averages of the rate, used one after the other while nothing is heard.
    ///
    /// @param min log2 seconds since the last update until the first average is used, at least 1
    /// @param max log2 seconds until the last one is used, `min` to [#LONGEST]
    public record FallbackDrift(int min, int max) {
        /// A year.
        public static final int LONGEST = 25;

    }

    /// How a leap second is handled and foreseen.
    ///
    /// @param mode `leapsecmode`, default system
    /// @param timezone `leapsectz`: timezone whose file lists the leap seconds, such as `right/UTC`; null (default) none
    /// @param list `leapseclist`: file in the format of NIST and IERS; null (default) none
    public record Leap(LeapMode mode, @Nullable String timezone, @Nullable String list) {
    }

    /// Who inserts a leap second.
    public enum LeapMode {
        /// The kernel steps.
        SYSTEM,
        /// The daemon steps.
        STEP,
        /// The daemon slews, from the second on.
        SLEW,
        /// Nobody: it becomes an offset.
        IGNORE
    }

    /// `smoothtime MAX-FREQ MAX-WANDER [leaponly]`.
    ///
    /// @param maxFrequencyPpm largest rate of the served time against the clock
    /// @param maxWanderPpmPerSecond fastest change of that rate
    /// @param leapOnly only leap seconds are smoothed
    public record SmoothTime(double maxFrequencyPpm, double maxWanderPpmPerSecond, boolean leapOnly) {
    }

    /// `local [OPTION]...`.
    ///
    /// @param stratum served, 1 to 15, default 10
    /// @param distance root distance of the last source from which on it is used, default 1 s
    /// @param activate not before the root distance once was below this; zero (default) needs none
    /// @param orphan of several such servers, the one with the smallest reference id leads
    /// @param waitSynced least time since the last clock update, default 0 s
    /// @param waitUnsynced least time without a source; null (default) means 300 s with `orphan`, else 0 s
    public record LocalReference(int stratum, Span distance, Span activate, boolean orphan, Span waitSynced,
            @Nullable Span waitUnsynced) {
        private static final Span ORPHAN_WAIT = Span.ofSeconds(300);

        /// The least time without a source, with the default filled in.
        public Span unsyncedWait() {
            return waitUnsynced != null ? waitUnsynced : orphan ? ORPHAN_WAIT : Span.ZERO;
        }
    }

    /// `tempcomp SENSOR INTERVAL ...`: correction of the rate by a thermometer.
    public sealed interface TemperatureCompensation {
        /// The file that holds the temperature as a number.
        String sensor();

        /// Time between two readings.
        Span interval();

        /// `tempcomp SENSOR INTERVAL T0 K0 K1 K2`: k0 + (T - T0) k1 + (T - T0)^2 k2, in ppm; results beyond 10 ppm either
        /// way are dropped.
        record Polynomial(String sensor, Span interval, double t0, double k0, double k1, double k2)
                implements
                    TemperatureCompensation {
        }

        /// `tempcomp SENSOR INTERVAL FILE`: linear between points.
        ///
        /// @param pointsFile lines of a temperature and its correction in ppm
        record Points(String sensor, Span interval, String pointsFile) implements TemperatureCompensation {
        }
    }
}
