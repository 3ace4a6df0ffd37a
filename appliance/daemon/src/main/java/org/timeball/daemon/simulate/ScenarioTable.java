package org.timeball.daemon.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.timeball.simulator.scenario.Campaign;
import org.timeball.simulator.scenario.Figure;
import org.timeball.simulator.scenario.Mark;
import org.timeball.simulator.scenario.Mark.Owner;
import org.timeball.simulator.scenario.Statistic;

/// One scenario's figures for people: a line a figure, with its marks beside it. Signs do not count.
final class ScenarioTable {
    private static final String ROW = "  %-32s  %10s  %10s  %10s  %10s  %s";

    private ScenarioTable() {
    }

    static String of(Campaign campaign) {
        StringBuilder table = new StringBuilder();
        int runs = campaign.results().size();
        long first = campaign.results().getFirst().seed();
        long last = campaign.results().getLast().seed();
        table.append("%s: %s\n".formatted(campaign.scenario().name(), campaign.scenario().title()));
        String noise = first == 0 && runs == 1 ? "recorded noise" : "seeds " + first + "-" + last;
        table.append(row(noise, "median", "smallest", "largest", "rms", "compared"));
        for (Figure figure : Figure.values()) {
            campaign.of(Statistic.MEDIAN, figure).ifPresent(median -> table.append(row(figure.key(), number(median),
                    number(campaign.smallest(figure).orElseThrow()),
                    number(campaign.of(Statistic.LARGEST, figure).orElseThrow()),
                    number(campaign.of(Statistic.RMS, figure).orElseThrow()), compared(campaign, figure))));
        }
        campaign.toKnownNoise().ifPresent(ratio -> table.append(
                "  an hour of holdover is %.3f x what a filter that is told the noise comes to\n".formatted(ratio)));
        campaign.toUnfelt().ifPresent(ratio -> table.append(
                "  an hour of holdover is %.3f x what it would be without the thermometer\n".formatted(ratio)));
        return table.append('\n').toString();
    }

    /// Such as `chronyd 4.11e-07, x 0.53; limit 2.30e-07 kept`.
    private static String compared(Campaign campaign, Figure figure) {
        List<String> words = new ArrayList<>();
        for (Mark mark : campaign.scenario().marks()) {
            OptionalDouble ours = campaign.of(mark.statistic(), mark.figure());
            if (mark.figure() != figure || ours.isEmpty()) {
                continue;
            }
            String which = mark.statistic() == Statistic.MEDIAN ? "" : mark.statistic().key() + " ";
            words.add(mark.of() == Owner.CHRONYD
                    ? String.format(Locale.ROOT, "chronyd %s%s, x %.2f", which, number(mark.value()),
                            ours.getAsDouble() / mark.value())
                    : "limit %s%s %s".formatted(which, number(mark.value()),
                            ours.getAsDouble() <= mark.value() ? "kept" : "MISSED"));
        }
        return String.join("; ", words);
    }

    private static String row(String name, String median, String smallest, String largest, String rms,
            String compared) {
        return ROW.formatted(name, median, smallest, largest, rms, compared).stripTrailing() + "\n";
    }

    /// Plain where that is short, else with an exponent.
    private static String number(double value) {
        return value == 0 || value >= 0.1 && value < 1e5
                ? String.format(Locale.ROOT, "%.4f", value)
                : String.format(Locale.ROOT, "%.2e", value);
    }
}
