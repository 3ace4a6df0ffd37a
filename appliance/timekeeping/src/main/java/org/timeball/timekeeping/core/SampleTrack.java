package org.timeball.timekeeping.core;

import java.util.Optional;
import org.timeball.timekeeping.combination.Reckoning;
import org.timeball.timekeeping.filter.Estimate;
import org.timeball.timekeeping.filter.FilterSettings;
import org.timeball.timekeeping.filter.Source;
import org.timeball.timekeeping.filter.SourceFilter;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Span;

/// The samples of one source on their way through its filter. Immutable.
///
/// Keeps the filter's numbers small: times count from the first sample, offsets from the first sample's offset.
final class SampleTrack {
    /// After so many outliers in a row, and so many seconds without anything else, the filter has lost the source and
    /// starts anew.
    private static final int LOST = 300;
    private static final double LOST_SECONDS = 240;
    /// No clock gains or loses half a second a second: an estimate that says so comes from nonsense.
    private static final double ABSURD_RATE = 0.5;
    /// The filter's bound of some 4.4 standard deviations is passed about once in a day of seconds. What is promised to
    /// others must hold for years: 5.3 standard deviations.
    private static final double CERTAINTY = 1.2;
    /// Behind a server half of the round trip is promised on top, a multiple of all that; and what the delays leave
    /// possible is a box, which has no tails: 4.2 of its deviations hold always.
    private static final double CERTAINTY_OF_SERVERS = 0.95;

    /// How much of the time between two samples is remembered at the next one.
    private static final double SPACING_MEMORY = 0.9;
    /// No clock's rate changes by more than this while nobody looks (RFC 5905 section 7.2 allows for as much).
    private static final double RATE_TOLERANCE = 15e-6;
    /// Samples from which on the filter knows the noise of a path so well that its own bound is the better one.
    private static final long EXPERIENCED = 16;
    /// Samples that count for how far back a source can be compared with others.
    private static final int COMPARABLE = 64;

    private final FilterSettings settings;
    private final SourceFilter filter;
    private final FreeInstant origin;
    private final Span base;
    private final FreeInstant last;
    private final Span lastOffset;
    private final double delaySeconds;
    private final double spacing;
    private final double firstDelay;
    private final Span lastFree;
    private final SampleHistory history;
    private final Lateness lateness;
    private final int outliers;

    private SampleTrack(FilterSettings settings, SourceFilter filter, FreeInstant origin, Span base, FreeInstant last,
            Span lastOffset, double delaySeconds, double spacing, double firstDelay, Span lastFree,
            SampleHistory history, Lateness lateness, int outliers) {
        this.settings = settings;
        this.filter = filter;
        this.origin = origin;
        this.base = base;
        this.last = last;
        this.lastOffset = lastOffset;
        this.delaySeconds = delaySeconds;
        this.spacing = spacing;
        this.firstDelay = firstDelay;
        this.lastFree = lastFree;
        this.history = history;
        this.lateness = lateness;
        this.outliers = outliers;
    }

    /// @param lateness [Lateness#UNKNOWN] where samples may be late and never early, [Lateness#NONE] elsewhere
    static SampleTrack start(FilterSettings settings, Lateness lateness) {
        FreeInstant never = new FreeInstant(0);
        return new SampleTrack(settings, SourceFilter.start(settings), never, Span.ZERO, never, Span.ZERO, 0, 0,
                0, Span.ZERO, SampleHistory.NONE, lateness, 0);
    }

    /// Takes in a sample.
    ///
    /// @param offset free-running clock minus source
    /// @param systemOffset system clock minus source, as it was at that moment
    /// @param delaySeconds round trip, or NaN
    Taken sample(FreeInstant at, Span offset, Span systemOffset, double delaySeconds) {
        boolean first = filter.samples() == 0;
        FreeInstant start = first ? at : origin;
        Span zero = first ? offset : base;
        SourceFilter.Outcome outcome = filter.accept(at.since(start).seconds(), offset.minus(zero).seconds(),
                delaySeconds);
        boolean judged = outcome.next() != filter;
        if (outcome.accepted()) {
            double delay = delaySeconds > 0 ? delaySeconds : 0;
            double since = first ? 0 : at.since(last).seconds();
            return new Taken(new SampleTrack(settings, outcome.next(), start, zero, at, systemOffset, delay,
                    Math.max(since, SPACING_MEMORY * spacing), first ? delay : firstDelay, offset,
                    history.with(at.since(start).seconds(), liesAbove(outcome.next(), offset.minus(zero).seconds())),
                    strayed(at.since(start).seconds(), offset.minus(zero).seconds()), 0),
                    judged);
        }
        if (Double.isNaN(outcome.innovationSigmas())) {
            return new Taken(this, false);
        }
        if (outliers + 1 >= LOST && at.since(last).seconds() >= LOST_SECONDS) {
            return new Taken(anew(), false);
        }
        return new Taken(
                new SampleTrack(settings, outcome.next(), start, zero, last, lastOffset, this.delaySeconds, spacing,
                        firstDelay, lastFree, history, lateness, outliers + 1),
                judged);
    }

    /// Outliers tell nothing of how late the samples are that the filter follows.
    private Lateness strayed(double time, double offset) {
        return filter.estimateAt(time).map(e -> lateness.with(offset - e.offsetAt(time))).orElse(lateness);
    }

    /// The same after UTC has inserted a second: every source is that much farther behind the free-running clock.
    SampleTrack leapt(Span inserted) {
        return new SampleTrack(settings, filter, origin, base.plus(inserted), last, lastOffset, delaySeconds,
                spacing, firstDelay, lastFree.plus(inserted), history, lateness, outliers);
    }

    /// The same after a reading of the oscillator's thermometer.
    SampleTrack warmed(FreeInstant at, double celsius) {
        return filter.samples() == 0
                ? this
                : new SampleTrack(settings, filter.warmed(at.since(origin).seconds(), celsius), origin, base, last,
                        lastOffset, delaySeconds, spacing, firstDelay, lastFree, history, lateness, outliers);
    }

    /// The same source with nothing learned.
    SampleTrack anew() {
        return start(settings, lateness == Lateness.NONE ? lateness : Lateness.UNKNOWN);
    }

    long samples() {
        return filter.samples();
    }

    /// Samples refused since the last accepted one.
    int outliers() {
        return outliers;
    }

    Optional<FreeInstant> lastAccepted() {
        return filter.samples() == 0 ? Optional.empty() : Optional.of(last);
    }

    /// System clock minus source at the last accepted sample.
    Span lastOffset() {
        return lastOffset;
    }

    /// Round trip of the last accepted sample; 0 where there is none. Half of it may be asymmetry, which no filter sees.
    double delaySeconds() {
        return delaySeconds;
    }

    /// The learned standard deviation of one sample; NaN before there is one.
    double jitterSeconds() {
        return filter.estimate().map(Estimate::jitterSeconds).orElse(Double.NaN);
    }

    /// What its filter believes, in the filter's own time and offset; for how the doubt grows, not where the clock is.
    Optional<Estimate> estimate() {
        return filter.estimate();
    }

    private static boolean liesAbove(SourceFilter after, double offset) {
        return after.estimate().filter(estimate -> offset > estimate.offsetSeconds()).isPresent();
    }

    SampleHistory history() {
        return history;
    }

    /// Free-running clock minus source at the last accepted sample.
    Span lastFreeOffset() {
        return lastFree;
    }

    /// The time between samples, the longest lately; 0 before the second.
    double spacingSeconds() {
        return spacing;
    }

    /// Age of the last accepted sample; infinite before the first.
    double youngestSeconds(FreeInstant now) {
        return filter.samples() == 0 ? Double.POSITIVE_INFINITY : now.since(last).seconds();
    }

    /// Age of the oldest sample that counts beside other sources; infinite before the first.
    double oldestSeconds(FreeInstant now) {
        return filter.samples() == 0
                ? Double.POSITIVE_INFINITY
                : Math.min(now.since(origin).seconds(), youngestSeconds(now) + COMPARABLE * spacing);
    }

    Optional<Reckoning> reckoningAt(FreeInstant at) {
        double heard = last.since(origin).seconds();
        return filter.estimateAt(Math.max(at.since(origin).seconds(), heard))
                .filter(e -> Math.abs(e.rate()) < ABSURD_RATE)
                .map(e -> new Reckoning(at,
                        base.plus(Span.ofSeconds(e.offsetAt(at.since(origin).seconds()) - lateness.seconds())),
                        e.rate(),
                        Math.sqrt(e.offsetVariance()), Math.sqrt(e.rateVariance()), e.jumpOdds()));
    }

    /// Bound of the reckoning's error at a moment not before the last sample, seconds, if the way there and back to a
    /// server takes the same time; half of its delay comes on top.
    double boundAt(FreeInstant at) {
        double filtered = filteredBoundAt(at);
        boolean isNew = settings.source() == Source.NETWORK && filter.samples() < EXPERIENCED;
        return (isNew ? Math.min(filtered, possibleAt(at)) : filtered) + lateness.doubtSeconds();
    }

    /// What is promised beyond the filter's bound is so much as at the last sample; how the doubt grows after it, the
    /// filter knows.
    private double filteredBoundAt(FreeInstant at) {
        double certainty = settings.source() == Source.NETWORK ? CERTAINTY_OF_SERVERS : CERTAINTY;
        double heard = last.since(origin).seconds();
        double bound = filter.boundAt(Math.max(at.since(origin).seconds(), heard));
        return Double.isInfinite(bound) ? bound : bound + (certainty - 1) * filter.boundAt(heard);
    }

    /// The same by what is possible at all: a server that is right is within half of the delay of what it said, at the
    /// first sample and at the last, and in between the rate has changed by no more than rates do. Infinite before the
    /// second sample.
    private double possibleAt(FreeInstant at) {
        double span = last.since(origin).seconds();
        Optional<Reckoning> then = reckoningAt(last);
        if (then.isEmpty() || span <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        double measured = lastFree.minus(base).seconds() / span;
        double rate = Math.abs(then.get().rate() - measured) + (firstDelay + delaySeconds) / 2 / span + RATE_TOLERANCE;
        return Math.abs(then.get().offset().minus(lastFree).seconds()) + rate * Math.max(0, at.since(last).seconds());
    }

    /// @param next the track after the sample
    /// @param judged false if it could not even be looked at. An outlier is judged: it leaves the estimate where it was
    ///            foretold to be, or shifts it by what speaks for a jump.
    record Taken(SampleTrack next, boolean judged) {
    }
}
