package org.timeball.gnss.gpsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Fuzz target: what a client sends to the gpsd service. Each watch that is understood is told back.
public class GpsdRequestFuzzTest {
    public static void fuzzerTestOneInput(byte[] input) {
        Watch watch = Watch.NOTHING;
        for (Request request : new Request.Reader().accept(input)) {
            try {
                watch = watch.changedBy(request.argument());
                assertThat(Answers.watch(watch)).startsWith("{\"class\":\"WATCH\"").endsWith("}");
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = "GpsdRequestFuzzTest.hex", maxCharsPerColumn = -1)
    void keptInputsAreHarmless(String input) {
        fuzzerTestOneInput(HexFormat.of().parseHex(input));
    }
}
