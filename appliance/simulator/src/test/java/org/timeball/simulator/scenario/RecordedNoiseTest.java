package org.timeball.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedNoiseTest {
    private static String lines(int count, double rate, double noise) {
        StringBuilder csv = new StringBuilder("true_seconds,free_running_offset_seconds,measurement_noise_seconds\n");
        for (int i = 0; i < count; i++) {
            csv.append("%d,%.12f,%.9f\n".formatted(1000 + i, 0.1 + rate * i, i % 2 == 0 ? noise : -noise));
        }
        return csv.toString();
    }

    /// A clock that gains 20 us a second, measured with a bias of neither sign, is kept to a fraction of the noise.
    @Test
    void recordedNoiseTakesThePlaceOfTheScenariosOwn() throws ScenarioException {
        RecordedNoise noise = RecordedNoise.read("n.csv", lines(2001, 2e-5, 1e-6));
        Result result = ScenarioRun.of(BuiltInScenarios.named("c"), noise);
        assertThat(result.history().lengthSeconds()).isEqualTo(2000);
        assertThat(result.history().errorAt(0)).isEqualTo(0.1, within(1e-9));
        assertThat(result.history().errorAt(1)).isEqualTo(0.1 + 2e-5, within(1e-9));
        assertThat(result.figure(Figure.RMS_TIME_ERROR).orElseThrow()).isLessThan(2e-7);
        assertThat(result.figure(Figure.CONTAINMENT).orElseThrow()).isEqualTo(1);
    }

    @Test
    void aPathWithRecordedNoiseDelaysOnePacketOfTheTwo() throws ScenarioException {
        RecordedNoise noise = RecordedNoise.read("n.csv", lines(2001, 2e-5, 1e-5));
        Result result = ScenarioRun.of(BuiltInScenarios.named("b"), noise);
        assertThat(result.figure(Figure.RMS_TIME_ERROR).orElseThrow()).isLessThan(1e-5);
        assertThat(ServerListener.Delays.of(1e-4, 1e-5)).isEqualTo(new ServerListener.Delays(1e-4, 1.2e-4));
        assertThat(ServerListener.Delays.of(1e-4, -1e-5)).isEqualTo(new ServerListener.Delays(1.2e-4, 1e-4));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0,0.1;        | n.csv:1: expected true_seconds,free_running_offset_seconds,measurement_noise_seconds as three numbers, not '0,0.1'
            0,0.1,0,0     | n.csv:1: expected true_seconds,free_running_offset_seconds,measurement_noise_seconds as three numbers, not '0,0.1,0,0'
            0,NaN,0       | n.csv:1: expected true_seconds,free_running_offset_seconds,measurement_noise_seconds as three numbers, not '0,NaN,0'
            0,0,0;2,0,0   | n.csv:2: true time is 2.0; expected 1.0, one line a second
            0,0,0;1,0.5,0 | n.csv:2: the free-running offset jumps by 0.5 s in a second; an oscillator is off by less than 1 %
            # nothing     | n.csv: noise for 0 s; at least 100 s are needed
            """)
    void aBadLineOfNoiseSaysWhereItIs(String csv, String message) {
        assertThatThrownBy(() -> RecordedNoise.read("n.csv", csv.replace(';', '\n')))
                .isInstanceOf(ScenarioException.class).hasMessage(message);
    }
}
