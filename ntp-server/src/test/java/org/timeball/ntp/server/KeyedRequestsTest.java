package org.timeball.ntp.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.ntp.auth.KeyRing;
import org.timeball.ntp.auth.KeyType;
import org.timeball.ntp.auth.MacEngine;
import org.timeball.ntp.auth.SymmetricKey;
import org.timeball.ntp.wire.ExtensionField;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.timekeeping.snapshot.TimingSnapshot;

/// Requests with a code by a symmetric key, and all that can be wrong with one.
class KeyedRequestsTest {
    private static final long NOW = 1_795_176_000_000_000_000L;
    private static final int PORT = 5_000;

    private final KeyRing ring = new KeyRing(List.of(new SymmetricKey(1, KeyType.MD5, new byte[]{1, 2, 3}),
            new SymmetricKey(2, KeyType.SHA512, new byte[20]), new SymmetricKey(3, KeyType.AES128, new byte[16])));
    private final MacEngine engine = new MacEngine(ring);
    private final BareResponder responder = new BareResponder(-23, EndpointPolicy.DEFAULT, ServerLinks.withKeys(ring),
            ClientLogSettings.DEFAULT);
    private final TimingSnapshot snapshot = Snapshots.locked(NOW);
    private final ByteBuffer request = ByteBuffer.allocate(1_600);
    private final ByteBuffer reply = ByteBuffer.allocate(1_600);

    private int answer(int length) {
        return responder.answer(request, length, PORT, NOW, NOW + 20_000, snapshot, reply);
    }

    private int signed(int version, long key, int length) {
        request.put(0, (byte) (version << 3 | 3)).putLong(40, 4_711);
        return engine.sign(key, request, length, version);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void theAnswerCarriesACodeByTheSameKeyOverItsFinalTimes(int version) {
        for (long key = 1; key <= 3; key++) {
            int length = signed(version, key, 48);
            assertThat(answer(length)).isEqualTo(length);
            assertThat(engine.verify(reply, 48, length, version)).isTrue();
            assertThat(Integer.toUnsignedLong(reply.getInt(48))).isEqualTo(key);
            assertThat(reply.getLong(24)).isEqualTo(4_711);
            assertThat(reply.getLong(40)).isGreaterThan(reply.getLong(32));
        }
        assertThat(responder.counters.statistics().authenticated()).isEqualTo(3);
    }

    @Test
    void aCodeBehindExtensionFieldsCoversThem() {
        ExtensionField.begin(request, 48, 0x7777, 32);
        int length = signed(4, 1, 80);
        assertThat(answer(length)).as("the fields are skipped, the code is answered").isEqualTo(68);
        assertThat(engine.verify(reply, 48, 68, 4)).isTrue();
        request.put(60, (byte) 1);
        assertThat(answer(length)).isZero();
        assertThat(responder.outcome()).isEqualTo(Outcome.AUTHENTICATION);
    }

    @Test
    void everyFlippedBitIsMetWithSilence() {
        for (int version = 3; version <= 4; version++) {
            int length = signed(version, 1, 48);
            assertThat(answer(length)).isPositive();
            for (int bit = 0; bit < length * 8; bit++) {
                request.put(bit / 8, (byte) (request.get(bit / 8) ^ 1 << bit % 8));
                assertThat(answer(length)).as("version %d, bit %d", version, bit).isZero();
                request.put(bit / 8, (byte) (request.get(bit / 8) ^ 1 << bit % 8));
            }
        }
    }

    @Test
    void aDigestOfTheWrongLengthIsMetWithSilence() {
        signed(3, 2, 48);
        assertThat(answer(48 + 24)).as("cut in version 3").isZero();
        request.put(0, (byte) 0x23);
        int whole = engine.sign(2, request, 48, 3);
        assertThat(answer(whole)).as("whole in version 4").isZero();
    }

    @Test
    void cryptoNaksUnknownKeysAndEmptyWindowsAuthenticatorsAreMetWithSilence() {
        request.put(0, (byte) 0x23);
        assertThat(answer(52)).as("crypto-NAK").isZero();
        assertThat(responder.outcome()).isEqualTo(Outcome.AUTHENTICATION);
        request.putInt(48, 99);
        assertThat(answer(68)).as("unknown key").isZero();
        assertThat(responder.outcome()).isEqualTo(Outcome.AUTHENTICATION);
        request.put(0, (byte) 0x1b);
        assertThat(answer(68)).as("MS-SNTP").isZero();
        assertThat(responder.outcome()).isEqualTo(Outcome.AUTHENTICATION);
        assertThat(answer(120)).as("MS-SNTP, extended").isZero();
        assertThat(responder.outcome()).isEqualTo(Outcome.AUTHENTICATION);
    }

    @Test
    void aReplayedRequestGetsAnAnswerThatOnlyItsClientCanPlace() {
        int length = signed(4, 1, 48);
        assertThat(answer(length)).isEqualTo(68);
        long first = reply.getLong(32);
        assertThat(responder.answer(request, length, PORT, NOW + 1_000_000, NOW + 1_020_000, snapshot, reply))
                .isEqualTo(68);
        // No state tells a replay from a repetition; the answer names the same request and no old time.
        assertThat(reply.getLong(24)).isEqualTo(4_711);
        assertThat(reply.getLong(32)).isGreaterThan(first);
        assertThat(engine.verify(reply, 48, 68, 4)).isTrue();
    }

    @Test
    void aRequestIsUnderstoodAgainOnceItsKeyIsThere() {
        int length = signed(4, 1, 48);
        ring.replace(List.of());
        assertThat(answer(length)).isZero();
        ring.replace(List.of(new SymmetricKey(1, KeyType.MD5, new byte[]{1, 2, 3})));
        assertThat(answer(length)).isEqualTo(68);
    }

    @Test
    void noBytesOfAnotherClientsAnswerAreLeftBehindTheHeader() {
        for (int i = 48; i < 200; i++) {
            reply.put(i, (byte) 0x55);
        }
        int length = signed(3, 2, 48);
        assertThat(answer(length)).isEqualTo(116);
        assertThat(engine.verify(reply, 48, 116, 3)).isTrue();
        assertThat(answer(48)).isEqualTo(48);
    }

    @Test
    void anAnswerIsNeverLongerThanItsRequest() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int answered = 0;
        for (int round = 0; round < 50_000; round++) {
            int version = 1 + random.nextInt(4);
            int length = 48;
            for (int field = version == 4 ? random.nextInt(3) : 0; field > 0; field--) {
                int bytes = ExtensionField.bytesFor(12 + random.nextInt(60));
                ExtensionField.begin(request, length, random.nextInt(65_536), bytes);
                length += bytes;
            }
            length = signed(version, 1 + random.nextInt(3), length);
            if (random.nextInt(4) == 0) {
                request.put(random.nextInt(length), (byte) random.nextInt());
            }
            int got = answer(length);
            assertThat(got).as("seed %d", seed).isLessThanOrEqualTo(length);
            if (got > 48) {
                assertThat(engine.verify(reply, 48, got, new HeaderFlyweight().wrap(reply).version())).isTrue();
                answered++;
            }
        }
        assertThat(answered).as("seed %d", seed).isGreaterThan(20_000);
    }

    @Test
    void answeringAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20 && least > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 3_000; i++) {
                answer(signed(4, 1 + i % 3, 48));
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes in 3,000 requests").isZero();
    }
}
