package org.timeball.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTextTest {
    private static Scenario read(String... lines) throws ScenarioException {
        return ScenarioText.read("mine", "mine.txt", String.join("\n", lines));
    }

    @Test
    void everyLineArrives() throws ScenarioException {
        Scenario scenario = read("# all there is", "title An old crystal  # says the label", "", "length 5000",
                "start -0.5", "rate -20", "wander 1e-9", "flicker 1e-10", "wave 5e-8 3600", "rate-step 1e-6 2500",
                "refclock 1e-6", "thermometer 60 0.05 0.1 5e-9", "outliers 1e-3", "jitter-step 20 3000", "lost 4000",
                "recovery-window 300",
                "chronyd median peak_s 3.1e-5", "limit largest max_time_error_s 1e-5");
        assertThat(scenario).isEqualTo(new Scenario("mine", "An old crystal", 5000,
                new ClockNoise(-0.5, -20, 1e-9, 1e-10, 5e-8, 3600, 1e-6, 2500),
                new Feed.Refclock(1e-6, 1e-3, 20, 3000), Optional.of(new Thermometer(60, 0.05, 0.1, 5e-9)), 4000,
                300,
                List.of(new Mark(Mark.Owner.CHRONYD, Statistic.MEDIAN, Figure.PEAK, 3.1e-5),
                        new Mark(Mark.Owner.LIMIT, Statistic.LARGEST, Figure.MAX_TIME_ERROR, 1e-5))));
    }

    @Test
    void aServerMayAdaptItsPollIntervalAndBeInterleaved() throws ScenarioException {
        assertThat(read("length 100", "server 1e-4 2e-4 6 10", "interleaved").feed())
                .isEqualTo(new Feed.Server(1e-4, 2e-4, 6, 10, true));
        assertThat(read("length 100", "server 1e-4 2e-4 3").feed())
                .isEqualTo(new Feed.Server(1e-4, 2e-4, 3, 3, false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lenght 100                           | mine.txt:1: unknown keyword 'lenght'; expected one such as length, wander, refclock
            length                               | mine.txt:1: 'length' without SECONDS; add it
            length 99                            | mine.txt:1: SECONDS of 'length' is '99'; expected a number from 100 to 10000000
            length 100.5                         | mine.txt:1: SECONDS of 'length' is 100.5; expected a whole number
            length 100 s                         | mine.txt:1: 's' is too much after 'length'; remove it
            length 100;length 200                | mine.txt:2: a second 'length'; remove one
            start NaN                            | mine.txt:1: SECONDS of 'start' is 'NaN'; expected a number from -1000 to 1000
            server 1e-4 1e-4 6 5                 | mine.txt:1: MOST of 'server' is '5'; expected a number from 6 to 17
            limit best peak_s 1                  | mine.txt:1: 'best'; expected median, largest or rms
            limit median peak 1                  | mine.txt:1: no figure is called 'peak'; see the keys of --json
            refclock 1e-6                        | mine.txt: no length; add a line such as 'length 10000'
            length 100                           | mine.txt: no source; add a line such as 'refclock 1e-6' or 'server 1e-4 1e-4 6'
            length 100;refclock 0;server 0 0 0   | mine.txt: both a refclock and a server; a scenario has one source
            length 100;refclock 0;lost 100       | mine.txt: lost at second 100, but the scenario has only 100
            length 100;refclock 0;interleaved    | mine.txt: 'interleaved' belongs to a server; remove it
            length 100;refclock 0;thermometer 60 0 0 1e-9 | mine.txt: a thermometer, but nothing for it to show; add a 'wave'
            length 100;server 0 0 0;outliers 0.1 | mine.txt: 'outliers' belongs to a refclock; remove it
            """)
    void aBadLineSaysWhereItIsAndWhatWasExpected(String lines, String message) {
        assertThatThrownBy(() -> read(lines.split(";"))).isInstanceOf(ScenarioException.class).hasMessage(message);
    }
}
