package org.timeball.gnss.receiver;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.timeball.gnss.ubx.UbxFrameBuilder;

/// Fuzz target: class, identifier, length (one byte) and payload of one frame after another; checksums are right.
public class UbxFuzzTest {
    public static void fuzzerTestOneInput(byte[] input) {
        Sanity sanity = new Sanity();
        ByteBuffer bytes = ByteBuffer.wrap(input);
        while (bytes.remaining() >= 3) {
            int code = bytes.getShort() & 0xffff;
            int length = Math.min(bytes.get() & 0xff, bytes.remaining());
            UbxFrameBuilder frame = new UbxFrameBuilder(code, length);
            for (int i = 0; i < length; i++) {
                frame.one(i, bytes.get() & 0xff);
            }
            sanity.hear(frame.bytes());
        }
        sanity.finish();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "UbxFuzzTest.hex", maxCharsPerColumn = -1)
    void keptInputsAreHarmless(String input) {
        fuzzerTestOneInput(HexFormat.of().parseHex(input));
    }
}
