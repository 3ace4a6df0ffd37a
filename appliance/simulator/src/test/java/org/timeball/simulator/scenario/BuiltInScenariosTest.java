package org.timeball.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The box keeps its limits in every scenario, with its default settings.
///
/// The limits are for medians of 20 seeds; `timeball simulate --seeds 1-20` shows those. Here there are fewer, and each
/// scenario allows for the scatter that this brings: a steady rms scatters by some 5 % from run to run behind a refclock
/// (its error is correlated over some 16 samples), by 20 % behind a server asked once a minute, by a third behind
/// sentences that must be averaged for an hour; the peak after a jump depends on where between two samples it falls.
class BuiltInScenariosTest {
    private static final double CONTAINMENT = 0.999;
    /// Of the bound's rms to the error's while nothing happens.
    private static final double MODEST_BOUND = 6;
    private static final double FEW_SEEDS = 1.06;
    /// Of the error after an hour of holdover.
    private static final double MOST_LEFT_BY_A_THERMOMETER = 0.10;
    /// Of the bound after an hour of holdover to the error's rms: 5, and the learned wander scatters by a third.
    private static final double HOLDOVER_BOUND = 5 * 1.3;
    /// In these the error is not steady, so that neither is the bound's ratio to it.
    private static final Set<String> EVENTFUL = Set.of("e-a", "e-b", "e-c", "e-d", "jitter-up", "holdover-9",
            "holdover-10", "holdover-11", "holdover-12", "holdover-ntp", "holdover-temperature");

    private static Campaign campaign(String name, int seeds) {
        Scenario scenario = BuiltInScenarios.named(name);
        List<Result> results = new ArrayList<>();
        for (long seed = 1; seed <= seeds; seed++) {
            results.add(ScenarioRun.of(scenario, seed).withoutHistory());
        }
        return new Campaign(scenario, results);
    }

    private static String described(Campaign campaign) {
        StringBuilder words = new StringBuilder(campaign.scenario().name() + ", seeds from 1:");
        campaign.results().forEach(result -> words.append("\n  ").append(result.figures()));
        return words.toString();
    }

    @ParameterizedTest
    @CsvSource({"a, 11, 1.1", "a-default, 11, 1.2", "b, 2, 1.06", "b-xleave, 2, 1.06", "c, 3, 1.06", "d, 3, 1.06",
            "t, 2, 1.06", "e-a, 20, 1.1", "e-b, 20, 1.6", "e-c, 5, 1.06", "e-d, 3, 1.06", "rareout, 3, 1.06",
            "jitter-up, 3, 1.06", "holdover-9, 3, 1", "holdover-10, 3, 1", "holdover-11, 3, 1", "holdover-12, 3, 1",
            "holdover-ntp, 20, 1.3", "holdover-temperature, 6, 1.4", "nmea, 4, 1.15", "flicker, 2, 1.06"})
    void everyScenarioKeepsItsLimits(String name, int seeds, double allowance) {
        Campaign campaign = campaign(name, seeds);
        for (Mark mark : campaign.scenario().marks()) {
            if (mark.of() == Mark.Owner.LIMIT) {
                assertThat(campaign.of(mark.statistic(), mark.figure()).orElseThrow())
                        .as("%s of %s in %s", mark.statistic(), mark.figure().key(), described(campaign))
                        .isLessThanOrEqualTo(mark.value() * allowance);
            }
        }
        assertThat(campaign.smallest(Figure.CONTAINMENT).orElseThrow()).as("%s", described(campaign))
                .isGreaterThanOrEqualTo(CONTAINMENT);
        // What the oscillator wanders in the hour is most of what is left, and scatters.
        campaign.toUnfelt().ifPresent(ratio -> assertThat(ratio).as("with a thermometer, to without, %s",
                described(campaign)).isLessThan(MOST_LEFT_BY_A_THERMOMETER * allowance));
        if (!EVENTFUL.contains(name)) {
            assertThat(campaign.of(Statistic.MEDIAN, Figure.BOUND_RATIO).orElseThrow())
                    .as("%s", described(campaign)).isLessThan(MODEST_BOUND * FEW_SEEDS);
        }
    }

    /// The limit is 1.05 times that filter's error, root mean square over hundreds of seeds. Most of either error is what
    /// the oscillator does after the loss, the same for both; what is left between the two then has a root mean square of
    /// sqrt(1.05^2 - 1) = 0.32 of it, and three seeds may show 1.6 times that once in a hundred.
    @ParameterizedTest
    @CsvSource({"holdover-9, 1.25e-4", "holdover-10, 1.25e-5", "holdover-11, 1.25e-6", "holdover-12, 1.42e-7"})
    void anHourOfHoldoverIsAsGoodAsWithKnownNoise(String name, double reachable) {
        Campaign campaign = campaign(name, 3);
        double[] apart = campaign.results().stream()
                .mapToDouble(result -> result.figure(Figure.HOLDOVER_3600).orElseThrow()
                        - result.figure(Figure.HOLDOVER_KNOWN_NOISE).orElseThrow())
                .toArray();
        assertThat(Statistic.RMS.of(apart)).as("%s", described(campaign)).isLessThan(0.32 * 1.6 * reachable);
        assertThat(campaign.of(Statistic.MEDIAN, Figure.HOLDOVER_BOUND).orElseThrow()).as("%s", described(campaign))
                .isLessThan(HOLDOVER_BOUND * reachable);
    }

    @Test
    void everyBuiltInScenarioHasATitle() {
        assertThat(BuiltInScenarios.NAMES).doesNotHaveDuplicates().allSatisfy(
                name -> assertThat(BuiltInScenarios.named(name).title()).isNotEmpty());
    }

    @Test
    void theSameSeedGivesTheSameRunAndAnotherOneDoesNot() {
        Scenario scenario = BuiltInScenarios.named("a");
        Result once = ScenarioRun.of(scenario, 7);
        assertThat(ScenarioRun.of(scenario, 7).figures()).isEqualTo(once.figures());
        assertThat(ScenarioRun.of(scenario, 8).figures()).isNotEqualTo(once.figures());
    }
}
