package org.timeball.daemon.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.ClockConfiguration;
import org.timeball.daemon.config.ClockConfiguration.Correction;
import org.timeball.daemon.config.ClockConfiguration.Limits;
import org.timeball.daemon.config.ClockConfiguration.MakeStep;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.SelectOptions;
import org.timeball.daemon.config.SelectionConfiguration;
import org.timeball.daemon.config.SourceConfiguration;
import org.timeball.timekeeping.core.ClockSettings;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.leap.LeapMode;
import org.timeball.timekeeping.leap.LeapTable;
import org.timeball.timekeeping.local.LocalSettings;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.smoothing.SmoothingSettings;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.Span;
import org.tinylog.Logger;

/// What a configuration means for the core.
final class CoreConfiguration {
    /// Of a refclock whose precision is not configured, in seconds.
    private static final double DEFAULT_PRECISION = 1e-9;
    private static final double PPM = 1e-6;

    private CoreConfiguration() {
    }

    static CoreSettings of(Configuration configuration, Span clockResolution) {
        List<SourceSettings> sources = new ArrayList<>();
        for (SourceConfiguration source : configuration.sources()) {
            SourceId id = new SourceId(sources.size());
            Optional<SourceId> lock = configuration.lockOf(id);
            sources.add(lock.isPresent() && !names(configuration, lock.get())
                    ? unnumbered(id, source)
                    : settings(id, source, lock, configuration.selection()));
        }
        return new CoreSettings(sources, selection(configuration.selection()), steering(configuration),
                clock(configuration.clock()), clockResolution);
    }

    private static SelectionSettings selection(SelectionConfiguration selection) {
        return new SelectionSettings(selection.stratumWeight().seconds(), selection.reselectDistance().seconds(),
                selection.combineLimit(), selection.maxDistance().seconds(), selection.maxJitter().seconds(),
                selection.minSources(), selection.minStratum(), selection.maxStratum());
    }

    /// What the drift file says is told by whoever reads it.
    private static SteeringSettings steering(Configuration configuration) {
        Correction correction = configuration.clock().correction();
        Limits limits = configuration.clock().limits();
        MakeStep step = correction.makeStep();
        return new SteeringSettings(
                step == null ? SteeringSettings.DEFAULT.stepThresholdSeconds() : step.threshold().seconds(),
                step == null ? 0 : step.limit(), correction.maxSlewRatePpm() * PPM,
                optional(correction.corrTimeRatio()),
                Optional.ofNullable(correction.maxChange()).map(change -> new SteeringSettings.MaxChange(
                        change.offset().seconds(), change.start(), change.ignore())),
                limits.maxUpdateSkewPpm(), limits.maxDriftPpm(), optional(limits.maxClockErrorPpm()),
                configuration.logs().change().seconds(),
                Optional.ofNullable(configuration.clock().fallbackDrift()).map(
                        drift -> new SteeringSettings.FallbackIntervals(drift.min(), drift.max())),
                Optional.empty());
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /// Leap seconds and points of temperature stand in files, which others read.
    private static ClockSettings clock(ClockConfiguration clock) {
        return new ClockSettings(switch (clock.leap().mode()) {
            case SYSTEM -> LeapMode.SYSTEM;
            case STEP -> LeapMode.STEP;
            case SLEW -> LeapMode.SLEW;
            case IGNORE -> LeapMode.IGNORE;
        }, LeapTable.EMPTY,
                Optional.ofNullable(clock.local())
                        .map(local -> new LocalSettings(local.stratum(), local.orphan(), local.distance().seconds(),
                                local.activate().seconds(), local.waitSynced().seconds(),
                                local.unsyncedWait().seconds())),
                clock.manual(),
                Optional.ofNullable(clock.smoothTime())
                        .map(smooth -> new SmoothingSettings(smooth.maxFrequencyPpm() * PPM,
                                smooth.maxWanderPpmPerSecond() * PPM, smooth.leapOnly())),
                Optional.empty());
    }

    private static SourceSettings settings(SourceId id, SourceConfiguration source, Optional<SourceId> lock,
            SelectionConfiguration selection) {
        return switch (source) {
            case SourceConfiguration.Gnss gnss -> SourceSettings.refclock(id, gnss.refid().toString(), Kind.LABEL)
                    .withLabelDelay(gnss.labelDelay() == null
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(gnss.labelDelay().seconds()));
            case SourceConfiguration.Refclock refclock -> lock
                    .map(labels -> SourceSettings.pulses(id, refclock.refid().toString(), labels))
                    .orElseGet(() -> SourceSettings.refclock(id, refclock.refid().toString(), Kind.SAMPLE))
                    .withOffset(refclock.offset().negated().seconds())
                    .withErrors(refclock.delay().seconds(),
                            refclock.precision() == null ? DEFAULT_PRECISION : refclock.precision().seconds())
                    .withStratum(refclock.stratum(), 0)
                    .withSamples(samples(refclock.sampling().history().minSamples(), selection.minSamples()),
                            samples(refclock.sampling().history().maxSamples(), selection.maxSamples()))
                    .withMaxUnreach(refclock.sampling().history().maxUnreach())
                    .withSelection(options(refclock.select()));
        };
    }

    private static int samples(@Nullable Integer own, @Nullable Integer common) {
        return own != null ? own : common != null ? common : 0;
    }

    /// The core numbers pulses by a receiver's labels only.
    private static boolean names(Configuration configuration, SourceId lock) {
        return configuration.sources().get(lock.number()) instanceof SourceConfiguration.Gnss;
    }

    /// Pulses that are locked to something else are watched, and never selected.
    private static SourceSettings unnumbered(SourceId id, SourceConfiguration source) {
        Logger.warn("Source {} is not used: pulses can be locked to a gnss source only", source.refid());
        return SourceSettings.refclock(id, source.refid().toString(), Kind.SAMPLE)
                .withSelection(new SelectionOptions(true, false, false, false));
    }

    private static SelectionOptions options(SelectOptions select) {
        return new SelectionOptions(select.noselect(), select.prefer(), select.trust(), select.require());
    }
}
