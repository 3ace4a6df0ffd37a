package org.timeball.timekeeping.core;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Standing;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.snapshot.Event;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.steering.ClockCommand;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// A box in miniature: an oscillator with a constant rate error, a clock that obeys commands, a receiver with labels
/// (source 0) and pulses (source 1), two more sources that are silent until told otherwise, and the core. Time advances a second at a call; the true error is known.
final class Box {
    static final SourceId LABELS = new SourceId(0);
    static final SourceId PULSES = new SourceId(1);
    static final SourceId OTHER = new SourceId(2);
    static final SourceId ANOTHER = new SourceId(3);
    /// 2026-12-31T23:58:00Z
    static final long START = 1_798_761_480L;

    private final Random random;
    private final double oscillatorRate;
    private State state;
    private TimingSnapshot snapshot;
    private long second = START;
    private double lastTrue = START;
    private double readingOffset;
    private double rate;
    private double slewRate;
    private double slewUntil;
    private SystemInstant lastEdge = new SystemInstant(0);
    private SystemInstant wakeAt = new SystemInstant(0);
    private final List<Event> events = new ArrayList<>();

    /// How late after the second the clock takes its own leap, and once more until that is seen, seconds.
    private static final double LEAP_LATE = 0.002;

    /// What the core said last.
    ClockCommand.Status status = new ClockCommand.Status(LeapIndicator.UNSYNCHRONISED, 16);
    int taiOffset;
    boolean leapsByItself;
    LeapIndicator announced = LeapIndicator.NONE;
    double labelDelay = 0.12;
    double pulseShift;
    long labelShift;
    /// The true second that is an inserted one; true seconds here go on counting through it.
    long leapSecondAt = Long.MAX_VALUE;
    Standing standing = Standing.FIX;
    boolean labels = true;
    boolean pulses = true;

    Box(long seed, double initialOffsetSeconds, double oscillatorPpm, SteeringSettings steering,
            OptionalDouble configuredDelay) {
        this(seed, initialOffsetSeconds, oscillatorPpm, steering, configuredDelay, SelectionOptions.NONE);
    }

    Box(long seed, double initialOffsetSeconds, double oscillatorPpm, SteeringSettings steering,
            OptionalDouble configuredDelay, SelectionOptions labelOptions) {
        random = new Random(seed);
        oscillatorRate = oscillatorPpm * 1e-6;
        readingOffset = initialOffsetSeconds;
        CoreSettings settings = new CoreSettings(
                List.of(SourceSettings.refclock(LABELS, "NMEA", Kind.LABEL).withLabelDelay(configuredDelay)
                        .withSelection(labelOptions), SourceSettings.pulses(PULSES, "PPS", LABELS), other(OTHER),
                        other(ANOTHER)),
                SelectionSettings.DEFAULT, steering, Span.ofNanos(1));
        state = State.start(settings, reading(START), Frequency.ZERO);
        snapshot = TimingSnapshot.unsynchronised(reading(START));
    }

    private static SourceSettings other(SourceId id) {
        return SourceSettings.refclock(id, "SOC" + id.number(), Kind.SAMPLE);
    }

    /// Hands in an observation made by hand.
    void tell(Observation observation) {
        observe(observation);
    }

    /// What the clock reads now.
    SystemInstant now() {
        return readingAt(lastTrue);
    }

    /// The last pulse that was handed in.
    SystemInstant lastEdge() {
        return lastEdge;
    }

    /// Something else on this machine steps the clock; it is noticed at once.
    void stepByOthers(double seconds) {
        SystemInstant before = now();
        readingOffset += seconds;
        feed(new Observation.ClockChanged(before, totalRate(), Span.ofSeconds(seconds), false));
    }

    TimingSnapshot snapshot() {
        return snapshot;
    }

    /// All that happened so far.
    List<Event> events() {
        return events;
    }

    /// Our clock minus true time.
    double trueErrorSeconds() {
        return readingOffset;
    }

    void run(int seconds) {
        for (int i = 0; i < seconds; i++) {
            second++;
            advance(second + pulseShift);
            SystemInstant edge = readingAt(second + pulseShift + 30e-9 * random.nextGaussian());
            advance(second + pulseShift + 0.001);
            if (pulses) {
                lastEdge = edge;
                observe(new Observation.PulseEdge(PULSES, edge));
            }
            advance(second + pulseShift + labelDelay);
            SystemInstant arrival = readingAt(second + pulseShift + labelDelay);
            advance(second + pulseShift + labelDelay + 0.01);
            if (labels) {
                observe(new Observation.SecondLabel(LABELS, arrival, labelled(second + labelShift),
                        standing, announced, 0));
            }
            advance(second + 0.985);
            observe(new Observation.Silence(readingAt(second + 0.985)));
        }
    }

    private UtcInstant labelled(long named) {
        if (named == leapSecondAt) {
            return new UtcInstant(named - 1, 1_000_000_000);
        }
        return UtcInstant.ofEpochSecond(named > leapSecondAt ? named - 1 : named);
    }

    private void observe(Observation observation) {
        Step step = Core.step(state, observation);
        state = step.next();
        snapshot = step.snapshot();
        events.addAll(step.events());
        for (ClockCommand command : step.commands()) {
            obey(command);
        }
    }

    private void obey(ClockCommand command) {
        switch (command) {
            case ClockCommand.Steer(Frequency base, Span slew, Span within) -> {
                rate = base.fraction();
                slewRate = slew.seconds() / within.seconds();
                slewUntil = lastTrue + within.seconds();
                changed(Span.ZERO);
            }
            case ClockCommand.Step(Span amount) -> {
                SystemInstant before = readingAt(lastTrue);
                readingOffset += amount.seconds();
                feed(new Observation.ClockChanged(before, totalRate(), amount, true));
            }
            case ClockCommand.Status status -> this.status = status;
            case ClockCommand.TaiOffset(int seconds) -> taiOffset = seconds;
            case ClockCommand.Wake(SystemInstant at) -> wakeAt = at;
        }
    }

    private void changed(Span stepped) {
        feed(new Observation.ClockChanged(readingAt(lastTrue), totalRate(), stepped, true));
    }

    private Frequency totalRate() {
        return new Frequency((1 + rate) * (1 + slewRate) - 1);
    }

    private void feed(Observation.ClockChanged change) {
        observe(change);
    }

    private void advance(double to) {
        if (slewRate != 0 && slewUntil <= to) {
            advancePastWake(slewUntil);
            slewRate = 0;
            changed(Span.ZERO);
        }
        advancePastWake(to);
    }

    /// A clock that leaps by itself does so a little after the second, and is asked again later still.
    private void advancePastWake(double to) {
        SystemInstant leap = new SystemInstant((START + 120) * 1_000_000_000L);
        double leapsIn = leap.since(readingAt(lastTrue)).seconds() + LEAP_LATE;
        if (leapsByItself && status.leap() == LeapIndicator.INSERT && leapsIn > 0 && lastTrue + leapsIn <= to) {
            glide(lastTrue + leapsIn);
            readingOffset -= 1;
            glide(lastTrue + LEAP_LATE);
            SystemInstant seen = readingAt(lastTrue).plus(Span.ofSeconds(1));
            feed(new Observation.ClockChanged(seen, totalRate(), Span.ofSeconds(-1), false));
        }
        double wakesIn = wakeAt.since(readingAt(lastTrue)).seconds();
        if (wakesIn > 0 && lastTrue + wakesIn <= to) {
            glide(lastTrue + wakesIn);
            observe(new Observation.Silence(readingAt(lastTrue)));
        }
        glide(to);
    }

    private void glide(double to) {
        readingOffset += (to - lastTrue) * gain();
        lastTrue = to;
    }

    private double gain() {
        return (1 + oscillatorRate) * (1 + rate) * (1 + slewRate) - 1;
    }

    /// What the clock reads within microseconds of now.
    private SystemInstant readingAt(double trueSeconds) {
        long whole = (long) Math.floor(trueSeconds);
        double fraction = trueSeconds - whole;
        double offset = readingOffset + (trueSeconds - lastTrue) * gain();
        return new SystemInstant(whole * 1_000_000_000L).plus(Span.ofSeconds(fraction)).plus(Span.ofSeconds(offset));
    }

    private SystemInstant reading(long trueSecond) {
        return new SystemInstant(trueSecond * 1_000_000_000L).plus(Span.ofSeconds(readingOffset));
    }
}
