package org.timeball.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.timeball.simulator.scenario.History.Claim;

/// Figures of made-up runs whose every second is known.
class HistoryTest {
    private static final Claim CLAIM = new Claim(1e-3, 1e-3);

    private static Scenario scenario(String extra) throws ScenarioException {
        return ScenarioText.read("made up", "-", "length 1000\nrefclock 1e-6\n" + extra);
    }

    private static Result evaluated(Scenario scenario, History history) {
        return Evaluation.of(scenario, 1, history, Optional.empty(), OptionalDouble.empty());
    }

    private static double figure(Result result, Figure figure) {
        return result.figure(figure).orElseThrow();
    }

    @Test
    void theFirstQuarterDoesNotCountExceptForContainment() throws ScenarioException {
        History history = new History(1000);
        for (int i = 0; i <= 1000; i++) {
            double error = i < 250 ? 1e-3 : i % 2 == 0 ? 3e-6 : -3e-6;
            double bound = i < 100 ? Double.NaN : i < 110 ? 1e-4 : 1e-2;
            history.record(i, error, new Claim(bound, bound / 2));
        }
        Result result = evaluated(scenario(""), history);
        assertThat(figure(result, Figure.RMS_TIME_ERROR)).isEqualTo(3e-6, within(1e-18));
        assertThat(figure(result, Figure.MAX_TIME_ERROR)).isEqualTo(3e-6);
        assertThat(figure(result, Figure.RMS_FREQUENCY_ERROR)).isEqualTo(6e-6, within(1e-18));
        assertThat(figure(result, Figure.CONTAINMENT)).isEqualTo(891.0 / 901, within(1e-12));
        assertThat(figure(result, Figure.CLAIMED_BOUND)).isEqualTo(5e-3, within(1e-12));
        assertThat(figure(result, Figure.ROOT_DISTANCE)).isEqualTo(1e-2, within(1e-12));
        assertThat(figure(result, Figure.TIME_TO_SYNC)).isEqualTo(250);
        assertThat(result.figure(Figure.PEAK)).isEmpty();
    }

    @Test
    void recoveryEndsWithTheFirstQuietMinuteAfterThePeak() throws ScenarioException {
        History history = new History(1000);
        for (int i = 0; i <= 1000; i++) {
            boolean stirred = i >= 503 && i < 520;
            history.record(i, i == 505 ? 9e-6 : stirred ? 5e-6 : 1e-7, CLAIM);
        }
        Result result = evaluated(scenario("rate-step 1e-6 500"), history);
        assertThat(figure(result, Figure.PEAK)).isEqualTo(9e-6);
        assertThat(figure(result, Figure.RECOVERY)).isEqualTo(20);
    }

    @Test
    void aRunThatNeverRecoversHasNoRecovery() throws ScenarioException {
        History history = new History(1000);
        for (int i = 0; i <= 1000; i++) {
            history.record(i, i < 500 ? 1e-7 : 1e-3, CLAIM);
        }
        assertThat(evaluated(scenario("rate-step 1e-6 500"), history).figure(Figure.RECOVERY)).isEmpty();
    }

    @Test
    void aRunThatNeverVouchesHasNoContainment() throws ScenarioException {
        History history = new History(1000);
        for (int i = 0; i <= 1000; i++) {
            history.record(i, 1e-3, Claim.NONE);
        }
        Result result = evaluated(scenario(""), history);
        assertThat(result.figures()).doesNotContainKeys(Figure.CONTAINMENT, Figure.CLAIMED_BOUND, Figure.TIME_TO_SYNC);
        assertThat(ErrorPlot.of(result)).startsWith("<svg").endsWith("</svg>\n").doesNotContain("NaN");
    }

    @Test
    void medianLargestAndRmsTakeNoNoticeOfSigns() {
        assertThat(Statistic.MEDIAN.of(new double[]{-5, 1, 3})).isEqualTo(3);
        assertThat(Statistic.MEDIAN.of(new double[]{-5, 1, 3, 4})).isEqualTo(3.5);
        assertThat(Statistic.LARGEST.of(new double[]{-5, 1, 3})).isEqualTo(5);
        assertThat(Statistic.RMS.of(new double[]{-3, 4, 0, 0})).isEqualTo(2.5);
    }

    /// After a long time the filter's error is what its own equations say: for these noises 2.1e-7 s (the steady state of
    /// the optimal filter), within the scatter of 20,000 samples that are correlated over some 16.
    @Test
    void theYardstickFilterReachesTheNoiseFloor() {
        SplittableRandom random = new SplittableRandom(5);
        KnownNoiseFilter filter = new KnownNoiseFilter(1e-6, 1e-9);
        double truth = 0.1;
        double rate = 1e-4;
        double squares = 0;
        for (int i = 0; i < 20_000; i++) {
            filter.sample(truth + 1e-6 * random.nextGaussian());
            if (i >= 1000) {
                squares += Math.pow(filter.offsetAfter(0) - truth, 2);
            }
            rate += 1e-9 * random.nextGaussian();
            truth += rate;
        }
        assertThat(Math.sqrt(squares / 19_000)).as("seed 5").isBetween(1.95e-7, 2.3e-7);
    }
}
