package org.timeball.timekeeping.core;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.timeball.timekeeping.core.SelectionMemory.Outcome;
import org.timeball.timekeeping.core.SelectionMemory.Told;
import org.timeball.timekeeping.core.State.Held;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.selection.Contender;
import org.timeball.timekeeping.selection.Merit;
import org.timeball.timekeeping.selection.Selection;
import org.timeball.timekeeping.selection.Selection.Witness;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.Event;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.SourceEvent;
import org.timeball.timekeeping.snapshot.SourceStanding;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Span;

/// Elects the sources that the clock is to run by: who may stand, who tells the truth, who is the best, and who is near
/// enough to be combined with it.
final class Election {
    /// Labels whose pulses are awaited do not set the clock themselves so soon after the start: the pulses do it
    /// better within seconds.
    private static final double PULSES_AWAITED_SECONDS = 30;
    /// A refclock does not wait longer than this for servers that have begun to answer: polled every minute, they would
    /// hold it up for minutes.
    private static final double SERVERS_AWAITED_SECONDS = 15;

    /// Rates that differ by more of their standard deviations are not of one clock.
    private static final double RATE_SIGMAS = 10;

    private final State state;
    private final FreeInstant now;
    private final SelectionMemory memory;
    private final SelectionSettings settings;
    private final Optional<SourceId> sampled;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Set<Told> told = new HashSet<>();

    private Election(State state, Optional<SourceId> sampled) {
        this.state = state;
        this.sampled = sampled;
        now = state.freeNow();
        memory = state.selection();
        settings = memory.settings();
        EffectiveOptions effective = EffectiveOptions.of(state.sources(), settings.authentication());
        for (SourceState source : state.sources()) {
            candidates.add(new Candidate(source, effective.of(source.settings()), state));
        }
    }

    /// @param sampled the source that has just given a sample, if one has
    static Verdicts of(State state, Optional<SourceId> sampled) {
        Election election = new Election(state, sampled);
        election.checkLimits();
        election.checkAges();
        Orphans.set(election.candidates, state.clock().local());
        return election.vote();
    }

    private void checkLimits() {
        for (Candidate candidate : candidates) {
            if (candidate.isInTheRunning()) {
                checkLimits(candidate);
            }
        }
    }

    private void checkLimits(Candidate candidate) {
        int stratum = candidate.stratum();
        double jitter = candidate.source().track().jitterSeconds();
        String name = candidate.source().settings().label();
        if (stratum > settings.maxStratum()) {
            candidate.refuse(new Reason(Cause.BAD_STRATUM, stratum));
            tell(candidate, new SourceEvent.StratumAbove(name, settings.maxStratum()));
        } else if (stratum < settings.minStratum()) {
            candidate.refuse(new Reason(Cause.BAD_STRATUM, stratum));
            tell(candidate, new SourceEvent.StratumBelow(name, settings.minStratum()));
        } else if (candidate.distanceSeconds() > settings.maxDistanceSeconds()) {
            candidate.refuse(new Reason(Cause.TOO_DISTANT, candidate.distanceSeconds()));
            tell(candidate, new SourceEvent.TooDistant(name, settings.maxDistanceSeconds()));
        } else if (jitter > settings.maxJitterSeconds()) {
            candidate.refuse(new Reason(Cause.TOO_JITTERY, jitter));
            tell(candidate, new SourceEvent.TooJittery(name, settings.maxJitterSeconds()));
        }
    }

    /// A server that does not answer any more stands only while its last sample is younger than the oldest one of each
    /// server that does.
    private void checkAges() {
        double oldest = Double.POSITIVE_INFINITY;
        for (Candidate candidate : candidates) {
            if (candidate.isInTheRunning() && !candidate.source().contact().isUnreachable()) {
                oldest = Math.min(oldest, candidate.source().track().oldestSeconds(now));
            }
        }
        for (Candidate candidate : candidates) {
            if (candidate.isInTheRunning() && candidate.source().contact().isUnreachable()
                    && candidate.source().track().youngestSeconds(now) > oldest) {
                candidate.refuse(new Reason(Cause.UNREACHABLE, candidate.source().contact().missed()));
            }
        }
    }

    private Verdicts vote() {
        List<Candidate> standing = candidates.stream().filter(Candidate::isInTheRunning)
                .filter(candidate -> !awaitsPulses(candidate)).toList();
        candidates.stream().filter(Candidate::isInTheRunning).filter(c -> !standing.contains(c))
                .forEach(c -> c.place(SourceStanding.State.WAITS_FOR_STATISTICS));
        if (standing.isEmpty()) {
            return nobodyStands();
        }
        if (!memory.begun() && othersAreAwaited(standing)) {
            standing.forEach(candidate -> candidate.refuse(new Reason(Cause.AWAITING_OTHERS)));
            return verdicts(List.of(), memory.failed(Outcome.PENDING, told));
        }
        Span zero = standing.getFirst().reckoning().offset();
        List<Contender> voters = standing.stream().filter(candidate -> !isCompanion(candidate, standing))
                .map(candidate -> candidate.contender(zero)).toList();
        Optional<Witness> witness = witness(voters, zero);
        Selection vote = Selection.among(voters, witness);
        if (vote.truechimers().isEmpty() && witness.isEmpty()) {
            standing.forEach(candidate -> candidate.refuse(new Reason(Cause.FALSETICKER, Double.NaN)));
            return noMajority(vote);
        }
        double truth = witness.map(Witness::offsetSeconds)
                .orElseGet(() -> vote.truechimers().getFirst().offsetSeconds());
        standing.forEach(candidate -> judge(candidate, candidate.contender(zero), vote, truth));
        return elected(standing.stream().filter(Candidate::isInTheRunning).toList(), standing, zero);
    }

    private void judge(Candidate candidate, Contender contender, Selection vote, double truth) {
        double ahead = truth - contender.offsetSeconds();
        if (vote.untrusted().stream().anyMatch(c -> c.id().equals(candidate.id()))) {
            candidate.refuse(new Reason(Cause.UNTRUSTED, ahead));
        } else if (!contender.contains(vote.pointSeconds())) {
            candidate.refuse(new Reason(Cause.FALSETICKER, ahead));
            tell(candidate, new SourceEvent.Falseticker(candidate.source().settings().label()));
        }
    }

    /// @param truechimers all that tell the truth
    /// @param standing all that had a chance, for what becomes of them if too few do
    private Verdicts elected(List<Candidate> truechimers, List<Candidate> standing, Span zero) {
        boolean isOneRequired = candidates.stream().map(Candidate::options)
                .anyMatch(options -> options.require() && !options.noselect());
        boolean isRequiredOneIn = truechimers.stream().map(Candidate::options).anyMatch(SelectionOptions::require);
        if (truechimers.size() < settings.minSources() || isOneRequired && !isRequiredOneIn) {
            truechimers.forEach(c -> c.refuse(new Reason(Cause.TOO_FEW_SOURCES, truechimers.size())));
            return verdicts(List.of(), memory.failed(Outcome.PENDING, told));
        }
        List<Candidate> able = new ArrayList<>();
        for (Candidate candidate : truechimers) {
            if (isCompanion(candidate, standing) || isWorseThanHeld(candidate)) {
                candidate.place(SourceStanding.State.NOT_COMBINED);
            } else {
                able.add(candidate);
            }
        }
        if (able.stream().anyMatch(candidate -> candidate.options().prefer())) {
            able.stream().filter(candidate -> !candidate.options().prefer())
                    .forEach(candidate -> candidate.place(SourceStanding.State.NOT_PREFERRED));
            able.removeIf(candidate -> !candidate.options().prefer());
        }
        return able.isEmpty()
                ? verdicts(List.of(), memory.failed(Outcome.PENDING, told))
                : combined(able, zero);
    }

    private Verdicts combined(List<Candidate> able, Span zero) {
        Merit merit = memory.merit().after(able.stream().map(candidate -> candidate.contender(zero)).toList(), sampled,
                settings);
        SourceId winner = merit.selected().orElseThrow();
        Candidate best = able.stream().filter(candidate -> candidate.id().equals(winner)).findFirst().orElseThrow();
        if (!memory.selected().equals(merit.selected())) {
            events.add(new SourceEvent.Selected(best.source().settings().label()));
        }
        List<SourceState> members = new ArrayList<>();
        members.add(best.source());
        SelectionMemory next = memory.won(merit, told).forgiven(winner);
        for (Candidate other : able) {
            if (other != best) {
                other.place(placeBeside(best, other));
            }
            if (other.standing() == SourceStanding.State.COMBINED) {
                members.add(other.source());
                next = next.forgiven(other.id());
            }
        }
        return verdicts(members, next);
    }

    private SourceStanding.State placeBeside(Candidate best, Candidate other) {
        // Servers are compared with what they differ by anyway; beside a refclock that would be far too much.
        double own = best.distanceSeconds()
                + (best.source().settings().kind() == Kind.SERVER ? settings.reselectDistanceSeconds() : 0);
        if (other.distanceSeconds() > settings.combineLimit() * own) {
            return SourceStanding.State.NOT_COMBINED;
        }
        double rates = Math.abs(best.reckoning().rate() - other.reckoning().rate());
        double doubt = best.reckoning().rateSigma() + other.reckoning().rateSigma();
        return rates > RATE_SIGMAS * doubt ? SourceStanding.State.OUTLIER : SourceStanding.State.COMBINED;
    }

    private Verdicts nobodyStands() {
        if (memory.selected().isPresent()) {
            int unreachable = 0;
            Map<SourceStanding.State, Integer> others = new EnumMap<>(SourceStanding.State.class);
            for (Candidate candidate : candidates) {
                if (candidate.reason().cause() == Cause.UNREACHABLE) {
                    unreachable++;
                } else {
                    others.merge(candidate.standing(), 1, Integer::sum);
                }
            }
            events.add(new SourceEvent.NoSelectable(unreachable, others));
            return verdicts(List.of(), memory.failed(Outcome.NO_SELECTABLE, told));
        }
        return verdicts(List.of(), memory.failed(memory.last(), told));
    }

    private Verdicts noMajority(Selection vote) {
        if (memory.last() != Outcome.NO_MAJORITY) {
            events.add(vote.agreeing() > 1
                    ? new SourceEvent.NoMajority(vote.agreeing(), vote.voters())
                    : new SourceEvent.NoAgreement(vote.voters()));
        }
        return verdicts(List.of(), memory.failed(Outcome.NO_MAJORITY, told));
    }

    private Verdicts verdicts(List<SourceState> members, SelectionMemory next) {
        Span correction = state.ledger().correctionAt(state.now());
        List<Reason> reasons = new ArrayList<>();
        List<SourceStanding> standings = new ArrayList<>();
        for (Candidate candidate : candidates) {
            reasons.add(candidate.reason());
            standings.add(candidate.picture(next.merit().scoreOf(candidate.id()), correction));
        }
        return new Verdicts(List.copyOf(reasons), List.copyOf(standings), List.copyOf(members), next,
                List.copyOf(events));
    }

    private void tell(Candidate candidate, SourceEvent event) {
        Told news = new Told(candidate.id(), candidate.standing());
        if (!memory.told().contains(news)) {
            told.add(news);
            events.add(event);
        }
    }

    /// While the clock runs by what it learned, it is a witness too. Where the source that it runs by has a vote itself,
    /// it never speaks against that one: of a refclock it doubles the vote, and of a server, which knows no more than
    /// others do, not even that.
    private Optional<Witness> witness(List<Contender> voters, Span zero) {
        boolean vouched = state.lock() == Lock.LOCKED || state.lock() == Lock.HOLDOVER;
        if (!vouched || state.held().isEmpty()) {
            return Optional.empty();
        }
        Held held = state.held().get();
        Optional<Contender> best = voters.stream().filter(voter -> voter.id().equals(held.best().id())).findFirst();
        if (best.isEmpty()) {
            return Optional.of(Candidate.witness(held, state, zero));
        }
        return best.filter(_ -> held.best().kind() != Kind.SERVER)
                .map(voter -> new Witness(voter.offsetSeconds(), voter.distanceSeconds()));
    }

    /// Labels tell the same receiver's time as the pulses that they number, and have no vote beside them.
    private static boolean isCompanion(Candidate candidate, List<Candidate> standing) {
        return candidate.isLabels() && standing.stream()
                .anyMatch(other -> other.source().settings().lock().filter(candidate.id()::equals).isPresent());
    }

    /// A source that knows less than the clock itself by now cannot improve it. Behind a server the next one takes over
    /// at once: what either adds is its path, and the clock need not be served from memory.
    private boolean isWorseThanHeld(Candidate candidate) {
        if (candidate.options().require()) {
            return false;
        }
        return state.held().filter(held -> !held.best().id().equals(candidate.id()))
                .filter(held -> candidate.isLabels() || held.best().kind() != Kind.SERVER)
                .filter(held -> candidate.distanceSeconds() > state.rootDistanceNow(held)).isPresent();
    }

    private boolean awaitsPulses(Candidate candidate) {
        return candidate.isLabels() && !candidate.options().require()
                && now.since(state.started()).seconds() < PULSES_AWAITED_SECONDS
                && state.sources().stream()
                        .anyMatch(other -> other.settings().lock().filter(candidate.id()::equals).isPresent());
    }

    /// Before the first selection, those who have begun to answer are given the time to be heard.
    private boolean othersAreAwaited(List<Candidate> standing) {
        boolean isRefclockReady = standing.stream().anyMatch(c -> c.source().settings().kind() != Kind.SERVER);
        boolean isPatient = !isRefclockReady || now.since(state.started()).seconds() < SERVERS_AWAITED_SECONDS;
        return isPatient && candidates.stream().filter(candidate -> !candidate.options().noselect())
                .anyMatch(candidate -> Eligibility.isPromising(candidate.source(), candidate.reason()));
    }
}
