package org.timeball.gnss.receiver;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Fuzz target: bytes as they come over a serial line, in pieces of as many as the first byte says.
public class LineFuzzTest {
    public static void fuzzerTestOneInput(byte[] input) {
        Sanity sanity = new Sanity();
        int piece = input.length == 0 ? 1 : 1 + (input[0] & 0xff);
        for (int from = 1; from < input.length; from += piece) {
            sanity.hear(Arrays.copyOfRange(input, from, Math.min(input.length, from + piece)));
        }
        sanity.finish();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "LineFuzzTest.hex", maxCharsPerColumn = -1)
    void keptInputsAreHarmless(String input) {
        fuzzerTestOneInput(HexFormat.of().parseHex(input));
    }
}
