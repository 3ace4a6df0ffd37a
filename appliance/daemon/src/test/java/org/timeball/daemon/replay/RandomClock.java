package org.timeball.daemon.replay;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.timeball.timekeeping.core.ClockSettings;
import org.timeball.timekeeping.leap.LeapMode;
import org.timeball.timekeeping.leap.LeapTable;
import org.timeball.timekeeping.local.LocalSettings;
import org.timeball.timekeeping.observation.ClockRequest;
import org.timeball.timekeeping.smoothing.SmoothingSettings;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.temperature.TemperatureCurve;
import org.timeball.timekeeping.time.SystemInstant;

/// Settings of the clock and requests about it that any constructor lets pass.
record RandomClock(Random random) {
    static final int REQUESTS = 10;

    ClockRequest request(int kind) {
        return switch (kind) {
            case 0 -> new ClockRequest.MakeStep();
            case 1 -> new ClockRequest.StepPolicy(positive(), random.nextInt());
            case 2 -> new ClockRequest.SetTime(new SystemInstant(random.nextLong()));
            case 3 -> new ClockRequest.ManualMode(one(ClockRequest.ManualMode.Switch.values()));
            case 4 -> new ClockRequest.DeleteManual(random.nextInt());
            case 5 -> new ClockRequest.AdjustFrequency(finite());
            case 6 -> new ClockRequest.AdjustOffset(finite());
            case 7 -> new ClockRequest.MaxUpdateSkew(positive());
            case 8 -> new ClockRequest.LocalMode(local());
            case 9 -> new ClockRequest.SmoothTime(one(ClockRequest.SmoothTime.Action.values()));
            default -> throw new IllegalArgumentException("no request " + kind);
        };
    }

    SteeringSettings steering() {
        return new SteeringSettings(positive(), random.nextInt(), rate(),
                random.nextBoolean() ? OptionalDouble.of(rate()) : OptionalDouble.empty(),
                maybe(new SteeringSettings.MaxChange(positive(), random.nextInt(), random.nextInt())), positive(),
                positive(), random.nextBoolean() ? OptionalDouble.of(positive()) : OptionalDouble.empty(), positive(),
                maybe(new SteeringSettings.FallbackIntervals(1 + random.nextInt(9), 10 + random.nextInt(10))),
                maybe(new SteeringSettings.KnownDrift(finite(), positive())));
    }

    ClockSettings settings() {
        return new ClockSettings(one(LeapMode.values()), table(), local(), random.nextBoolean(),
                maybe(new SmoothingSettings(rate(), positive() + Double.MIN_NORMAL, random.nextBoolean())),
                maybe(curve()));
    }

    LeapTable table() {
        return random.nextBoolean()
                ? LeapTable.EMPTY
                : new LeapTable(List.of(new LeapTable.Entry(random.nextLong() >> 2, random.nextInt()),
                        new LeapTable.Entry(Long.MAX_VALUE - random.nextInt(9), random.nextInt())), random.nextLong());
    }

    private TemperatureCurve curve() {
        return random.nextBoolean()
                ? new TemperatureCurve.Quadratic(small(), small(), small(), small())
                : new TemperatureCurve.Table(List.of(new TemperatureCurve.Point(-300 - rate(), small()),
                        new TemperatureCurve.Point(rate(), small())));
    }

    private Optional<LocalSettings> local() {
        return maybe(new LocalSettings(1 + random.nextInt(15), random.nextBoolean(), positive(), positive(),
                positive(), positive()));
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    /// Above 0 and at most 0.1.
    private double rate() {
        return Math.nextUp(random.nextDouble() * 0.0999);
    }

    private double small() {
        return 100 * random.nextGaussian();
    }

    private double positive() {
        return Math.abs(finite());
    }

    private double finite() {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : Double.MAX_VALUE;
    }

    private <E> E one(E[] all) {
        return all[random.nextInt(all.length)];
    }
}
