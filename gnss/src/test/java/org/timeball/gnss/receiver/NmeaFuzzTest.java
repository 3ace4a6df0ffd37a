package org.timeball.gnss.receiver;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.timeball.gnss.nmea.Sentences;

/// Fuzz target: each line of the input is what stands between `$` and `*` of a sentence whose checksum is right.
public class NmeaFuzzTest {
    public static void fuzzerTestOneInput(byte[] input) {
        Sanity sanity = new Sanity();
        for (String body : new String(input, StandardCharsets.ISO_8859_1).split("\n")) {
            sanity.hear(Sentences.bytes(body));
        }
        sanity.finish();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "NmeaFuzzTest.hex", maxCharsPerColumn = -1)
    void keptInputsAreHarmless(String input) {
        fuzzerTestOneInput(HexFormat.of().parseHex(input));
    }
}
