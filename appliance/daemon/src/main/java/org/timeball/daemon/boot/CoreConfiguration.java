package org.timeball.daemon.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.ClockConfiguration;
import org.timeball.daemon.config.ClockConfiguration.LocalReference;
import org.timeball.daemon.config.ClockConfiguration.MakeStep;
import org.timeball.daemon.config.ClockConfiguration.MaxChange;
import org.timeball.daemon.config.ClockConfiguration.SmoothTime;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.LogConfiguration;
import org.timeball.daemon.config.SelectionConfiguration;
import org.timeball.timekeeping.core.ClockSettings;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.leap.LeapMode;
import org.timeball.timekeeping.leap.LeapTable;
import org.timeball.timekeeping.local.LocalSettings;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.selection.AuthPolicy;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.smoothing.SmoothingSettings;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.steering.SteeringSettings.FallbackIntervals;
import org.timeball.timekeeping.steering.SteeringSettings.KnownDrift;
import org.timeball.timekeeping.temperature.TemperatureCurve;
import org.timeball.timekeeping.time.Span;

/// What a configuration means for the core.
final class CoreConfiguration {
    private static final double PPM = 1e-6;

    private CoreConfiguration() {
    }

    /// @param drift what the drift file says; empty where nothing is known
    /// @param curve compensation by temperature; empty for none
    /// @param leapsByItself whether the clock takes leap seconds itself when told of them
    static CoreSettings of(Configuration configuration, Span clockResolution, Optional<KnownDrift> drift,
            Optional<TemperatureCurve> curve, boolean leapsByItself) {
        List<SourceSettings> sources = new ArrayList<>();
        for (int i = 0; i < configuration.sources().size(); i++) {
            sources.add(RefclockSettings.of(configuration, new SourceId(i)));
        }
        ClockConfiguration clock = configuration.clock();
        return new CoreSettings(sources, selection(configuration.selection()),
                steering(clock, told(configuration.logs()), drift),
                new ClockSettings(mode(clock.leap().mode(), leapsByItself), LeapTable.EMPTY, local(clock.local()),
                        clock.manual(),
                        smoothing(clock.smoothTime()), curve),
                clockResolution);
    }

    private static SelectionSettings selection(SelectionConfiguration selection) {
        return new SelectionSettings(selection.stratumWeight().seconds(), selection.reselectDistance().seconds(),
                selection.combineLimit(), selection.maxDistance().seconds(), selection.maxJitter().seconds(),
                selection.minSources(), selection.minStratum(), selection.maxStratum(),
                policy(selection.authentication()));
    }

    private static AuthPolicy policy(SelectionConfiguration.AuthenticationMode mode) {
        return switch (mode) {
            case REQUIRE -> AuthPolicy.REQUIRE;
            case PREFER -> AuthPolicy.PREFER;
            case MIX -> AuthPolicy.MIX;
            case IGNORE -> AuthPolicy.IGNORE;
        };
    }

    /// Offsets from here on are told: for the log, or for a letter.
    private static Span told(LogConfiguration logs) {
        return logs.mail() == null || logs.mail().threshold().compareTo(logs.change()) > 0
                ? logs.change()
                : logs.mail().threshold();
    }

    private static SteeringSettings steering(ClockConfiguration clock, Span told, Optional<KnownDrift> drift) {
        ClockConfiguration.Correction correction = clock.correction();
        ClockConfiguration.Limits limits = clock.limits();
        MakeStep step = correction.makeStep();
        MaxChange change = correction.maxChange();
        var fallback = clock.fallbackDrift();
        return new SteeringSettings(
                step == null ? SteeringSettings.DEFAULT.stepThresholdSeconds() : step.threshold().seconds(),
                step == null ? 0 : step.limit(), correction.maxSlewRatePpm() * PPM,
                optional(correction.corrTimeRatio()),
                change == null
                        ? Optional.empty()
                        : Optional.of(new SteeringSettings.MaxChange(change.offset().seconds(), change.start(),
                                change.ignore())),
                limits.maxUpdateSkewPpm(), limits.maxDriftPpm(),
                optional(limits.maxClockErrorPpm()), told.seconds(),
                fallback == null
                        ? Optional.empty()
                        : Optional.of(new FallbackIntervals(fallback.min(), fallback.max())),
                drift);
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /// Tables of leap seconds come as observations, when they have been read.
    private static LeapMode mode(ClockConfiguration.LeapMode mode, boolean leapsByItself) {
        return switch (mode) {
            case SYSTEM -> leapsByItself ? LeapMode.SYSTEM : LeapMode.STEP;
            case STEP -> LeapMode.STEP;
            case SLEW -> LeapMode.SLEW;
            case IGNORE -> LeapMode.IGNORE;
        };
    }

    private static Optional<LocalSettings> local(@Nullable LocalReference local) {
        return Optional.ofNullable(local).map(is -> new LocalSettings(is.stratum(), is.orphan(),
                is.distance().seconds(), is.activate().seconds(), is.waitSynced().seconds(),
                is.unsyncedWait().seconds()));
    }

    private static Optional<SmoothingSettings> smoothing(@Nullable SmoothTime smooth) {
        return Optional.ofNullable(smooth).map(is -> new SmoothingSettings(is.maxFrequencyPpm() * PPM,
                is.maxWanderPpmPerSecond() * PPM, is.leapOnly()));
    }
}
