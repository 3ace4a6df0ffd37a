package org.timeball.timekeeping.filter;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The estimator of one source: samples in, estimate and bound out.
///
/// Immutable: [#accept] returns the next filter. Nothing that is put in makes it throw or turns its state into NaN:
/// what cannot be used is refused and changes nothing. A time far in the future is not recognised here, and all before
/// it is refused afterwards: who knows the present must not pass it on.
public final class SourceFilter {
    /// Samples nearer to the last than this, or older, are refused: neither says anything new, and a line through two
    /// points so close has no usable slope.
    private static final double CLOSEST_SECONDS = 1e-3;
    /// No offset, time or delay is larger: about 300 years.
    private static final double LARGEST_SECONDS = 1e10;
    /// The resolution assumed at least: observations are whole nanoseconds.
    private static final double FINEST_SECONDS = 1e-9;
    /// Two samples give a line but no idea of their noise: what is claimed then, seconds and seconds a second.
    private static final double FIRST_SIGMA = 0.1;
    private static final double FIRST_RATE_SIGMA = 1e-3;

    private final FilterSettings settings;
    private final @Nullable Reception last;
    private final @Nullable Track track;
    private final Thermometer thermometer;
    /// Null once the first samples are checked.
    private final @Nullable Opening opening;

    /// The last sample.
    ///
    /// @param time free-running, seconds
    /// @param offset clock minus source, seconds
    /// @param samples accepted so far
    /// @param path what the delays tell; of no use for a refclock
    /// @param warmth the oscillator's temperature
    private record Reception(double time, double offset, long samples, DelayModel path, Thermometer.State warmth) {
    }

    /// What there is from the second sample on.
    private record Track(Tracker tracker, Estimate estimate, ErrorBound bound) {
    }

    private SourceFilter(FilterSettings settings, @Nullable Reception last, @Nullable Track track,
            Thermometer thermometer, @Nullable Opening opening) {
        this.settings = settings;
        this.last = last;
        this.track = track;
        this.thermometer = thermometer;
        this.opening = opening;
    }

    /// A filter that has heard nothing.
    public static SourceFilter start(FilterSettings settings) {
        return new SourceFilter(settings, null, null, Thermometer.NONE, Opening.EMPTY);
    }

    /// What became of a sample.
    ///
    /// @param next the filter from here on
    /// @param accepted false when it was judged an outlier, or is unusable: not finite, absurdly large, not after the
    ///            last one
    /// @param innovationSigmas sample minus prediction in standard deviations; 0 while the noise is not known, NaN when
    ///            unusable
    public record Outcome(SourceFilter next, boolean accepted, double innovationSigmas) {
    }

    /// The filter after a sample.
    ///
    /// @param timeSeconds free-running local time of the sample
    /// @param offsetSeconds free-running clock minus source
    /// @param delaySeconds round-trip delay; ignored for a refclock
    public Outcome accept(double timeSeconds, double offsetSeconds, double delaySeconds) {
        if (!isUsable(timeSeconds, offsetSeconds, delaySeconds)) {
            return new Outcome(this, false, Double.NaN);
        }
        if (opening == null) {
            return heard(timeSeconds, offsetSeconds, delaySeconds, null);
        }
        Opening longer = opening.with(new Opening.Sample(timeSeconds, offsetSeconds, delaySeconds));
        if (!longer.isComplete()) {
            return heard(timeSeconds, offsetSeconds, delaySeconds, longer);
        }
        Opening good = longer.withoutOutliers(Math.max(settings.quantumSeconds(), FINEST_SECONDS));
        if (good.samples().size() == longer.samples().size()) {
            return heard(timeSeconds, offsetSeconds, delaySeconds, null);
        }
        Outcome again = new Outcome(new SourceFilter(settings, null, null, thermometer, null), false, 0);
        for (Opening.Sample sample : good.samples()) {
            again = again.next.heard(sample.time(), sample.offset(), sample.delay(), null);
        }
        boolean accepted = good.samples().getLast().time() == timeSeconds;
        return new Outcome(again.next, accepted, 0);
    }

    private Outcome heard(double time, double offset, double delay, @Nullable Opening checking) {
        DelayModel before = last == null ? DelayModel.FRESH : last.path();
        boolean network = settings.source() == Source.NETWORK;
        DelayModel path = network ? before.with(delay) : before;
        Thermometer.State warmth = thermometer.at(time);
        if (last == null) {
            Reception first = new Reception(time, offset, 1, path, warmth);
            return new Outcome(new SourceFilter(settings, first, null, thermometer, checking), true, 0);
        }
        SampleNoise noise = network ? path.noise() : SampleNoise.ALIKE;
        if (track == null) {
            Reception second = new Reception(time, offset, 2, path, warmth);
            return new Outcome(new SourceFilter(settings, second, begun(last, second, noise), thermometer, checking),
                    true, 0);
        }
        double dt = time - last.time();
        Tracker.Step step = track.tracker().step(dt, Heat.between(last.warmth(), warmth, dt), offset, noise);
        long samples = last.samples() + (step.accepted() ? 1 : 0);
        Estimate estimate = step.next().estimate(time, samples);
        ErrorBound bound = track.bound().after(step.accepted(), estimate, step.next().bank(), warmth);
        Track next = new Track(step.next(), estimate, bound);
        Reception now = new Reception(time, offset, samples, path, warmth);
        return new Outcome(new SourceFilter(settings, now, next, thermometer, checking), step.accepted(),
                step.sigmas());
    }

    private Track begun(Reception first, Reception second, SampleNoise noise) {
        double dt = second.time() - first.time();
        double quantum = Math.max(settings.quantumSeconds(), FINEST_SECONDS);
        ModelBank bank = ModelBank.through(first.offset(), second.offset(), dt, noise.byLaw(), quantum,
                settings.memory());
        Estimate line = new Estimate(second.time(), second.offset(), (second.offset() - first.offset()) / dt,
                FIRST_SIGMA * FIRST_SIGMA, 0, FIRST_RATE_SIGMA * FIRST_RATE_SIGMA, 0, FIRST_SIGMA, 0, 2);
        return new Track(Tracker.from(bank, settings.followPhaseJumps()), line,
                ErrorBound.fresh(second.time(), bank));
    }

    /// The filter after a reading of the oscillator's thermometer, or of one that warms and cools with it. Optional:
    /// the rate's dependence on it is learned, and is nothing for one that tells nothing.
    ///
    /// @param timeSeconds free-running local time of the reading
    /// @param celsius degrees; what cannot be a temperature, or is not after the last reading, changes nothing
    public SourceFilter warmed(double timeSeconds, double celsius) {
        return new SourceFilter(settings, last, track, thermometer.reading(timeSeconds, celsius), opening);
    }

    private boolean isUsable(double time, double offset, double delay) {
        // Comparisons with NaN are false.
        boolean plausible = Math.abs(time) <= LARGEST_SECONDS && Math.abs(offset) <= LARGEST_SECONDS
                && (last == null || time - last.time() >= CLOSEST_SECONDS);
        return plausible && (settings.source() == Source.REFCLOCK || Math.abs(delay) <= LARGEST_SECONDS);
    }

    /// Samples accepted so far.
    public long samples() {
        return last == null ? 0 : last.samples();
    }

    /// What is believed at the last sample, accepted or not; empty before the second one.
    public Optional<Estimate> estimate() {
        return track == null ? Optional.empty() : Optional.of(track.estimate());
    }

    /// What is believed at free-running time `t`, not before the last sample, by what the thermometer told since.
    /// Without a thermometer it is [#estimate] carried on.
    public Optional<Estimate> estimateAt(double timeSeconds) {
        if (track == null || last == null) {
            return Optional.empty();
        }
        Estimate e = track.estimate();
        double dt = Math.max(0, timeSeconds - e.timeSeconds());
        Heat heat = Heat.between(last.warmth(), thermometer.at(timeSeconds), dt);
        boolean unmoved = heat.excess() == 0 && heat.change() == 0;
        ModelBank.Coefficient c = unmoved ? ModelBank.Coefficient.NONE : track.tracker().bank().coefficient();
        Belief carried = new Belief(e.offsetSeconds(), e.rate(), e.offsetVariance(), e.covariance(), e.rateVariance())
                .after(dt, e.wander() * e.wander()).moved(c.perDegree() * heat.excess(), c.perDegree() * heat.change())
                .widened(c.variance() * heat.excess() * heat.excess(), c.variance() * heat.excess() * heat.change(),
                        c.variance() * heat.change() * heat.change());
        return Optional.of(new Estimate(timeSeconds, carried.offset(), carried.rate(), carried.offsetVariance(),
                carried.covariance(), carried.rateVariance(), e.wander(), e.jitterSeconds(), e.jumpOdds(),
                e.samples()));
    }

    /// By how much the source's phase has jumped for good, where that is not followed: the offset that the samples
    /// agree on minus the estimate, seconds. Empty while there is no such jump.
    public OptionalDouble refusedJumpSeconds() {
        return track == null ? OptionalDouble.empty() : track.tracker().refusedJump();
    }

    /// A bound of the estimate's error at free-running time `t`, not before the last sample; seconds. Infinite before
    /// there is an estimate. Steering still to be done and the source's own errors come on top.
    public double boundAt(double timeSeconds) {
        Optional<Estimate> then = estimateAt(timeSeconds);
        if (then.isEmpty() || track == null) {
            return Double.POSITIVE_INFINITY;
        }
        return track.bound().at(timeSeconds, then.get()) * track.tracker().inexperience()
                + settings.quantumSeconds() / 2;
    }
}
