package org.timeball.timekeeping.core;

import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.SourceStanding;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.LeapIndicator;

/// Whether a source by itself is fit to be believed.
final class Eligibility {
    private Eligibility() {
    }

    /// Why not; NONE when it is.
    static Reason of(SourceState source, State state, FreeInstant now) {
        return switch (source.settings().kind()) {
            case LABEL -> firstOf(source.labelReason(now), source.stampReason(), source.sampleReason(now));
            case PULSE -> firstOf(numbering(source, state, now), source.stampReason(), pulses(source, now),
                    source.sampleReason(now));
            case SAMPLE, SERVER -> firstOf(source.deviceReason(now), contact(source), source.stampReason(),
                    feed(source), source.sampleReason(now));
        };
    }

    /// What keeps the source that numbers pulses from doing so; NONE where the clock numbers them.
    private static Reason numbering(SourceState pulses, State state, FreeInstant now) {
        return pulses.settings().lock().map(id -> state.source(id).map(labels -> labels.labelReason(now))
                .orElse(new Reason(Cause.NO_LABEL, Double.NaN))).orElse(Reason.NONE);
    }

    private static Reason pulses(SourceState source, FreeInstant now) {
        if (source.condition() != Condition.WORKING && source.condition() != Condition.SILENT) {
            return source.deviceReason(now);
        }
        if (source.heard().isEmpty() || source.silentSeconds(now) > SourceState.PATIENCE_SECONDS) {
            return new Reason(Cause.NO_PULSE, source.silentSeconds(now));
        }
        return source.numbering().orElseThrow().reason();
    }

    private static Reason contact(SourceState source) {
        Contact contact = source.contact();
        if (!contact.selectable()) {
            return new Reason(Cause.WITHDRAWN);
        }
        boolean given = source.track().samples() > 0 && contact.missed() <= source.settings().maxUnreach();
        return contact.isUnreachable() && !given ? new Reason(Cause.UNREACHABLE, contact.missed()) : Reason.NONE;
    }

    private static Reason feed(SourceState source) {
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

    /// How far a source got that failed for this reason.
    static SourceStanding.State stateOf(Cause cause) {
        return switch (cause) {
            case UNREACHABLE -> SourceStanding.State.STALE;
            case NO_FIX, IMPLAUSIBLE_DATE, SOURCE_UNSYNCHRONISED -> SourceStanding.State.UNSYNCHRONISED;
            case BAD_STRATUM -> SourceStanding.State.BAD_STRATUM;
            case TOO_DISTANT -> SourceStanding.State.DISTANT;
            case TOO_JITTERY -> SourceStanding.State.JITTERY;
            case FALSETICKER -> SourceStanding.State.FALSETICKER;
            case UNTRUSTED -> SourceStanding.State.NOT_TRUSTED;
            case AWAITING_OTHERS -> SourceStanding.State.WAITS_FOR_STATISTICS;
            case TOO_FEW_SOURCES -> SourceStanding.State.WAITS_FOR_SOURCES;
            case NOT_SELECTABLE -> SourceStanding.State.NOSELECT;
            case NONE, STARTING, NO_SOURCE, DEVICE_ABSENT, DEVICE_FAILING, DEVICE_SILENT, DEVICE_GARBLED, DATE_REPAIRED,
                    NO_LABEL, NO_PULSE, NUMBERING, AMBIGUOUS_LABEL, TIME_JUMP, FEW_SAMPLES, NO_SAMPLES, WRONG_STAMPS,
                    HOLDOVER_EXHAUSTED, CLOCK_DISTURBED, WITHDRAWN, DELAY_ASSUMED ->
                SourceStanding.State.MISSING_SAMPLES;
        };
    }

    /// Whether it has begun to answer but given too few samples so far. Pulses that the clock numbers wait for the clock,
    /// which must not wait for them.
    static boolean isPromising(SourceState source, Reason reason) {
        SourceSettings settings = source.settings();
        boolean few = reason.cause() == Cause.FEW_SAMPLES
                || reason.cause() == Cause.NUMBERING && settings.lock().isPresent();
        return few && settings.kind() != Kind.LABEL && source.contact().polls() < Contact.REGISTER_POLLS;
    }
}
