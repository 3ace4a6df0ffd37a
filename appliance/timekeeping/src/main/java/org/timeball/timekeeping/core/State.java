package org.timeball.timekeeping.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timeball.timekeeping.combination.Reckoning;
import org.timeball.timekeeping.filter.Estimate;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.steering.CorrectionLedger;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// Everything the core knows between two steps. Immutable; opaque to all but the core.
public final class State {
    private static final int MOST_STRATUM = 15;

    private final CoreSettings settings;
    private final CorrectionLedger ledger;
    private final List<SourceState> sources;
    private final FreeInstant started;
    private final SystemInstant now;
    private final Lock lock;
    private final SystemInstant since;
    private final Optional<Held> held;
    private final Optional<Disturbance> disturbance;
    private final Optional<UtcInstant> leapSecondSeen;
    private final SelectionMemory selection;
    private final ClockState clock;

    private State(CoreSettings settings, CorrectionLedger ledger, List<SourceState> sources, FreeInstant started,
            SystemInstant now, Lock lock, SystemInstant since, Optional<Held> held,
            Optional<Disturbance> disturbance, Optional<UtcInstant> leapSecondSeen, SelectionMemory selection,
            ClockState clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.sources = List.copyOf(sources);
        this.started = started;
        this.now = now;
        this.lock = lock;
        this.since = since;
        this.held = held;
        this.disturbance = disturbance;
        this.leapSecondSeen = leapSecondSeen;
        this.selection = selection;
        this.clock = clock;
    }

    /// @param at a reading of the system clock
    /// @param rate the rate correction in force
    public static State start(CoreSettings settings, SystemInstant at, Frequency rate) {
        CorrectionLedger ledger = CorrectionLedger.open(at, rate);
        State state = new State(settings, ledger, List.of(), ledger.free(at), at, Lock.ACQUIRING, at,
                Optional.empty(), Optional.empty(), Optional.empty(), SelectionMemory.start(settings.selection()),
                ClockState.start(settings, at, rate));
        for (SourceSettings source : settings.sources()) {
            state = state.with(SourceState.start(source, settings.sources()));
        }
        return state;
    }

    /// What the filter of one source believes; empty before its second sample. Tells whoever polls the source how soon
    /// to ask again. Its offset counts from an origin that only the filter knows.
    public Optional<Estimate> estimateOf(SourceId source) {
        return source(source).flatMap(state -> state.track().estimate());
    }

    CoreSettings settings() {
        return settings;
    }

    CorrectionLedger ledger() {
        return ledger;
    }

    /// In the order of their numbers.
    List<SourceState> sources() {
        return sources;
    }

    /// Empty when there is no such source, or no more.
    Optional<SourceState> source(SourceId id) {
        for (SourceState source : sources) {
            if (source.settings().id().equals(id)) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }

    /// Where a source stands in [#sources].
    int indexOf(SourceId id) {
        return sources.indexOf(source(id).orElseThrow());
    }

    SelectionMemory selection() {
        return selection;
    }

    State with(SelectionMemory changed) {
        return new State(settings, ledger, sources, started, now, lock, since, held, disturbance,
                leapSecondSeen, changed, clock);
    }

    ClockState clock() {
        return clock;
    }

    State with(ClockState changed) {
        return new State(settings, ledger, sources, started, now, lock, since, held, disturbance,
                leapSecondSeen, selection, changed);
    }

    /// When the core was started.
    FreeInstant started() {
        return started;
    }

    /// The latest reading of the system clock that an observation brought.
    SystemInstant now() {
        return now;
    }

    Lock lock() {
        return lock;
    }

    /// When the state of the lock began.
    SystemInstant since() {
        return since;
    }

    /// What the clock runs by; empty until first locked.
    Optional<Held> held() {
        return held;
    }

    FreeInstant freeNow() {
        return ledger.free(now);
    }

    State at(SystemInstant reading) {
        return reading.isAfter(now) ? movedTo(reading, ledger) : this;
    }

    State movedTo(SystemInstant reading, CorrectionLedger changed) {
        return new State(settings, changed, sources, started, reading, lock, since, held, disturbance,
                leapSecondSeen, selection, clock);
    }

    /// With another state of one source, or with one source more.
    State with(SourceState source) {
        List<SourceState> all = new ArrayList<>(sources);
        int at = 0;
        while (at < all.size() && all.get(at).settings().id().number() < source.settings().id().number()) {
            at++;
        }
        if (at < all.size() && all.get(at).settings().id().equals(source.settings().id())) {
            all.set(at, source);
        } else {
            all.add(at, source);
        }
        return with(all);
    }

    State without(SourceId id) {
        return with(sources.stream().filter(source -> !source.settings().id().equals(id)).toList());
    }

    private State with(List<SourceState> all) {
        return new State(settings, ledger, all, started, now, lock, since, held, disturbance,
                leapSecondSeen, selection, clock);
    }

    State corrected(Held by) {
        return new State(settings, ledger, sources, started, now, lock, since, Optional.of(by),
                disturbance,
                leapSecondSeen, selection, clock);
    }

    State locked(Lock next) {
        return next == lock
                ? this
                : new State(settings, ledger, sources, started, now, next, now, held, disturbance,
                        leapSecondSeen, selection, clock);
    }

    /// Trust is to be won anew: what the clock ran by turned out to have been another time.
    State distrusted() {
        return new State(settings, ledger, sources, started, now, Lock.ACQUIRING, now, Optional.empty(),
                disturbance, leapSecondSeen, selection, clock);
    }

    /// Something else on this machine stepped the clock.
    State disturbed(double seconds) {
        return new State(settings, ledger, sources, started, now, lock, since, held,
                Optional.of(new Disturbance(freeNow(), seconds)), leapSecondSeen, selection, clock);
    }

    /// A label named an inserted second, or (empty) one that is none.
    State leapSecondSeen(Optional<UtcInstant> second) {
        return new State(settings, ledger, sources, started, now, lock, since, held, disturbance, second,
                selection, clock);
    }

    /// The inserted second that the last label named; empty if it named an ordinary one.
    Optional<UtcInstant> leapSecondSeen() {
        return leapSecondSeen;
    }

    /// UTC has inserted a second, and everything that was learned now lies that much farther ahead of it.
    State leapt(Span inserted) {
        List<SourceState> moved = sources.stream().map(source -> source.leapt(inserted)).toList();
        return new State(settings, ledger, moved, started, now, lock, since,
                held.map(by -> by.leapt(inserted)), disturbance, Optional.empty(), selection, clock.leapt(inserted));
    }

    /// The last time that something else stepped the clock; empty if it never happened.
    Optional<Disturbance> disturbance() {
        return disturbance;
    }

    /// @param at when it was noticed
    /// @param seconds by how much; positive: forward
    record Disturbance(FreeInstant at, double seconds) {
    }

    /// What the clock runs by.
    ///
    /// @param reckoning the combined reckoning of the last correction
    /// @param track the best source's samples, for how the bound grows
    /// @param best the best source's settings
    /// @param contact what the best source said of itself
    /// @param systematicSeconds error that no filter can see: part of the bound
    /// @param base rate correction that was commanded
    /// @param corrected the reading at the last correction
    record Held(Reckoning reckoning, SampleTrack track, SourceSettings best, Contact contact,
            double systematicSeconds, Frequency base,
            SystemInstant corrected) {
        Held leapt(Span inserted) {
            Reckoning moved = new Reckoning(reckoning.at(), reckoning.offset().plus(inserted), reckoning.rate(),
                    reckoning.offsetSigmaSeconds(), reckoning.rateSigma(), reckoning.jumpOdds());
            return new Held(moved, track.leapt(inserted), best, contact, systematicSeconds, base, corrected);
        }

        Held with(Frequency commanded) {
            return new Held(reckoning, track, best, contact, systematicSeconds, commanded, corrected);
        }

        /// After a reading of the oscillator's thermometer.
        Held warmed(FreeInstant at, double celsius) {
            SampleTrack warm = track.warmed(at, celsius);
            Reckoning now = warm.reckoningAt(at).orElse(reckoning);
            return new Held(now, warm, best, contact, systematicSeconds, base, corrected);
        }

        /// Bound of the error of the reckoned offset at a moment of the free-running clock, seconds.
        double boundAt(FreeInstant at) {
            return track.boundAt(at) + systematicSeconds;
        }

        /// The way there and back to the primary reference, seconds.
        double rootDelaySeconds() {
            return track.delaySeconds() + contact.rootDelaySeconds();
        }

        /// By how much the time may be wrong beyond [#boundAt] because the way there is not as long as the way back.
        double asymmetrySeconds() {
            return rootDelaySeconds() / 2;
        }

        /// The stratum of a clock that is synchronised to the best source, 1 to 15.
        int stratum() {
            int below = Math.max(contact.stratum(), best.minStratum());
            return best.copied() ? Math.clamp(below, 1, MOST_STRATUM) : Math.min(MOST_STRATUM, below + 1);
        }

        /// The reference identifier of a clock that is synchronised to the best source.
        int refid() {
            return best.copied() ? contact.refid() : best.refid();
        }
    }

    /// Bound of the system clock's error now, with the asymmetry that the path to the source may have.
    double rootDistanceNow(Held by) {
        return errorBoundNow(by) + by.asymmetrySeconds();
    }

    /// The system clock's offset now and the bound of its error, by what the clock runs by.
    Span offsetNow(Held by) {
        return by.reckoning().offsetAt(freeNow()).plus(ledger.correctionAt(now));
    }

    /// Bound of the system clock's error now, were all paths symmetric: what is left to slew, and what is not known.
    double errorBoundNow(Held by) {
        double drifted = settings.steering().maxClockErrorPpm().orElse(0) * 1e-6
                * Math.max(0, now.since(by.corrected()).seconds());
        return Math.abs(offsetNow(by).seconds()) + by.boundAt(freeNow()) + settings.clockResolution().seconds()
                + drifted;
    }
}
