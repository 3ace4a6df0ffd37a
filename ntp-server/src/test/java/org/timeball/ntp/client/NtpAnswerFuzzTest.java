package org.timeball.ntp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.timeball.ntp.client.NtpSourceOptions.Polling;
import org.timeball.ntp.client.NtpSourceOptions.Protocol;
import org.timeball.timekeeping.world.WorldException;

/// Fuzz target: what a server answers, one datagram after another, each as long as its first byte says; a byte 0 leaves the
/// answer as it was, with the bits that the next byte names changed in it.
public class NtpAnswerFuzzTest {
    private static final Polling FAST = Polling.DEFAULT.between(-2, -2);

    public static void fuzzerTestOneInput(byte[] input) {
        ClientLab lab = new ClientLab();
        UnaryOperator<byte[]> forger = forger(ByteBuffer.wrap(input));
        try {
            lab.server(1).tamper = forger;
            lab.server(2).tamper = forger;
        } catch (WorldException e) {
            throw new AssertionError(e);
        }
        lab.add(1, NtpSourceOptions.DEFAULT.with(FAST));
        lab.add(2, NtpSourceOptions.DEFAULT.with(FAST).with(Protocol.DEFAULT.interleaving()));
        lab.run(2);
        assertThat(lab.exchanges()).allSatisfy(exchange -> {
            assertThat(exchange.stratum()).isBetween(1, 15);
            assertThat(exchange.delay().seconds()).isBetween(0.0, 3.1);
            assertThat(exchange.dispersion().seconds()).isBetween(0.0, 3.1);
            assertThat(exchange.rootDelay().seconds() / 2 + exchange.rootDispersion().seconds()).isLessThan(16.0);
        });
    }

    private static UnaryOperator<byte[]> forger(ByteBuffer bytes) {
        return reply -> {
            int length = bytes.hasRemaining() ? bytes.get() & 0xff : 0;
            if (length == 0) {
                byte[] changed = reply.clone();
                if (bytes.remaining() >= 2) {
                    changed[(bytes.get() & 0xff) % changed.length] ^= bytes.get();
                }
                return changed;
            }
            byte[] forged = new byte[Math.min(length, bytes.remaining())];
            bytes.get(forged);
            return forged;
        };
    }

    @ParameterizedTest
    @CsvFileSource(resources = "NtpAnswerFuzzTest.hex", maxCharsPerColumn = -1)
    void keptInputsAreHarmless(String input) {
        fuzzerTestOneInput(HexFormat.of().parseHex(input));
    }
}
