package org.timeball.timekeeping.core;

import java.util.Optional;
import org.timeball.timekeeping.combination.Reckoning;
import org.timeball.timekeeping.filter.Estimate;
import org.timeball.timekeeping.filter.Memory;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.pairing.PulseNumbering;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.SourceReception;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.snapshot.SourceSnapshot.Verdict;
import org.timeball.timekeeping.snapshot.SourceStanding;
import org.timeball.timekeeping.snapshot.SourceStatistics;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Span;

/// Paints one source of the snapshot.
final class SourcePortrait {
    /// Fewer samples have no statistics.
    private static final int FEWEST_SAMPLES = 3;
    /// A skew is a bound: 95 % of a normal distribution.
    private static final double SKEW_SIGMAS = 2;

    private SourcePortrait() {
    }

    static SourceSnapshot of(State state, SourceState source, Verdicts verdicts) {
        SourceSettings settings = source.settings();
        int index = state.indexOf(settings.id());
        FreeInstant now = state.freeNow();
        Reason reason = verdicts.reasons().get(index);
        if (reason.isNone() && source.weeksRepaired() != 0) {
            reason = new Reason(Cause.DATE_REPAIRED, source.weeksRepaired());
        }
        if (reason.isNone() && settings.kind() == Kind.LABEL && isDelayAssumed(source, state, verdicts)) {
            reason = new Reason(Cause.DELAY_ASSUMED);
        }
        if (reason.isNone() && settings.selection().noselect()) {
            reason = new Reason(Cause.NOT_SELECTABLE);
        }
        SampleTrack track = source.track();
        Optional<Reckoning> reckoning = track.reckoningAt(now);
        double last = settings.kind() == Kind.LABEL || settings.kind() == Kind.PULSE
                ? source.silentSeconds(now)
                : track.lastAccepted().map(at -> now.since(at).seconds()).orElse(Double.NaN);
        Span correction = state.ledger().correctionAt(state.now());
        return new SourceSnapshot(settings.id(), settings.name(), settings.kind(),
                verdict(verdicts.standings().get(index), reason),
                reason, track.samples(), lastOffset(track), last,
                reckoning.map(r -> r.offset().plus(correction).seconds()).orElse(Double.NaN),
                reckoning.map(Reckoning::offsetSigmaSeconds).orElse(Double.NaN), track.jitterSeconds(),
                reception(source, state), statistics(source, state), verdicts.standings().get(index));
    }

    /// A source that is only watched is not unusable for it.
    private static Verdict verdict(SourceStanding standing, Reason reason) {
        boolean isInOrder = reason.cause() == Cause.NOT_SELECTABLE || isWarning(reason.cause());
        boolean isNamingSeconds = standing.state() == SourceStanding.State.WAITS_FOR_STATISTICS
                && (reason.isNone() || isWarning(reason.cause()));
        return isInOrder && standing.state() == SourceStanding.State.NOSELECT || isNamingSeconds
                ? Verdict.UNSELECTED
                : standing.state().verdict();
    }

    private static boolean isWarning(Cause cause) {
        return cause == Cause.DATE_REPAIRED || cause == Cause.DELAY_ASSUMED;
    }

    /// Whether all rests on the assumption that labels come within their second: neither the clock nor any other source
    /// that tells the truth has confirmed it.
    private static boolean isDelayAssumed(SourceState labels, State state, Verdicts verdicts) {
        if (labels.settings().labelDelaySeconds().isPresent()) {
            return false;
        }
        boolean isNumbering = false;
        for (int i = 0; i < state.sources().size(); i++) {
            SourceState other = state.sources().get(i);
            boolean isPulses = other.settings().lock().filter(labels.settings().id()::equals).isPresent();
            if (isPulses
                    ? other.contact().isConfirmed()
                    : other != labels && tellsTheTruth(verdicts.standings().get(i))) {
                return false;
            }
            isNumbering |= isPulses && other.numbering().filter(PulseNumbering::trusted).isPresent();
        }
        return isNumbering;
    }

    private static boolean tellsTheTruth(SourceStanding standing) {
        return switch (standing.state()) {
            case SELECTED, COMBINED, NOT_COMBINED, NOT_PREFERRED, OUTLIER -> true;
            case NOSELECT, MISSING_SAMPLES, UNSYNCHRONISED, BAD_STRATUM, DISTANT, JITTERY, WAITS_FOR_STATISTICS, STALE,
                    ORPHAN, NOT_TRUSTED, FALSETICKER, WAITS_FOR_SOURCES ->
                false;
        };
    }

    private static double lastOffset(SampleTrack track) {
        return track.lastAccepted().isEmpty() ? Double.NaN : track.lastOffset().seconds();
    }

    /// A sample is adjusted by what the clock was corrected by since, beyond the rate that cancels the oscillator's.
    private static SourceReception reception(SourceState source, State state) {
        Contact contact = source.contact();
        SampleTrack track = source.track();
        double measured = lastOffset(track);
        double adjusted = Double.NaN;
        double error = Double.NaN;
        if (track.lastAccepted().isPresent()) {
            double age = state.freeNow().since(track.lastAccepted().get()).seconds();
            Span corrected = track.lastFreeOffset().plus(state.ledger().correctionAt(state.now()));
            adjusted = corrected.seconds() - age * baseRate(state);
            error = Candidate.systematic(source) + Candidate.asymmetry(source) + source.settings().precisionSeconds();
        }
        return new SourceReception(source.settings().refid(), source.settings().address(), source.stratum(),
                contact.register(), source.leap(), measured, adjusted, error);
    }

    private static double baseRate(State state) {
        return state.held().map(held -> held.base().fraction()).orElseGet(() -> state.ledger().rate().fraction());
    }

    /// What a regression would say that is as good as the filter: its samples are those of a straight line whose end has
    /// the filter's variance, its runs and span those of as many last samples.
    private static SourceStatistics statistics(SourceState source, State state) {
        SampleTrack track = source.track();
        SampleHistory history = track.history();
        Optional<Estimate> estimate = track.estimate();
        Optional<Reckoning> reckoning = track.reckoningAt(state.freeNow());
        if (estimate.isEmpty() || reckoning.isEmpty() || history.size() < FEWEST_SAMPLES) {
            SourceStatistics none = SourceStatistics.NONE;
            return new SourceStatistics(history.size(), history.runs(history.size()), history.span(history.size()),
                    none.frequencyPpm(), none.skewPpm(), none.offsetSeconds(), none.offsetErrorSeconds(),
                    none.deviationSeconds());
        }
        double jitter = estimate.get().jitterSeconds();
        double worth = Memory.samplesOf(estimate.get().offsetVariance(), jitter * jitter);
        int samples = (int) Math.clamp(Math.ceil(worth), FEWEST_SAMPLES, history.size());
        double rate = (1 + reckoning.get().rate()) * (1 + baseRate(state)) - 1;
        Span offset = reckoning.get().offset().plus(state.ledger().correctionAt(state.now()));
        return new SourceStatistics(samples, history.runs(samples), history.span(samples), rate * 1e6,
                SKEW_SIGMAS * reckoning.get().rateSigma() * 1e6, offset.seconds(), reckoning.get().offsetSigmaSeconds(),
                jitter);
    }
}
