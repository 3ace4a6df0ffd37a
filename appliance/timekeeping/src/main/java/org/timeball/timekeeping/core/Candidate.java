package org.timeball.timekeeping.core;

import java.util.Optional;
import org.timeball.timekeeping.combination.Reckoning;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.pairing.LabelWindow;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.selection.Contender;
import org.timeball.timekeeping.selection.Selection.Witness;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.SourceStanding;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Span;

/// One source in the course of an election. Its reason and standing are found step by step.
final class Candidate {
    private static final double WINDOW_MARGIN_SECONDS = 0.02;
    private static final double LEAST_DISTANCE_SECONDS = 1e-12;

    private final SourceState source;
    private final SelectionOptions options;
    private final Optional<Reckoning> reckoning;
    private final double distance;
    private Reason reason;
    private SourceStanding.State standing;

    /// @param options in force
    Candidate(SourceState source, SelectionOptions options, State state) {
        FreeInstant now = state.freeNow();
        this.source = source;
        this.options = options;
        reckoning = source.track().reckoningAt(now);
        distance = reckoning.isPresent() ? distance(source, now) : Double.NaN;
        reason = Eligibility.of(source, state, now);
        if (reason.isNone() && reckoning.isEmpty()) {
            reason = new Reason(Cause.FEW_SAMPLES, source.track().samples());
        }
        standing = reason.isNone() ? SourceStanding.State.SELECTED : Eligibility.stateOf(reason.cause());
        if (options.noselect()) {
            standing = SourceStanding.State.NOSELECT;
        }
    }

    SourceState source() {
        return source;
    }

    SourceId id() {
        return source.settings().id();
    }

    SelectionOptions options() {
        return options;
    }

    Reason reason() {
        return reason;
    }

    SourceStanding.State standing() {
        return standing;
    }

    /// Whether nothing has spoken against it so far.
    boolean isInTheRunning() {
        return reason.isNone() && standing == SourceStanding.State.SELECTED;
    }

    void refuse(Reason why) {
        reason = why;
        standing = Eligibility.stateOf(why.cause());
    }

    void place(SourceStanding.State state) {
        standing = state;
    }

    /// The stratum that counts: of a server its own, but not less than is configured.
    int stratum() {
        return source.stratum();
    }

    Reckoning reckoning() {
        return reckoning.orElseThrow();
    }

    double distanceSeconds() {
        return distance;
    }

    boolean isLabels() {
        return source.settings().kind() == Kind.LABEL;
    }

    /// @param zero of the scale that is common to all contenders
    Contender contender(Span zero) {
        return new Contender(id(), reckoning().offset().minus(zero).seconds(), distance, stratum(), options);
    }

    /// How the source is seen by the clock's own memory.
    static Witness witness(State.Held held, State state, Span zero) {
        FreeInstant now = state.freeNow();
        return new Witness(held.reckoning().offsetAt(now).minus(zero).seconds(),
                held.boundAt(now) + held.asymmetrySeconds());
    }

    /// @param correction system clock minus free-running clock
    SourceStanding picture(double score, Span correction) {
        double offset = reckoning.map(r -> r.offset().plus(correction).seconds()).orElse(Double.NaN);
        return new SourceStanding(standing, source.settings().selection(), options, score, offset - distance,
                offset + distance);
    }

    /// The error of a source that no filter can see, beside the asymmetry of its path: what its clock may be wrong by,
    /// and for labels half their window.
    static double systematic(SourceState source) {
        SourceSettings settings = source.settings();
        double own = settings.delaySeconds() / 2 + source.contact().rootDispersionSeconds();
        if (settings.kind() != Kind.LABEL) {
            return own;
        }
        LabelWindow window = labelWindow(settings);
        return own + (window.latestSeconds() - window.earliestSeconds()) / 2 + WINDOW_MARGIN_SECONDS;
    }

    static LabelWindow labelWindow(SourceSettings labels) {
        return LabelWindow.around(labels.labelDelaySeconds());
    }

    /// Bound of the error of a source's reckoning, with all that no filter can see: its root distance.
    static double distance(SourceState source, FreeInstant now) {
        return Math.max(LEAST_DISTANCE_SECONDS,
                source.track().boundAt(now) + systematic(source) + asymmetry(source));
    }

    /// Half of the way there and back to the primary reference: were all of it on one leg, by so much would the time be
    /// wrong.
    static double asymmetry(SourceState source) {
        return (source.track().delaySeconds() + source.contact().rootDelaySeconds()) / 2;
    }
}
