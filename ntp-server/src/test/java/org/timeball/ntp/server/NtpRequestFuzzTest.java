package org.timeball.ntp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.timeball.ntp.auth.KeyRing;
import org.timeball.ntp.auth.KeyType;
import org.timeball.ntp.auth.SymmetricKey;
import org.timeball.ntp.nts.CookieKeyStore;
import org.timeball.ntp.nts.NtsAnswers;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.Span;

/// Fuzz target: a request to a server with keys and NTS. No answer is longer than its request, and none is answered in turn.
public class NtpRequestFuzzTest {
    private static final long NOW = 1_795_176_000_000_000_000L;
    private static final int LONGEST = 1_600;
    private static final TimingSnapshot SNAPSHOT = Snapshots.locked(NOW);
    private static final VirtualWorld WORLD = new VirtualUniverse(1, NOW).world("box", Oscillator.perfect(), Span.ZERO);
    private static final CookieKeyStore COOKIES = new CookieKeyStore(WORLD, Optional.empty(), Span.ofSeconds(100));
    private static final KeyRing KEYS = new KeyRing(List.of(new SymmetricKey(1, KeyType.MD5, new byte[]{1, 2, 3}),
            new SymmetricKey(2, KeyType.SHA512, new byte[20]), new SymmetricKey(3, KeyType.AES128, new byte[16])));
    private static final BareResponder RESPONDER = new BareResponder(-23, EndpointPolicy.DEFAULT,
            new ServerLinks(KEYS, () -> new NtsAnswers(COOKIES, WORLD.random()), SourceTraffic.NONE),
            ClientLogSettings.DEFAULT);

    public static void fuzzerTestOneInput(byte[] input) {
        int length = Math.min(input.length, LONGEST);
        ByteBuffer request = ByteBuffer.allocate(LONGEST).put(0, input, 0, length);
        ByteBuffer reply = ByteBuffer.allocate(LONGEST);
        int answered = answer(request, length, reply);
        assertThat(answered).isLessThanOrEqualTo(length);
        assertThat(answered == 0 ? 0 : answer(reply, answered, request)).isZero();
    }

    private static int answer(ByteBuffer request, int length, ByteBuffer reply) {
        return RESPONDER.answer(request, length, 5_000, NOW, NOW + 1_000, SNAPSHOT, reply);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "NtpRequestFuzzTest.hex", maxCharsPerColumn = -1)
    void keptInputsAreHarmless(String input) {
        fuzzerTestOneInput(HexFormat.of().parseHex(input));
    }
}
