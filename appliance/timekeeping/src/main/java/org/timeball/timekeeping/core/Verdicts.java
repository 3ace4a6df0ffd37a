package org.timeball.timekeeping.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timeball.timekeeping.combination.Combination;
import org.timeball.timekeeping.combination.Reckoning;
import org.timeball.timekeeping.core.State.Held;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.pairing.LabelWindow;
import org.timeball.timekeeping.selection.Contender;
import org.timeball.timekeeping.selection.Selection;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.SourceSnapshot.Verdict;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;

/// What the box makes of each source at one moment.
///
/// @param reasons why each source, by index, is not used; NONE for usable ones
/// @param verdicts by index
/// @param members the sources to correct the clock by, best first; empty when none is believed
record Verdicts(List<Reason> reasons, List<Verdict> verdicts, List<SourceState> members) {
    /// Labels whose pulses are awaited do not set the clock themselves so soon after the start: the pulses do it
    /// better within seconds.
    private static final double PULSES_AWAITED_SECONDS = 30;
    private static final double WINDOW_MARGIN_SECONDS = 0.02;

    static Verdicts of(State state) {
        FreeInstant now = state.freeNow();
        List<Reason> reasons = new ArrayList<>();
        List<Contender> contenders = new ArrayList<>();
        Optional<Span> origin = Optional.empty();
        for (SourceState source : state.sources()) {
            Reason reason = reasonOf(source, state, now);
            reasons.add(reason);
            Optional<Reckoning> reckoning = source.track().reckoningAt(now);
            if (!reason.isNone() || reckoning.isEmpty() || source.settings().selection().noselect()) {
                continue;
            }
            double distance = distance(source, now);
            double jump = contradiction(source, reckoning.get(), distance, state);
            if (jump != 0) {
                reasons.set(reasons.size() - 1, new Reason(Cause.TIME_JUMP, jump));
                continue;
            }
            if (!source.settings().selection().require()
                    && (isWorseThanHeld(source, distance, state) || awaitsPulses(source, state, now))) {
                continue;
            }
            Span offset = reckoning.get().offset();
            Span zero = origin.orElse(offset);
            origin = Optional.of(zero);
            contenders.add(new Contender(source.settings().id(), offset.minus(zero).seconds(), distance,
                    source.settings().selection().prefer(), source.settings().selection().trust()));
        }
        return voted(state, reasons, Selection.among(contenders));
    }

    private static Verdicts voted(State state, List<Reason> reasons, Selection vote) {
        List<Verdict> verdicts = new ArrayList<>();
        reasons.forEach(reason -> verdicts.add(reason.isNone() ? Verdict.UNSELECTED : Verdict.UNUSABLE));
        for (Contender liar : vote.falsetickers()) {
            verdicts.set(state.indexOf(liar.id()), Verdict.FALSETICKER);
            reasons.set(state.indexOf(liar.id()), new Reason(Cause.FALSETICKER));
        }
        List<SourceState> members = new ArrayList<>();
        List<Contender> truechimers = isRequiredOneIn(vote, state) ? vote.truechimers() : List.of();
        for (Contender believed : truechimers) {
            Contender best = truechimers.getFirst();
            boolean first = members.isEmpty();
            if (first || !best.prefer()
                    && believed.distanceSeconds() <= Combination.LIMIT * best.distanceSeconds()) {
                members.add(state.sources().get(state.indexOf(believed.id())));
                verdicts.set(state.indexOf(believed.id()), first ? Verdict.SELECTED : Verdict.COMBINED);
            }
        }
        return new Verdicts(List.copyOf(reasons), List.copyOf(verdicts), List.copyOf(members));
    }

    private static boolean isRequiredOneIn(Selection vote, State state) {
        List<SourceId> required = state.sources().stream().map(SourceState::settings)
                .filter(settings -> settings.selection().require()).map(SourceSettings::id).toList();
        return required.isEmpty() || vote.truechimers().stream().map(Contender::id).anyMatch(required::contains);
    }

    boolean includes(SourceId id) {
        return members.stream().anyMatch(member -> member.settings().id().equals(id));
    }

    /// The error of a source that no filter can see: half of the asymmetry of its path, or of the label's window.
    static double systematic(SourceState source) {
        double path = source.settings().delaySeconds() / 2;
        if (source.settings().kind() != Kind.LABEL) {
            return path;
        }
        LabelWindow window = labelWindow(source.settings());
        return path + (window.latestSeconds() - window.earliestSeconds()) / 2 + WINDOW_MARGIN_SECONDS;
    }

    static LabelWindow labelWindow(SourceSettings labels) {
        return LabelWindow.around(labels.labelDelaySeconds());
    }

    /// Bound of the error of a source's reckoning, with all that no filter can see.
    static double distance(SourceState source, FreeInstant now) {
        SampleTrack track = source.track();
        return Math.max(1e-12, track.boundAt(now) + systematic(source) + track.delaySeconds() / 2);
    }

    /// While the clock runs by what it learned, it is a witness too: a source that lies outside what clock and source can
    /// be wrong by together is not believed, however many say so. By how much the source is ahead of the clock; 0 if it
    /// may be right, if it is what the clock runs by, or if it is trusted without a vote.
    private static double contradiction(SourceState source, Reckoning reckoning, double distance, State state) {
        boolean vouched = state.lock() == Lock.LOCKED || state.lock() == Lock.HOLDOVER;
        if (!vouched || state.held().isEmpty() || source.settings().selection().trust()) {
            return 0;
        }
        Held held = state.held().get();
        if (held.best().id().equals(source.settings().id())) {
            return 0;
        }
        FreeInstant now = state.freeNow();
        double ahead = held.reckoning().offsetAt(now).minus(reckoning.offset()).seconds();
        return Math.abs(ahead) > distance + held.boundAt(now) ? ahead : 0;
    }

    /// A source that knows less than the clock itself by now cannot improve it.
    private static boolean isWorseThanHeld(SourceState source, double distance, State state) {
        return state.held().filter(held -> !held.best().id().equals(source.settings().id()))
                .filter(held -> distance > state.rootDistanceNow(held)).isPresent();
    }

    private static boolean awaitsPulses(SourceState source, State state, FreeInstant now) {
        return source.settings().kind() == Kind.LABEL
                && now.since(state.started()).seconds() < PULSES_AWAITED_SECONDS
                && state.sources().stream()
                        .anyMatch(other -> other.settings().lock().filter(source.settings().id()::equals).isPresent());
    }

    private static Reason reasonOf(SourceState source, State state, FreeInstant now) {
        return switch (source.settings().kind()) {
            case LABEL -> firstOf(source.labelReason(now), source.stampReason(), source.sampleReason(now));
            case PULSE -> firstOf(
                    labels(source, state).map(labels -> labels.labelReason(now))
                            .orElse(new Reason(Cause.NO_LABEL, Double.NaN)),
                    source.stampReason(),
                    pulseReason(source, now), source.sampleReason(now));
            case SAMPLE, SERVER -> firstOf(source.deviceReason(now), source.stampReason(), feedReason(source),
                    source.sampleReason(now));
        };
    }

    private static Optional<SourceState> labels(SourceState pulses, State state) {
        return state.source(pulses.settings().lock().orElseThrow());
    }

    private static Reason pulseReason(SourceState source, FreeInstant now) {
        if (source.condition() != Condition.WORKING && source.condition() != Condition.SILENT) {
            return source.deviceReason(now);
        }
        if (source.heard().isEmpty() || source.silentSeconds(now) > SourceState.PATIENCE_SECONDS) {
            return new Reason(Cause.NO_PULSE, source.silentSeconds(now));
        }
        return source.numbering().orElseThrow().reason();
    }

    private static Reason feedReason(SourceState source) {
        if (source.heard().isEmpty()) {
            return new Reason(Cause.STARTING);
        }
        if (source.leap() == LeapIndicator.UNSYNCHRONISED) {
            return new Reason(Cause.SOURCE_UNSYNCHRONISED);
        }
        return Reason.NONE;
    }

    private static Reason firstOf(Reason... reasons) {
        for (Reason reason : reasons) {
            if (!reason.isNone()) {
                return reason;
            }
        }
        return Reason.NONE;
    }
}
