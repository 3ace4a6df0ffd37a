package org.timeball.timekeeping.core;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.timeball.timekeeping.filter.FilterSettings;
import org.timeball.timekeeping.filter.Memory;
import org.timeball.timekeeping.filter.Source;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.Observation.Standing;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.pairing.LabelWindow;
import org.timeball.timekeeping.pairing.PulseNumbering;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;

/// One source and all that is known of it. Immutable.
///
/// @param settings what is configured
/// @param condition state of its device
/// @param conditionDetail what was seen of the device, for people
/// @param heard when a label, edge or sample last came, believed or not
/// @param standing what its last label stood for; FIX before the first
/// @param weeksRepaired of its last label
/// @param leap what it last said of the end of the day
/// @param numbering for pulses
/// @param straySeconds how far its last pulse or sample came after where it was expected
/// @param stampedAheadSeconds how far off our clock its last sample was stamped, if that was too far to be used; else 0
/// @param track its samples
/// @param contact what was heard of it beside its samples
record SourceState(SourceSettings settings, Condition condition, String conditionDetail, Optional<FreeInstant> heard,
        Standing standing, int weeksRepaired, LeapIndicator leap, Optional<PulseNumbering> numbering,
        double straySeconds, double stampedAheadSeconds, SampleTrack track, Contact contact) {
    /// A source at one event a second that has missed three is not heard any more.
    static final double PATIENCE_SECONDS = 3.2;
    /// Fewer samples do not tell how much they scatter.
    private static final int ENOUGH_SAMPLES = 4;
    /// A server's delays tell how far each sample can be wrong; three tell offset and rate.
    private static final int ENOUGH_OF_SERVER = 3;
    /// So many samples in a row that are not believed are a matter of more than noise.
    private static final int SUSPICIOUS_OUTLIERS = 4;
    /// A pulse this far from its place is not a matter of noise.
    private static final double STRAY_SECONDS = 0.1;
    private static final int LABEL_QUANTUM_NANOS = 1_000_000;

    /// @param all sources that may number its pulses
    static SourceState start(SourceSettings settings, List<SourceSettings> all) {
        Optional<PulseNumbering> numbering = settings.kind() == Kind.PULSE
                ? Optional.of(PulseNumbering.start(window(settings, all)))
                : Optional.empty();
        double quantum = settings.kind() == Kind.LABEL ? LABEL_QUANTUM_NANOS * 1e-9 : settings.precisionSeconds();
        Source kind = settings.kind() == Kind.SERVER
                ? Source.NETWORK
                : Source.REFCLOCK;
        SampleTrack track = SampleTrack.start(new FilterSettings(kind, settings.kind() == Kind.SERVER, quantum,
                new Memory(settings.minSamples(), settings.maxSamples())),
                settings.kind() == Kind.PULSE ? Lateness.UNKNOWN : Lateness.NONE);
        return new SourceState(settings, Condition.WORKING, "", Optional.empty(), Standing.FIX, 0, LeapIndicator.NONE,
                numbering, 0, 0, track, Contact.start(settings));
    }

    /// How far from a pulse whatever numbers it may see the second begin.
    private static LabelWindow window(SourceSettings pulses, List<SourceSettings> all) {
        return all.stream().filter(other -> pulses.lock().filter(other.id()::equals).isPresent())
                .filter(other -> other.kind() == Kind.LABEL).findFirst()
                .map(labels -> LabelWindow.around(labels.labelDelaySeconds()))
                .orElseGet(() -> LabelWindow.around(OptionalDouble.of(0)));
    }

    SourceState heardAt(FreeInstant at) {
        return new SourceState(settings, condition, conditionDetail, Optional.of(at), standing, weeksRepaired, leap,
                numbering, straySeconds, stampedAheadSeconds, track, contact);
    }

    SourceState condition(Condition now, String detail) {
        return new SourceState(settings, now, detail, heard, standing, weeksRepaired, leap, numbering, straySeconds,
                stampedAheadSeconds, track, contact);
    }

    SourceState said(Standing now, int weeks, LeapIndicator leapNow) {
        return new SourceState(settings, condition, conditionDetail, heard, now, weeks, leapNow, numbering,
                straySeconds, stampedAheadSeconds, track, contact);
    }

    /// With another numbering; a new generation of it starts the samples anew, for they were numbered otherwise.
    SourceState numbered(PulseNumbering now, double stray) {
        boolean anew = numbering.filter(before -> before.generation() != now.generation()).isPresent();
        SampleTrack samples = anew ? track.anew() : track;
        return new SourceState(settings, condition, conditionDetail, heard, standing, weeksRepaired, leap,
                Optional.of(now), stray, 0, samples, contact);
    }

    /// Whether the clock, not yet set by these pulses, confirms the first numbering of them.
    SourceState confirmed(boolean confirmed) {
        return with(contact.numbered(confirmed));
    }

    SourceState tracked(SampleTrack now, double stray) {
        return new SourceState(settings, condition, conditionDetail, heard, standing, weeksRepaired, leap, numbering,
                stray, 0, now, contact);
    }

    /// After it became known how our address looks to it.
    SourceState seenAs(int refid) {
        return new SourceState(settings, condition, conditionDetail, heard, standing, weeksRepaired, leap, numbering,
                straySeconds, stampedAheadSeconds, track, contact.seenAs(refid));
    }

    /// After a poll, with or without an answer.
    SourceState polled(int register, boolean selectable) {
        return with(contact.polled(register, selectable));
    }

    /// After a round trip, whose offset is still to be taken in.
    SourceState exchanged(Observation.Exchange exchange) {
        return with(contact.exchanged(exchange));
    }

    /// After its receiver has said by how much a pulse misses its second.
    SourceState announced(Observation.PulseError error) {
        return with(contact.announced(error));
    }

    private SourceState with(Contact next) {
        return new SourceState(settings, condition, conditionDetail, heard, standing, weeksRepaired, leap, numbering,
                straySeconds, stampedAheadSeconds, track, next);
    }

    SourceState configured(SourceSettings changed) {
        return new SourceState(changed, condition, conditionDetail, heard, standing, weeksRepaired, leap, numbering,
                straySeconds, stampedAheadSeconds, track, contact);
    }

    /// The same source with nothing learned of its time.
    SourceState anew() {
        return new SourceState(settings, condition, conditionDetail, heard, standing, weeksRepaired, leap, numbering,
                0, 0, track.anew(), contact);
    }

    SourceState leapt(Span inserted) {
        return new SourceState(settings, condition, conditionDetail, heard, standing, weeksRepaired, leap,
                numbering.map(n -> n.leapt(inserted)), straySeconds, stampedAheadSeconds, track.leapt(inserted),
                contact);
    }

    SourceState stampedAhead(double seconds) {
        return new SourceState(settings, condition, conditionDetail, heard, standing, weeksRepaired, leap, numbering,
                straySeconds, seconds, track, contact);
    }

    /// The stratum that counts: its own, but not less than is configured.
    int stratum() {
        return Math.max(contact.stratum(), settings.minStratum());
    }

    double silentSeconds(FreeInstant now) {
        return heard.map(at -> now.since(at).seconds()).orElse(Double.NaN);
    }

    /// Why its labels cannot number a pulse now; NONE when they can.
    Reason labelReason(FreeInstant now) {
        Reason device = deviceReason(now);
        if (!device.isNone()) {
            return device;
        }
        if (heard.isEmpty()) {
            return new Reason(Cause.STARTING);
        }
        if (silentSeconds(now) > patienceSeconds()) {
            return new Reason(Cause.NO_LABEL, silentSeconds(now));
        }
        if (leap == LeapIndicator.UNSYNCHRONISED) {
            return new Reason(Cause.SOURCE_UNSYNCHRONISED);
        }
        return switch (standing) {
            case FIX -> Reason.NONE;
            case NO_FIX -> new Reason(Cause.NO_FIX);
            case IMPLAUSIBLE_DATE -> new Reason(Cause.IMPLAUSIBLE_DATE);
        };
    }

    /// What its device does wrong; NONE when it works.
    Reason deviceReason(FreeInstant now) {
        return switch (condition) {
            case WORKING -> Reason.NONE;
            case ABSENT -> new Reason(Cause.DEVICE_ABSENT, 0, conditionDetail);
            case FAILING -> new Reason(Cause.DEVICE_FAILING, 0, conditionDetail);
            case SILENT -> new Reason(Cause.DEVICE_SILENT, silentSeconds(now), conditionDetail);
            case GARBLED -> new Reason(Cause.DEVICE_GARBLED, 0, conditionDetail);
        };
    }

    /// Whether its stamps fit our clock; NONE when they do.
    Reason stampReason() {
        return stampedAheadSeconds == 0 ? Reason.NONE : new Reason(Cause.WRONG_STAMPS, stampedAheadSeconds);
    }

    /// Why its samples cannot be used now; NONE when they can.
    Reason sampleReason(FreeInstant now) {
        if (track.outliers() >= SUSPICIOUS_OUTLIERS && track.samples() > 0) {
            return new Reason(Cause.TIME_JUMP, -straySeconds);
        }
        Optional<FreeInstant> last = track.lastAccepted();
        if (last.isPresent() && now.since(last.get()).seconds() > patienceSeconds()) {
            if (Math.abs(straySeconds) > STRAY_SECONDS) {
                return new Reason(Cause.TIME_JUMP, -straySeconds);
            }
            return new Reason(Cause.NO_SAMPLES, now.since(last.get()).seconds());
        }
        int enough = settings.kind() == Kind.SERVER ? ENOUGH_OF_SERVER : ENOUGH_SAMPLES;
        return track.samples() < enough ? new Reason(Cause.FEW_SAMPLES, track.samples()) : Reason.NONE;
    }

    /// How old the last sample may be: of a server any age, since its polls tell whether it is there.
    private double patienceSeconds() {
        return switch (settings.kind()) {
            case LABEL, PULSE -> PATIENCE_SECONDS;
            case SAMPLE -> PATIENCE_SECONDS * Math.max(1, track.spacingSeconds());
            case SERVER -> Double.POSITIVE_INFINITY;
        };
    }
}
