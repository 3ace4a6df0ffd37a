package org.timeball.simulator.scenario;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceSettings.Kind;

/// One life of a scenario, second by second: what is true and claimed is written down, the source is heard, and half a
/// second later the box is told that time has passed, as the daemon's tick does.
public final class ScenarioRun {
    /// 2027-01-15T08:00:00 UTC; any would do.
    private static final long START_NANOS = 1_800_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    /// The source's noise must not be the oscillator's.
    private static final long FEED_STREAM = 0x534f55524345L;
    private static final long THERMOMETER_STREAM = 0x5741524dL;

    private final Scenario scenario;
    private final History history;
    private @Nullable KnownNoiseFilter yardstick;
    private double yardstickError = Double.NaN;

    private ScenarioRun(Scenario scenario) {
        this.scenario = scenario;
        history = new History(scenario.lengthSeconds());
    }

    /// Runs a scenario with the noise of a seed.
    public static Result of(Scenario scenario, long seed) {
        ScenarioRun run = new ScenarioRun(scenario);
        ClockNoise clock = scenario.clock();
        SplittableRandom random = new SplittableRandom(seed ^ FEED_STREAM);
        SimulatedBox box = new SimulatedBox(START_NANOS, clock.oscillator(seed), clock.startSeconds(), kind(scenario));
        Listener listener = switch (scenario.feed()) {
            case Feed.Server server -> new ServerListener(box, server, ServerListener.path(server, random));
            case Feed.Refclock refclock -> new RefclockListener(box,
                    run.watched(refclock, clock.oscillator(seed), RefclockListener.noise(refclock, random)));
        };
        run.live(box, listener, new SplittableRandom(seed ^ THERMOMETER_STREAM));
        OptionalDouble unfelt = scenario.thermometer().isEmpty()
                ? OptionalDouble.empty()
                : of(scenario.unfelt(), seed).figure(Figure.HOLDOVER_3600);
        return run.result(seed, unfelt);
    }

    /// Runs a scenario with recorded noise in place of the oscillator's and the source's, for as long as there is any.
    /// What the scenario says of losing the source still holds.
    public static Result of(Scenario scenario, RecordedNoise noise) {
        ScenarioRun run = new ScenarioRun(scenario.lasting(noise.lengthSeconds()));
        SimulatedBox box = new SimulatedBox(START_NANOS, noise.oscillator(), noise.offsetSeconds().getFirst(),
                kind(scenario));
        Listener listener = switch (scenario.feed()) {
            case Feed.Server server -> new ServerListener(box, server, second -> ServerListener.Delays
                    .of(server.delaySeconds(), noise.noiseSeconds().get(second)));
            case Feed.Refclock _ -> new RefclockListener(box, noise.noiseSeconds()::get);
        };
        run.live(box, listener, new SplittableRandom(THERMOMETER_STREAM));
        return run.result(0, OptionalDouble.empty());
    }

    private static Kind kind(Scenario scenario) {
        return switch (scenario.feed()) {
            case Feed.Server _ -> Kind.SERVER;
            case Feed.Refclock _ -> Kind.SAMPLE;
        };
    }

    /// Lets the yardstick hear the same samples, where the loss of the source is to be judged by it.
    private IntToDoubleFunction watched(Feed.Refclock refclock, Oscillator twin, IntToDoubleFunction noise) {
        if (scenario.lostSecond() == 0 || !scenario.clock().isRandomWalk()) {
            return noise;
        }
        KnownNoiseFilter filter = new KnownNoiseFilter(refclock.jitterSeconds(), scenario.clock().wander());
        yardstick = filter;
        double[] free = {scenario.clock().startSeconds()};
        return second -> {
            double error = noise.applyAsDouble(second);
            filter.sample(free[0] + error);
            free[0] += twin.rateErrorDuring(second);
            if (second == scenario.lostSecond() - 1) {
                double later = free[0];
                for (int i = 1; i < Evaluation.HOUR; i++) {
                    later += twin.rateErrorDuring(second + i);
                }
                yardstickError = later - filter.offsetAfter(Evaluation.HOUR);
            }
            return error;
        };
    }

    private void live(SimulatedBox box, Listener listener, SplittableRandom warmth) {
        for (int second = 0; second <= history.lengthSeconds(); second++) {
            long now = START_NANOS + second * SECOND;
            box.advanceTo(now);
            history.record(second, box.errorSeconds(), box.claim());
            if (scenario.lostSecond() == 0 || second < scenario.lostSecond()) {
                listener.second(second, now);
            }
            box.advanceTo(now + SECOND / 2);
            box.observe(new Observation.Silence(box.now()));
            if (scenario.thermometer().isPresent()) {
                feel(scenario.thermometer().get(), box, second, warmth);
            }
        }
    }

    private void feel(Thermometer thermometer, SimulatedBox box, int second, SplittableRandom random) {
        if (second % thermometer.intervalSeconds() == 0) {
            double celsius = thermometer.reading(scenario.clock().swingDuring(second), random.nextGaussian());
            box.observe(new Observation.Temperature(box.now(), celsius));
        }
    }

    private Result result(long seed, OptionalDouble unfelt) {
        Optional<Double> reachable = yardstick == null ? Optional.empty() : Optional.of(yardstickError);
        return Evaluation.of(scenario.lasting(history.lengthSeconds()), seed, history, reachable, unfelt);
    }
}
