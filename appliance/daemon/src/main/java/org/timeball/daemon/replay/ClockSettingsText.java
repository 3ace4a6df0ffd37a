package org.timeball.daemon.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.timeball.timekeeping.core.ClockSettings;
import org.timeball.timekeeping.leap.LeapMode;
import org.timeball.timekeeping.leap.LeapTable;
import org.timeball.timekeeping.local.LocalSettings;
import org.timeball.timekeeping.smoothing.SmoothingSettings;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.steering.SteeringSettings.FallbackIntervals;
import org.timeball.timekeeping.steering.SteeringSettings.KnownDrift;
import org.timeball.timekeeping.steering.SteeringSettings.MaxChange;
import org.timeball.timekeeping.temperature.TemperatureCurve;

/// The text form of what is configured of the clock: a line for the steering, one for the rest.
final class ClockSettingsText {
    private static final String NONE = "none";
    private static final int MOST_ENTRIES = 10_000;

    private ClockSettingsText() {
    }

    static String text(SteeringSettings steering) {
        return ObservationLog.words("steering", "makestep", hex(steering.stepThresholdSeconds()), steering.stepLimit(),
                "maxslewrate", hex(steering.maxSlewRate()), "corrtimeratio", optional(steering.corrTimeRatio()),
                "maxchange",
                steering.maxChange().map(m -> ObservationLog.words(hex(m.offsetSeconds()), m.start(), m.ignore()))
                        .orElse(NONE),
                "maxupdateskew", hex(steering.maxUpdateSkewPpm()), "maxdrift", hex(steering.maxDriftPpm()),
                "maxclockerror", optional(steering.maxClockErrorPpm()), "logchange",
                hex(steering.logChangeSeconds()), "fallbackdrift",
                steering.fallback().map(f -> ObservationLog.words(f.minLog2(), f.maxLog2())).orElse(NONE), "drift",
                steering.drift().map(d -> ObservationLog.words(hex(d.ppm()), hex(d.skewPpm()))).orElse(NONE));
    }

    static SteeringSettings steering(Fields fields) throws LogException {
        fields.name("steering");
        fields.name("makestep");
        double threshold = fields.real("makestep threshold");
        int limit = integer(fields, "makestep limit");
        fields.name("maxslewrate");
        double slew = fields.real("maxslewrate");
        OptionalDouble ratio = optional(fields, "corrtimeratio");
        fields.name("maxchange");
        Optional<MaxChange> change = fields.skip(NONE)
                ? Optional.empty()
                : Optional.of(new MaxChange(fields.real("maxchange"), integer(fields, "start"),
                        integer(fields, "ignore")));
        fields.name("maxupdateskew");
        double skew = fields.real("maxupdateskew");
        fields.name("maxdrift");
        double drift = fields.real("maxdrift");
        OptionalDouble error = optional(fields, "maxclockerror");
        fields.name("logchange");
        double log = fields.real("logchange");
        fields.name("fallbackdrift");
        Optional<FallbackIntervals> fallback = fields.skip(NONE)
                ? Optional.empty()
                : Optional.of(new FallbackIntervals(integer(fields, "minimum"), integer(fields, "maximum")));
        fields.name("drift");
        Optional<KnownDrift> known = fields.skip(NONE)
                ? Optional.empty()
                : Optional.of(new KnownDrift(fields.real("drift"), fields.real("skew")));
        return new SteeringSettings(threshold, limit, slew, ratio, change, skew, drift, error, log, fallback, known);
    }

    static String text(ClockSettings clock) {
        return ObservationLog.words("clock", "leapmode", clock.leapMode().name(), "leaptable", text(clock.leapTable()),
                "local", clock.local().map(ClockRequestText::text).orElse(NONE), "manual", clock.manual(),
                "smoothtime",
                clock.smoothing()
                        .map(s -> ObservationLog.words(hex(s.maxRate()), hex(s.maxWander()), s.leapOnly()))
                        .orElse(NONE),
                "tempcomp", clock.temperature().map(ClockSettingsText::text).orElse(NONE));
    }

    static ClockSettings clock(Fields fields) throws LogException {
        fields.name("clock");
        fields.name("leapmode");
        LeapMode mode = fields.oneOf("leap mode", LeapMode.values());
        fields.name("leaptable");
        LeapTable table = leapTable(fields);
        fields.name("local");
        Optional<LocalSettings> local = fields.skip(NONE)
                ? Optional.empty()
                : Optional.of(ClockRequestText.local(fields));
        fields.name("manual");
        boolean manual = fields.truth("manual");
        fields.name("smoothtime");
        Optional<SmoothingSettings> smoothing = fields.skip(NONE)
                ? Optional.empty()
                : Optional.of(new SmoothingSettings(fields.real("rate"), fields.real("wander"),
                        fields.truth("leaponly")));
        fields.name("tempcomp");
        Optional<TemperatureCurve> curve = fields.skip(NONE) ? Optional.empty() : Optional.of(curve(fields));
        return new ClockSettings(mode, table, local, manual, smoothing, curve);
    }

    /// A table of leap seconds in words: when it expires, how many entries there are, and they.
    static String text(LeapTable table) {
        StringBuilder text = new StringBuilder(ObservationLog.words(table.expires(), table.entries().size()));
        table.entries().forEach(entry -> text.append(' ').append(entry.from()).append(' ').append(entry.taiMinusUtc()));
        return text.toString();
    }

    static LeapTable leapTable(Fields fields) throws LogException {
        long expires = fields.whole("expiry", Long.MIN_VALUE, Long.MAX_VALUE);
        long count = fields.whole("number of leap seconds", 0, MOST_ENTRIES);
        List<LeapTable.Entry> entries = new ArrayList<>();
        while (entries.size() < count) {
            entries.add(new LeapTable.Entry(fields.whole("leap second", Long.MIN_VALUE, Long.MAX_VALUE),
                    integer(fields, "TAI minus UTC")));
        }
        try {
            return new LeapTable(entries, expires);
        } catch (IllegalArgumentException e) {
            throw fields.bad("this table cannot be: " + e.getMessage());
        }
    }

    private static String text(TemperatureCurve curve) {
        return switch (curve) {
            case TemperatureCurve.Quadratic(double zero, double constant, double linear, double quadratic) ->
                ObservationLog.words("curve", hex(zero), hex(constant), hex(linear), hex(quadratic));
            case TemperatureCurve.Table(List<TemperatureCurve.Point> points) -> {
                StringBuilder text = new StringBuilder("points " + points.size());
                points.forEach(p -> text.append(' ').append(hex(p.celsius())).append(' ').append(hex(p.ppm())));
                yield text.toString();
            }
        };
    }

    private static TemperatureCurve curve(Fields fields) throws LogException {
        if (fields.skip("curve")) {
            return new TemperatureCurve.Quadratic(fields.real("zero"), fields.real("constant"), fields.real("linear"),
                    fields.real("quadratic"));
        }
        fields.name("points");
        long count = fields.whole("number of points", 2, MOST_ENTRIES);
        List<TemperatureCurve.Point> points = new ArrayList<>();
        while (points.size() < count) {
            points.add(new TemperatureCurve.Point(fields.real("temperature"), fields.real("compensation")));
        }
        return new TemperatureCurve.Table(points);
    }

    private static String optional(OptionalDouble value) {
        return value.isPresent() ? hex(value.getAsDouble()) : NONE;
    }

    private static OptionalDouble optional(Fields fields, String name) throws LogException {
        fields.name(name);
        return fields.skip(NONE) ? OptionalDouble.empty() : OptionalDouble.of(fields.real(name));
    }

    private static int integer(Fields fields, String what) throws LogException {
        return (int) fields.whole(what, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static String hex(double value) {
        return Double.toHexString(value);
    }
}
