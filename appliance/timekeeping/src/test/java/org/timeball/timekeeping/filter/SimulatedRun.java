package org.timeball.timekeeping.filter;

import java.util.Arrays;

/// One clock, disciplined by one source through the filter, second by second.
///
/// The raw clock's rate error is constant within a second and takes a random step at each (from 1e-4, with 0.1 s of
/// offset). A sample is taken at the start of a second and the correction acts in the same second: the rate is set at
/// once, the offset slewed away within the second at up to 83333 ppm.
final class SimulatedRun {
    private static final double FIRST_RATE = 1e-4;
    private static final double FIRST_OFFSET = 0.1;
    private static final double MAX_SLEW = 0.0833;
    private static final double LEAST_DELAY = 2e-4;
    private static final int WAVE_SECONDS = 3600;
    private static final int THERMOMETER_SECONDS = 60;

    private final Scenario scenario;
    private final NoiseGenerator random;
    /// Its own, so that the rest of the noise is the same with and without a thermometer.
    private final NoiseGenerator thermometerNoise;
    private final double[] flickerStates = new double[8];
    private SourceFilter filter;

    private double walkingRate = FIRST_RATE;
    private double raw = FIRST_OFFSET;
    private double correction;
    private double steering;
    private double toSlew;

    /// Error of the disciplined clock at each second, and the bound claimed for it.
    final double[] error;
    final double[] bound;
    /// Offset of the free-running clock at each second, and what the source's sample said of it; NaN without one.
    final double[] free;
    final double[] measured;
    private double rateSquares;
    private long acceptNanos;

    private SimulatedRun(Scenario scenario, FilterSettings settings, long seed) {
        this.scenario = scenario;
        random = new NoiseGenerator(seed);
        thermometerNoise = new NoiseGenerator(seed + (1L << 32));
        filter = SourceFilter.start(settings);
        error = new double[scenario.length()];
        bound = new double[scenario.length()];
        free = new double[scenario.length()];
        measured = new double[scenario.length()];
        Arrays.fill(measured, Double.NaN);
    }

    static SimulatedRun of(Scenario scenario, long seed) {
        Source kind = scenario.network() ? Source.NETWORK : Source.REFCLOCK;
        return of(scenario, new FilterSettings(kind, scenario.network(), 1e-9), seed);
    }

    static SimulatedRun of(Scenario scenario, FilterSettings settings, long seed) {
        SimulatedRun run = new SimulatedRun(scenario, settings, seed);
        for (int second = 0; second < scenario.length(); second++) {
            run.live(second);
        }
        return run;
    }

    private void live(int second) {
        double rate = nextRate(second);
        error[second] = raw + correction;
        free[second] = raw;
        // What was claimed beforehand, from all that was known until then.
        bound[second] = filter.boundAt(second + raw) + Math.max(0, Math.abs(toSlew));
        if (scenario.thermometer() && second % THERMOMETER_SECONDS == 0) {
            double reading = temperature(second) + 0.05 * thermometerNoise.normal();
            filter = filter.warmed(second + raw, Math.rint(reading * 10) / 10);
        }
        boolean lost = scenario.lostAt() > 0 && second >= scenario.lostAt();
        if (!lost && second % (1 << scenario.poll()) == 0) {
            hear(second);
        } else if (scenario.thermometer()) {
            filter.estimateAt(second + raw).ifPresent(estimate -> steer(estimate, second + raw));
        }
        double slew = Math.clamp(toSlew, -MAX_SLEW, MAX_SLEW);
        toSlew -= slew;
        double change = (1 + rate) * steering + slew;
        raw += rate;
        correction += change;
        if (second >= scenario.length() / 4) {
            rateSquares += (rate + change) * (rate + change);
        }
    }

    private double nextRate(int second) {
        walkingRate += scenario.wander() * random.normal();
        double rate = walkingRate + scenario.sine() * Math.sin(2 * Math.PI * second / WAVE_SECONDS);
        rate += scenario.perDegree() * (temperature(second) - 25);
        if (second >= scenario.half()) {
            rate += scenario.rateStep();
        }
        if (scenario.flicker() > 0) {
            for (int i = 0; i < flickerStates.length; i++) {
                double time = Math.pow(10, 0.5 + i * 0.5);
                flickerStates[i] = flickerStates[i] * Math.exp(-1 / time)
                        + scenario.flicker() * Math.sqrt(1 - Math.exp(-2 / time)) * random.normal();
                rate += flickerStates[i];
            }
        }
        return rate;
    }

    private static double temperature(int second) {
        return 25 + 10 * Math.sin(2 * Math.PI * second / 7200);
    }

    private void hear(int second) {
        double noise;
        double delay = Double.NaN;
        if (scenario.network()) {
            double out = scenario.jitter() * random.exponential();
            double back = scenario.jitter() * random.exponential();
            noise = (out - back) / 2;
            delay = LEAST_DELAY + out + back;
        } else {
            noise = scenario.jitter() * random.normal();
            if (second >= scenario.half()) {
                noise = noise * scenario.laterJitter() + scenario.phaseStep();
            }
            if (scenario.outliers() > 0 && random.uniform() < scenario.outliers()) {
                double sign = random.uniform() < 0.5 ? -1 : 1;
                noise += sign * scenario.jitter() * Math.pow(10, 1 + 2 * random.uniform());
            }
        }
        double sample = Math.rint((raw + noise) * 1e9) / 1e9;
        measured[second] = sample;
        long start = System.nanoTime();
        filter = filter.accept(second + raw, sample, delay).next();
        acceptNanos += System.nanoTime() - start;
        filter.estimate().ifPresent(estimate -> steer(estimate, second + raw));
    }

    /// Removes the whole rate error, and half of the offset a sample unless it is clearly not noise.
    private void steer(Estimate estimate, double now) {
        double off = estimate.offsetAt(now) + correction;
        boolean large = estimate.jumpOdds() > 0.1 || Math.abs(off) > 3 * Math.sqrt(estimate.offsetVarianceAt(now));
        toSlew = large ? -off : -off / 2;
        steering = -estimate.rate();
    }

    Scenario scenario() {
        return scenario;
    }

    SourceFilter filter() {
        return filter;
    }

    double nanosPerAccept() {
        return (double) acceptNanos / (scenario.length() >> scenario.poll());
    }

    /// The statistics' first second: the start is left out.
    int settled() {
        return scenario.length() / 4;
    }

    double rms() {
        return rms(error, settled(), scenario.length());
    }

    double rmsBound() {
        return rms(bound, settled(), scenario.length());
    }

    double rmsRate() {
        return Math.sqrt(rateSquares / (scenario.length() - settled()));
    }

    static double rms(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i] * values[i];
        }
        return Math.sqrt(sum / (to - from));
    }

    double max() {
        return max(settled(), scenario.length());
    }

    double max(int from, int to) {
        double max = 0;
        for (int i = from; i < to; i++) {
            max = Math.max(max, Math.abs(error[i]));
        }
        return max;
    }

    /// Seconds of the settled part in which the error was beyond the bound.
    int outside() {
        int count = 0;
        for (int i = settled(); i < scenario.length(); i++) {
            if (!(Math.abs(error[i]) <= bound[i])) {
                count++;
            }
        }
        return count;
    }

    int seconds() {
        return scenario.length() - settled();
    }

    double peak() {
        return max(scenario.half(), Math.min(scenario.half() + 2000, scenario.length()));
    }

    /// Seconds from the step until the error's rms over the next minute is at most twice what it was before; five
    /// minutes for polls of 64 s.
    int recovery() {
        int window = scenario.poll() == 6 ? 300 : 60;
        double before = rms(error, settled(), scenario.half());
        int at = scenario.half();
        while (Math.abs(error[at]) < peak()) {
            at++;
        }
        for (int i = at + 1; i + window < scenario.length(); i++) {
            if (rms(error, i, i + window) <= 2 * before) {
                return i - scenario.half();
            }
        }
        return scenario.length();
    }
}
