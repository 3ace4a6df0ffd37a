package org.timeball.gnss.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Fuzz target: what a gpsd, or somebody in its place, says.
public class GpsdReportFuzzTest {
    public static void fuzzerTestOneInput(byte[] input) {
        for (String line : new LineCutter().accept(input)) {
            assertThat(GpsdReport.of(line)).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = "GpsdReportFuzzTest.hex", maxCharsPerColumn = -1)
    void keptInputsAreHarmless(String input) {
        fuzzerTestOneInput(HexFormat.of().parseHex(input));
    }
}
