package org.timeball.timekeeping.filter;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The estimator of one source: samples in, estimate and bound out.
///
/// Immutable: [#accept] returns the next filter. Nothing that is put in makes it throw or turns its state into NaN:
/// what cannot be used is refused and changes nothing.
public final class SourceFilter {
    /// Samples nearer to the last than this, or older, are refused: neither says anything new, and a line through two
    /// points so close has no usable slope.
    private static final double CLOSEST_SECONDS = 1e-3;
    /// No offset, time or delay is larger: about 300 years.
    private static final double LARGEST_SECONDS = 1e10;
    /// The resolution assumed at least: observations are whole nanoseconds.
    private static final double FINEST_SECONDS = 1e-9;
    /// Standard deviations in the bound. 4 hold 99.98 % of a refclock's seconds, 4.5 all of 200,000.
    private static final double SIGMAS = 4.4;
    /// Two samples give a line but no idea of their noise: what is claimed then, seconds and seconds a second.
    private static final double FIRST_SIGMA = 0.1;
    private static final double FIRST_RATE_SIGMA = 1e-3;

    private final FilterSettings settings;
    private final double lastTime;
    private final double lastOffset;
    private final long samples;
    private final DelayModel path;
    private final @Nullable Tracker tracker;
    private final @Nullable Estimate estimate;

    private SourceFilter(FilterSettings settings, double lastTime, double lastOffset, long samples, DelayModel path,
            @Nullable Tracker tracker, @Nullable Estimate estimate) {
        this.settings = settings;
        this.lastTime = lastTime;
        this.lastOffset = lastOffset;
        this.samples = samples;
        this.path = path;
        this.tracker = tracker;
        this.estimate = estimate;
    }

    /// A filter that has heard nothing.
    public static SourceFilter start(FilterSettings settings) {
        return new SourceFilter(settings, Double.NEGATIVE_INFINITY, 0, 0, DelayModel.FRESH, null, null);
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
        DelayModel heard = settings.source() == Source.NETWORK ? path.with(delaySeconds) : path;
        if (samples == 0) {
            return new Outcome(new SourceFilter(settings, timeSeconds, offsetSeconds, 1, heard, null, null), true, 0);
        }
        double dt = timeSeconds - lastTime;
        SampleNoise noise = settings.source() == Source.NETWORK ? heard.noise() : SampleNoise.ALIKE;
        if (tracker == null) {
            double quantum = Math.max(settings.quantumSeconds(), FINEST_SECONDS);
            ModelBank bank = ModelBank.through(lastOffset, offsetSeconds, dt, noise.byLaw(), quantum);
            Tracker first = Tracker.from(bank, settings.followPhaseJumps());
            Estimate line = new Estimate(timeSeconds, offsetSeconds, (offsetSeconds - lastOffset) / dt,
                    FIRST_SIGMA * FIRST_SIGMA, 0, FIRST_RATE_SIGMA * FIRST_RATE_SIGMA, 0, FIRST_SIGMA, 0, 2);
            return new Outcome(new SourceFilter(settings, timeSeconds, offsetSeconds, 2, heard, first, line), true, 0);
        }
        Tracker.Step step = tracker.step(dt, offsetSeconds, noise);
        long count = step.accepted() ? samples + 1 : samples;
        return new Outcome(new SourceFilter(settings, timeSeconds, offsetSeconds, count, heard, step.next(),
                step.next().estimate(timeSeconds, count)), step.accepted(), step.sigmas());
    }

    private boolean isUsable(double time, double offset, double delay) {
        // Comparisons with NaN are false.
        boolean plausible = Math.abs(time) <= LARGEST_SECONDS && Math.abs(offset) <= LARGEST_SECONDS
                && time - lastTime >= CLOSEST_SECONDS;
        return plausible && (settings.source() == Source.REFCLOCK || Math.abs(delay) <= LARGEST_SECONDS);
    }

    /// Samples accepted so far.
    public long samples() {
        return samples;
    }

    /// What is believed at the last sample; empty before the second one.
    public Optional<Estimate> estimate() {
        return Optional.ofNullable(estimate);
    }

    /// A bound of the estimate's error at free-running time `t`, not before the last sample; seconds. Infinite before
    /// there is an estimate. Steering still to be done and the source's own errors come on top.
    public double boundAt(double timeSeconds) {
        if (estimate == null || tracker == null) {
            return Double.POSITIVE_INFINITY;
        }
        double sigma = Math.sqrt(Math.max(0, estimate.offsetVarianceAt(timeSeconds)));
        return SIGMAS * sigma * tracker.inexperience() + settings.quantumSeconds() / 2;
    }
}
