package org.timeball.daemon.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.SelectionConfiguration.AuthenticationMode;
import org.timeball.timekeeping.time.Span;

/// Directives about which sources are believed.
final class SelectionDirectives {
    private static final Setting<AuthenticationMode> AUTHENTICATION = Setting.choice(
            new Entry("authselectmode MODE", "what authentication is worth: require, prefer, mix or ignore",
                    Standing.IMPLEMENTED),
            AuthenticationMode.MIX, AuthenticationMode.class);
    private static final Setting<Double> COMBINE_LIMIT = Setting.number(
            new Entry("combinelimit LIMIT", "sources up to this multiple of the best one's distance are combined",
                    Standing.IMPLEMENTED),
            3, 0, 1e9, "a ratio");
    private static final Setting<Span> MAX_DISTANCE = Setting.seconds(
            new Entry("maxdistance SECONDS", "largest root distance of a source", Standing.IMPLEMENTED),
            Span.ofSeconds(3), 1e9);
    private static final Setting<Span> MAX_JITTER = Setting.seconds(
            new Entry("maxjitter SECONDS", "largest jitter of a source", Standing.IMPLEMENTED), Span.ofSeconds(1), 1e9);
    static final Setting<Integer> MAX_STRATUM = Setting.whole(
            new Entry("maxstratum STRATUM", "highest stratum of a source", Standing.IMPLEMENTED), 15, 0, 15,
            "a stratum");
    static final Setting<Integer> MIN_STRATUM = Setting.whole(
            new Entry("minstratum STRATUM", "lowest stratum of a source", Standing.IMPLEMENTED), 0, 0, 15, "a stratum");
    private static final Setting<Integer> MIN_SOURCES = Setting.whole(
            new Entry("minsources SOURCES", "fewest selectable sources that may move the clock", Standing.IMPLEMENTED),
            1,
            1, 1_000_000, "a number of sources");
    private static final Setting<Span> RESELECT_DISTANCE = Setting.seconds(
            new Entry("reselectdist SECONDS", "by how much another source must be nearer to be selected instead",
                    Standing.IMPLEMENTED),
            Span.ofMicros(100), 1e9);
    private static final Setting<Span> STRATUM_WEIGHT = Setting.seconds(
            new Entry("stratumweight SECONDS", "distance that one stratum more counts for", Standing.IMPLEMENTED),
            Span.ofMillis(1), 1e9);
    private static final Setting<@Nullable Integer> MIN_SAMPLES = Setting.optionalWhole(
            new Entry("minsamples SAMPLES", "fewest samples of a source; default: as many as its noise needs",
                    Standing.IMPLEMENTED),
            0, SampleHistory.MAX_SAMPLES, "a number of samples");
    private static final Setting<Integer> MAX_SAMPLES = Setting.whole(
            new Entry("maxsamples SAMPLES", "most samples kept of a source; 0 no limit", Standing.IMPLEMENTED), 0, 0,
            SampleHistory.MAX_SAMPLES, "a number of samples");

    static final List<Directive> ALL = List.of(AUTHENTICATION, COMBINE_LIMIT, MAX_DISTANCE, MAX_JITTER, MAX_STRATUM,
            MIN_STRATUM, MIN_SOURCES, RESELECT_DISTANCE, STRATUM_WEIGHT, MIN_SAMPLES, MAX_SAMPLES);

    private SelectionDirectives() {
    }

    static SelectionConfiguration of(Values values) {
        return new SelectionConfiguration(values.get(AUTHENTICATION), values.get(COMBINE_LIMIT),
                values.get(MAX_DISTANCE), values.get(MAX_JITTER), values.get(MAX_STRATUM), values.get(MIN_STRATUM),
                values.get(MIN_SOURCES), values.get(RESELECT_DISTANCE), values.get(STRATUM_WEIGHT),
                values.get(MIN_SAMPLES), values.get(MAX_SAMPLES));
    }
}
