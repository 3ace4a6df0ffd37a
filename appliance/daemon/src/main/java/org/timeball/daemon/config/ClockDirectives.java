package org.timeball.daemon.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.ClockConfiguration.Correction;
import org.timeball.daemon.config.ClockConfiguration.DriftFile;
import org.timeball.daemon.config.ClockConfiguration.FallbackDrift;
import org.timeball.daemon.config.ClockConfiguration.Leap;
import org.timeball.daemon.config.ClockConfiguration.LeapMode;
import org.timeball.daemon.config.ClockConfiguration.Limits;
import org.timeball.daemon.config.ClockConfiguration.MakeStep;
import org.timeball.daemon.config.ClockConfiguration.MaxChange;
import org.timeball.daemon.config.ClockConfiguration.SmoothTime;
import org.timeball.daemon.config.ClockConfiguration.TemperatureCompensation;
import org.timeball.daemon.config.ClockConfiguration.TemperatureCompensation.Points;
import org.timeball.daemon.config.ClockConfiguration.TemperatureCompensation.Polynomial;
import org.timeball.timekeeping.time.Span;

/// Directives about the system clock.
final class ClockDirectives {
    private static final double MOST_SECONDS = 1e9;

    private static final Setting<@Nullable MakeStep> MAKE_STEP = Setting.optional(
            new Entry("makestep SECONDS UPDATES",
                    "step offsets above this many seconds within so many first updates; -1 always",
                    Standing.IMPLEMENTED),
            (words, _) -> makeStep(words), step -> Notation.seconds(step.threshold()) + " " + step.limit());
    private static final Setting<@Nullable MaxChange> MAX_CHANGE = Setting.optional(
            new Entry("maxchange SECONDS START IGNORE",
                    "after START updates larger offsets are not followed; after IGNORE of them the daemon ends, -1 never",
                    Standing.IMPLEMENTED),
            (words, _) -> maxChange(words),
            change -> "%s %d %d".formatted(Notation.seconds(change.offset()), change.start(), change.ignore()));
    private static final Setting<@Nullable Double> CORR_TIME_RATIO = Setting.optional(
            new Entry("corrtimeratio RATIO",
                    "duration of a correction by the interval between two; default: as short as maxslewrate allows",
                    Standing.IMPLEMENTED),
            (words, _) -> words.number("corrtimeratio", "a ratio", 1e-3, 1e12), Notation::number);
    private static final Setting<Double> MAX_SLEW_RATE = new Setting<>(
            new Entry("maxslewrate PPM", "fastest slew of the clock", Standing.IMPLEMENTED),
            Correction.DEFAULT_MAX_SLEW_RATE_PPM,
            (words, _) -> words.number("maxslewrate", Double.MIN_NORMAL, Correction.LARGEST_MAX_SLEW_RATE_PPM,
                    "ppm above 0, at most 100000"),
            ppm -> List.of("maxslewrate " + Notation.number(ppm)));
    private static final Setting<@Nullable Double> MAX_CLOCK_ERROR = Setting.optional(
            new Entry("maxclockerror PPM", "rate error that the clock may gain by itself; default: learned",
                    Standing.IMPLEMENTED),
            (words, _) -> words.number("maxclockerror", "ppm", 0, 1e6), Notation::number);
    private static final Setting<Double> MAX_DRIFT = Setting.number(
            new Entry("maxdrift PPM", "largest rate error that is corrected", Standing.IMPLEMENTED), 500_000, 0, 1e6,
            "ppm");
    private static final Setting<Double> MAX_UPDATE_SKEW = Setting.number(
            new Entry("maxupdateskew PPM", "a rate less certain than this is not used", Standing.IMPLEMENTED), 1000, 0,
            1e6, "ppm");
    private static final Setting<@Nullable Span> PRECISION = Setting.optional(
            new Entry("clockprecision SECONDS", "resolution of a reading of the clock; default: measured",
                    Standing.IMPLEMENTED),
            (words, _) -> words.seconds("clockprecision", 1e-9, 1), Notation::seconds);
    private static final Setting<@Nullable DriftFile> DRIFT_FILE = Setting.optional(
            new Entry("driftfile FILE [interval SECONDS]",
                    "keep the frequency over a restart; least time between two writings, 3600",
                    Standing.IMPLEMENTED),
            (words, _) -> driftFile(words), ClockDirectives::text);
    private static final Setting<@Nullable FallbackDrift> FALLBACK_DRIFT = Setting.optional(
            new Entry("fallbackdrift MIN MAX", "long averages of the rate for 2^MIN to 2^MAX seconds without update",
                    Standing.IMPLEMENTED),
            (words, _) -> fallbackDrift(words),
            drift -> drift.min() + " " + drift.max());
    private static final Setting<LeapMode> LEAP_MODE = Setting.choice(
            new Entry("leapsecmode MODE", "who inserts a leap second: system, step, slew or ignore",
                    Standing.IMPLEMENTED),
            LeapMode.SYSTEM, LeapMode.class);
    private static final Setting<@Nullable String> LEAP_TIMEZONE = Setting.word(
            new Entry("leapsectz TIMEZONE", "timezone that lists the leap seconds", Standing.IMPLEMENTED),
            "a timezone, such as right/UTC");
    private static final Setting<@Nullable String> LEAP_LIST = Setting.word(
            new Entry("leapseclist FILE", "list of leap seconds in the format of NIST and IERS", Standing.IMPLEMENTED),
            "a path, such as /usr/share/zoneinfo/leap-seconds.list");
    private static final Setting<@Nullable SmoothTime> SMOOTH_TIME = Setting.optional(
            new Entry("smoothtime PPM PPM/S [leaponly]",
                    "the served time follows the clock smoothly: largest rate, fastest change of it",
                    Standing.IMPLEMENTED),
            (words, _) -> new SmoothTime(words.number("smoothtime rate", "ppm", 1e-6, 1e5),
                    words.number("smoothtime wander", "ppm a second", 1e-9, 1e6), words.take("leaponly")),
            smooth -> Notation.number(smooth.maxFrequencyPpm()) + " "
                    + Notation.number(smooth.maxWanderPpmPerSecond()) + (smooth.leapOnly() ? " leaponly" : ""));
    private static final Setting<@Nullable TemperatureCompensation> TEMPERATURE = Setting.optional(
            new Entry("tempcomp SENSOR SECONDS FILE|T0 K0 K1 K2",
                    "correct the rate by a thermometer: points of a file, or k0 + (T-T0) k1 + (T-T0)^2 k2 in ppm",
                    Standing.IMPLEMENTED),
            (words, _) -> temperature(words), ClockDirectives::text);
    private static final Setting<Boolean> MANUAL = Setting.flag(
            new Entry("manual", "the time may be typed in (settime)", Standing.IMPLEMENTED));

    static final List<Directive> ALL = List.of(MAKE_STEP, MAX_CHANGE, CORR_TIME_RATIO, MAX_SLEW_RATE, MAX_CLOCK_ERROR,
            MAX_DRIFT, MAX_UPDATE_SKEW, PRECISION, DRIFT_FILE, FALLBACK_DRIFT, LEAP_MODE, LEAP_TIMEZONE, LEAP_LIST,
            SMOOTH_TIME, TEMPERATURE, LocalLines.LOCAL, MANUAL);

    private ClockDirectives() {
    }

    static ClockConfiguration of(Values values) {
        return new ClockConfiguration(
                new Correction(values.get(MAKE_STEP), values.get(MAX_CHANGE), values.get(CORR_TIME_RATIO),
                        values.get(MAX_SLEW_RATE)),
                new Limits(values.get(MAX_CLOCK_ERROR), values.get(MAX_DRIFT), values.get(MAX_UPDATE_SKEW),
                        values.get(PRECISION)),
                values.get(DRIFT_FILE), values.get(FALLBACK_DRIFT),
                new Leap(values.get(LEAP_MODE), values.get(LEAP_TIMEZONE), values.get(LEAP_LIST)),
                values.get(SMOOTH_TIME), values.get(TEMPERATURE), values.get(LocalLines.LOCAL), values.get(MANUAL));
    }

    private static MakeStep makeStep(Arguments words) throws BadLine {
        return new MakeStep(words.seconds("makestep threshold", 0, MakeStep.MAX_THRESHOLD_SECONDS),
                words.whole("makestep limit", Integer.MIN_VALUE, Integer.MAX_VALUE,
                        "a number of clock updates, or -1 for always"));
    }

    private static MaxChange maxChange(Arguments words) throws BadLine {
        return new MaxChange(words.seconds("maxchange offset", 0, MOST_SECONDS),
                words.whole("maxchange start", "a number of clock updates", 0, Integer.MAX_VALUE),
                words.whole("maxchange ignore", Integer.MIN_VALUE, Integer.MAX_VALUE,
                        "a number of offsets, or -1 for all"));
    }

    /// Averages over 1 s (a bound of 0) are none.
    private static @Nullable FallbackDrift fallbackDrift(Arguments words) throws BadLine {
        int min = words.whole("fallbackdrift minimum", "log2 seconds", 0, FallbackDrift.LONGEST);
        int max = words.whole("fallbackdrift maximum", "log2 seconds", 0, FallbackDrift.LONGEST);
        if (min == 0 || max == 0) {
            return null;
        }
        if (min > max) {
            throw new BadLine("fallbackdrift is %d to %d; expected the shorter interval first".formatted(min, max));
        }
        return new FallbackDrift(min, max);
    }

    private static DriftFile driftFile(Arguments words) throws BadLine {
        String path = words.word("driftfile", "a path, such as /var/lib/timeball/drift");
        return new DriftFile(path, words.take("interval")
                ? words.seconds("driftfile interval", 0, MOST_SECONDS)
                : DriftFile.DEFAULT_INTERVAL);
    }

    private static String text(DriftFile drift) {
        return new LineText(drift.path()).option("interval", drift.interval(), DriftFile.DEFAULT_INTERVAL).toString();
    }

    private static TemperatureCompensation temperature(Arguments words) throws BadLine {
        String sensor = words.word("tempcomp sensor", "a path, such as /sys/class/hwmon/hwmon0/temp1_input");
        Span interval = words.seconds("tempcomp interval", 1e-3, MOST_SECONDS);
        if (words.remaining() == 1) {
            return new Points(sensor, interval, words.word("tempcomp points", "a path"));
        }
        return new Polynomial(sensor, interval, coefficient(words, "T0"), coefficient(words, "k0"),
                coefficient(words, "k1"), coefficient(words, "k2"));
    }

    private static double coefficient(Arguments words, String name) throws BadLine {
        return words.number("tempcomp " + name, "a number", -1e9, 1e9);
    }

    private static String text(TemperatureCompensation temperature) {
        String start = temperature.sensor() + " " + Notation.seconds(temperature.interval()) + " ";
        return start + switch (temperature) {
            case Points points -> points.pointsFile();
            case Polynomial(var _, var _, double t0, double k0, double k1, double k2) -> Notation.number(t0) + " "
                    + Notation.number(k0) + " " + Notation.number(k1) + " " + Notation.number(k2);
        };
    }
}
