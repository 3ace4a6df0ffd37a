package org.timeball.simulator.scenario;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.clock.SteeredClock;
import org.timeball.timekeeping.core.ClockSettings;
import org.timeball.timekeeping.core.Core;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.core.State;
import org.timeball.timekeeping.core.Step;
import org.timeball.timekeeping.observation.ClockRequest;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.snapshot.Event;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.steering.ClockCommand;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.SystemClock;

/// A clock with everything that can happen to it, an NTP server with a perfect one, and the core between them, in
/// virtual time: what a kernel does at a leap second, what other programs do, what an operator asks.
final class ClockBench implements LongSupplier {
    static final long SECOND = 1_000_000_000L;
    /// 2027-01-15T08:00:00Z.
    static final long ORDINARY = 1_800_000_000L;
    private static final SourceId SERVER = new SourceId(0);
    /// The kernel takes a leap second with one of its ticks.
    private static final long TICK = 4_000_000L;
    private static final Span AT_ONCE = Span.ofSeconds(1);

    private final SteeredClock clock;
    private final SplittableRandom random = new SplittableRandom(4711);
    private final Deque<Observation> changes = new ArrayDeque<>();
    private final List<Double> errors = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final long started;
    private State state;
    private TimingSnapshot snapshot;
    private ClockCommand.Steer steer = new ClockCommand.Steer(Frequency.ZERO, Span.ZERO, AT_ONCE);
    private ClockCommand.Status status = new ClockCommand.Status(LeapIndicator.UNSYNCHRONISED, 16);
    private long trueNanos;
    private long slewEnd = Long.MAX_VALUE;
    private long wake = Long.MAX_VALUE;
    private long leapt;
    private int unvouched;
    private int taiOffset;

    /// Seconds between polls; 0 for none.
    int poll = 64;
    double jitter = 1e-4;
    /// What the server says.
    LeapIndicator said = LeapIndicator.NONE;
    /// True second (POSIX, as counted before it) at which a second is inserted, or deleted.
    long leapAt = Long.MAX_VALUE / SECOND;
    /// What UTC is behind the count of seconds from then on.
    int inserted = 1;
    boolean leapsByItself;

    ClockBench(SteeringSettings steering, ClockSettings settings, Oscillator oscillator, double offsetSeconds,
            long startSecond) {
        trueNanos = startSecond * SECOND;
        started = startSecond;
        clock = new SteeredClock(this, oscillator, Span.ofSeconds(offsetSeconds));
        CoreSettings core = new CoreSettings(
                List.of(SourceSettings.server(SERVER, "ntp.example", IpAddress.v4(192, 0, 2, 1))),
                SelectionSettings.DEFAULT, steering, settings, Span.ofNanos(1));
        steering.drift().ifPresent(drift -> clock.setRate(new Frequency(-drift.ppm() * 1e-6)));
        state = State.start(core, clock.now(), clock.rate());
        snapshot = TimingSnapshot.unsynchronised(clock.now());
    }

    /// Seconds since the beginning of time, as a clock that knows no leap second counts them.
    @Override
    public long getAsLong() {
        return trueNanos;
    }

    TimingSnapshot snapshot() {
        return snapshot;
    }

    /// All that happened.
    List<Event> events() {
        return events;
    }

    <E extends Event> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    ClockCommand.Status status() {
        return status;
    }

    int taiOffset() {
        return taiOffset;
    }

    /// Clock minus UTC now, seconds.
    double error() {
        return clock.errorSecondsAt(trueNanos) + leaps();
    }

    /// Clock minus UTC at each whole second since the start.
    List<Double> errors() {
        return errors;
    }

    /// Served smoothed time minus UTC now, seconds.
    double servedError() {
        return error() + snapshot.clock().served().orElseThrow().addedSecondsAt(clock.now().nanos());
    }

    double ratePpm() {
        return clock.rate().ppm();
    }

    /// In how many seconds nobody vouched for the clock.
    int unvouchedSeconds() {
        return unvouched;
    }

    /// The first second since the start from which on the error never was larger; 0 if it never was.
    int settled(double limit) {
        int second = errors.size();
        while (second > 0 && Math.abs(errors.get(second - 1)) <= limit) {
            second--;
        }
        return second;
    }

    private long leaps() {
        return trueNanos >= leapAt * SECOND ? inserted : 0;
    }

    void run(int seconds) {
        for (int i = 0; i < seconds; i++) {
            errors.add(error());
            unvouched += snapshot.vouchesAt(clock.now().nanos()) ? 0 : 1;
            long second = trueNanos / SECOND;
            if (poll > 0 && (second - started) % poll == 0) {
                exchange();
            }
            advance(second * SECOND + SECOND / 2);
            observe(new Observation.Silence(clock.now()));
            advance((second + 1) * SECOND);
        }
    }

    /// Something else on this machine steps the clock, and it is noticed within the second.
    void stepByOthers(double seconds) {
        SystemInstant before = clock.step(Span.ofSeconds(seconds));
        observe(new Observation.ClockChanged(before, clock.rate(), Span.ofSeconds(seconds), false));
    }

    void rateByOthers(double ppm) {
        clock.setRate(Frequency.ofPpm(ppm));
        observe(new Observation.ClockChanged(clock.now(), clock.rate(), Span.ZERO, false));
    }

    void ask(ClockRequest request) {
        observe(new Observation.OperatorRequest(clock.now(), request));
    }

    /// The operator's watch is wrong by so much.
    void setTime(double watchError) {
        ask(new ClockRequest.SetTime(clock.now().minus(Span.ofSeconds(error() - watchError))));
    }

    void observe(Observation observation) {
        step(observation);
        while (!changes.isEmpty()) {
            step(changes.removeFirst());
        }
    }

    SystemInstant now() {
        return clock.now();
    }

    private void exchange() {
        SystemInstant sent = clock.now();
        SystemInstant atServer = travelled();
        travelled();
        SystemInstant received = clock.now();
        Span ahead = sent.since(atServer).plus(received.since(atServer));
        Span delay = received.since(sent);
        observe(new Observation.Exchange(SERVER, sent.plus(new Span(delay.nanos() / 2)), new Span(ahead.nanos() / 2),
                delay, Span.ZERO, Span.ZERO, Span.ZERO, 1, 0x47505300, said));
        observe(new Observation.Reach(SERVER, clock.now(), 255, true));
    }

    /// Lets a packet travel; UTC when it arrives.
    private SystemInstant travelled() {
        advance(trueNanos + 100_000 + Math.round(jitter * random.nextExponential() * 1e9));
        return new SystemInstant(trueNanos - leaps() * SECOND);
    }

    private void step(Observation observation) {
        Step step = Core.step(state, observation);
        state = step.next();
        snapshot = step.snapshot();
        events.addAll(step.events());
        step.commands().forEach(this::obey);
    }

    private void obey(ClockCommand command) {
        switch (command) {
            case ClockCommand.Steer wanted -> {
                steer = wanted;
                double extra = wanted.slew().seconds() / wanted.within().seconds();
                setRate((1 + wanted.base().fraction()) * (1 + extra) - 1);
                slewEnd = wanted.slew().nanos() == 0
                        ? Long.MAX_VALUE
                        : clock.monotonicAt(trueNanos) + wanted.within().nanos() + wanted.slew().nanos();
            }
            case ClockCommand.Step(Span amount) -> {
                SystemInstant before = clock.step(amount);
                changes.add(new Observation.ClockChanged(before, clock.rate(), amount, true));
            }
            case ClockCommand.Status told -> status = told;
            case ClockCommand.TaiOffset(int seconds) -> taiOffset = seconds;
            case ClockCommand.Wake(SystemInstant at) -> wake = at.nanos();
        }
    }

    private void setRate(double fraction) {
        SystemClock.RateChange change = clock.setRate(new Frequency(fraction));
        changes.add(new Observation.ClockChanged(change.at(), change.correction(), Span.ZERO, true));
    }

    /// Lets time pass up to a moment, with whatever was planned for before it.
    private void advance(long nanos) {
        while (true) {
            long slew = slewEnd == Long.MAX_VALUE ? Long.MAX_VALUE : later(clock.baseOfMonotonic(slewEnd));
            long leap = kernelLeap();
            long look = wake == Long.MAX_VALUE ? Long.MAX_VALUE : later(trueNanos + wake - clock.now().nanos());
            long next = Math.min(Math.min(slew, leap), look);
            if (next > nanos) {
                break;
            }
            trueNanos = next;
            if (next == leap) {
                leapt = leapAt;
                SystemInstant before = clock.step(Span.ofSeconds(-inserted));
                trueNanos += TICK;
                observe(new Observation.ClockChanged(before.plus(new Span(TICK)), clock.rate(),
                        Span.ofSeconds(-inserted), false));
            } else if (next == slew && clock.monotonicAt(trueNanos) >= slewEnd) {
                slewEnd = Long.MAX_VALUE;
                setRate(steer.base().fraction());
                observe(changes.removeFirst());
            } else if (next == look) {
                wake = Long.MAX_VALUE;
                observe(new Observation.Silence(clock.now()));
            }
        }
        trueNanos = Math.max(trueNanos, nanos);
    }

    private long later(long nanos) {
        return Math.max(nanos, trueNanos);
    }

    private long kernelLeap() {
        LeapIndicator wanted = inserted > 0 ? LeapIndicator.INSERT : LeapIndicator.DELETE;
        boolean due = leapsByItself && leapt != leapAt && status.leap() == wanted
                && trueNanos > (leapAt - 60) * SECOND;
        return due ? later(leapAt * SECOND + TICK) : Long.MAX_VALUE;
    }
}
