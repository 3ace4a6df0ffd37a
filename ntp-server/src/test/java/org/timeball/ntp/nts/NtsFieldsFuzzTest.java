package org.timeball.ntp.nts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.timeball.ntp.server.NtsResponder.Check;
import org.timeball.ntp.wire.ExtensionField;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.PacketLayout;
import org.timeball.ntp.wire.PacketTail;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.time.Span;

/// Fuzz target: extension fields after a header, before a server and a client of NTS. Nothing is authentic that neither made.
public class NtsFieldsFuzzTest {
    private static final int LONGEST = 1_600;
    private static final VirtualWorld WORLD = new VirtualUniverse(1, 1_790_000_000_000_000_000L).world("box",
            Oscillator.perfect(), Span.ZERO);
    private static final CookieKeyStore STORE = new CookieKeyStore(WORLD, Optional.empty(), Span.ofSeconds(100));
    private static final NtsAnswers SERVER = new NtsAnswers(STORE, WORLD.random());
    private static final AeadAlgorithm ALGORITHM = AeadAlgorithm.AES_SIV_CMAC_256;
    private static final SessionKeys KEYS = new SessionKeys(ALGORITHM, new byte[ALGORITHM.keyBytes()],
            new byte[ALGORITHM.keyBytes()]);
    private static final byte[] COOKIE = new Cookies(STORE, WORLD.random()).create(KEYS);

    /// The input is what stands after the header; a byte 255 at its beginning puts a good cookie first.
    public static void fuzzerTestOneInput(byte[] input) {
        ByteBuffer packet = ByteBuffer.allocate(LONGEST);
        new HeaderFlyweight().wrap(packet).leapVersionMode(0, 4, HeaderFlyweight.MODE_CLIENT).transmitTime(12345);
        int at = HeaderFlyweight.BYTES;
        if (input.length > 0 && input[0] == -1) {
            packet.putShort(at, (short) ExtensionField.NTS_COOKIE).putShort(at + 2, (short) (COOKIE.length + 4))
                    .put(at + 4, COOKIE);
            at += COOKIE.length + 4;
        }
        int length = Math.min(input.length, LONGEST - at);
        packet.put(at, input, 0, length);
        PacketLayout layout = new PacketLayout();
        if (layout.parse(packet, at + length, 4) == PacketTail.EXTENSIONS) {
            assertThat(SERVER.check(0, packet, layout)).isNotEqualTo(Check.AUTHENTIC);
            ClientPackets client = new ClientPackets(WORLD.random());
            client.begin(KEYS, List.of(COOKIE));
            client.protect(ByteBuffer.allocate(LONGEST), HeaderFlyweight.BYTES);
            assertThat(client.verify(packet, layout)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = "NtsFieldsFuzzTest.hex", maxCharsPerColumn = -1)
    void keptInputsAreHarmless(String input) {
        fuzzerTestOneInput(HexFormat.of().parseHex(input));
    }
}
