package org.timeball.timekeeping.core;

import java.util.Optional;
import org.timeball.timekeeping.combination.Reckoning;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
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
                reception(source), SourceStatistics.NONE, verdicts.standings().get(index));
    }

    /// A source that is only watched is not unusable for it.
    private static Verdict verdict(SourceStanding standing, Reason reason) {
        boolean isInOrder = reason.cause() == Cause.NOT_SELECTABLE || reason.cause() == Cause.DATE_REPAIRED;
        boolean isNamingSeconds = standing.state() == SourceStanding.State.WAITS_FOR_STATISTICS && reason.isNone();
        return isInOrder && standing.state() == SourceStanding.State.NOSELECT || isNamingSeconds
                ? Verdict.UNSELECTED
                : standing.state().verdict();
    }

    private static double lastOffset(SampleTrack track) {
        return track.lastAccepted().isEmpty() ? Double.NaN : track.lastOffset().seconds();
    }

    private static SourceReception reception(SourceState source) {
        Contact contact = source.contact();
        double offset = lastOffset(source.track());
        return new SourceReception(source.settings().refid(), source.settings().address(),
                source.stratum(), contact.register(), source.leap(), offset,
                offset, Math.max(0, contact.rootDelaySeconds() / 2 + contact.rootDispersionSeconds()));
    }
}
