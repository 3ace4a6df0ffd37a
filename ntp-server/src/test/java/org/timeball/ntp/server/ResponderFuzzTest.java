package org.timeball.ntp.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.snapshot.TimingSnapshot;

/// Bytes from anywhere. What may be answered is decided here a second time, written from the RFCs and not from the code.
class ResponderFuzzTest {
    private static final long NOW = 1_795_176_000_000_000_000L;
    private static final int RANDOM_BYTES = 10_000_000;

    private final BareResponder responder = new BareResponder(-23);
    private final TimingSnapshot snapshot = Snapshots.locked(NOW);
    private final ByteBuffer request = ByteBuffer.allocate(1_600);
    private final ByteBuffer reply = ByteBuffer.allocate(1_600);

    private int answer(int length) {
        return responder.answer(request, length, 5_000, NOW, NOW + 1_000, snapshot, reply);
    }

    /// RFC 5905 section 9.2 and RFC 7822: a client's or symmetric peer's packet of version 1 to 4, bare or with whole extension fields.
    private static boolean isAnswerable(byte[] packet, int length) {
        if (length < 48) {
            return false;
        }
        int version = (packet[0] & 0x38) >> 3;
        int mode = packet[0] & 7;
        boolean client = mode == 3 || mode == 1 || mode == 0 && version == 1;
        return client && version != 0 && version < 5
                && (length == 48 || version == 4 && areFields(packet, 48, length));
    }

    private static boolean areFields(byte[] packet, int from, int to) {
        if (from == to) {
            return true;
        }
        if (to - from < 28) {
            return false;
        }
        int field = (packet[from + 2] & 255) * 256 + (packet[from + 3] & 255);
        return field >= 16 && field % 4 == 0 && from + field <= to && areFields(packet, from + field, to);
    }

    /// @return whether it was answered
    private boolean check(int length, long seed) {
        int answered = answer(length);
        boolean answerable = isAnswerable(request.array(), length);
        assertThat(answered).as("seed %d, length %d", seed, length).isEqualTo(answerable ? 48 : 0);
        assertThat(responder.outcome() == Outcome.ANSWERED).isEqualTo(answerable);
        if (answerable) {
            int mode = (request.get(0) & 7) == 1 ? 2 : 4;
            assertThat(reply.get(0)).isEqualTo((byte) (request.get(0) & 0x38 | mode));
            assertThat(reply.get(1)).isEqualTo((byte) 1);
            assertThat(reply.get(2)).isEqualTo(request.get(2));
            assertThat(reply.getLong(24)).isEqualTo(request.getLong(40));
            assertThat(responder.answer(reply, answered, 5_000, NOW, NOW, snapshot, request)).isZero();
        }
        return answerable;
    }

    @Test
    void tenMegabytesOfNoiseAreMetWithSilenceOrAProperAnswer() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] noise = new byte[1_600];
        for (int sum = 0; sum < RANDOM_BYTES;) {
            int length = random.nextInt(1_601);
            random.nextBytes(noise);
            request.put(0, noise);
            check(length, seed);
            sum += length;
        }
    }

    @Test
    void requestsThatAreAlmostRightAreJudgedByTheBook() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int answered = 0;
        byte[] noise = new byte[1_600];
        for (int i = 0; i < 200_000; i++) {
            random.nextBytes(noise);
            request.put(0, noise);
            request.put(0, (byte) (random.nextInt(10) == 0
                    ? random.nextInt()
                    : 1 + random.nextInt(4) << 3 | 3));
            int length = 48;
            for (int fields = random.nextInt(4); fields > 0; fields--) {
                int field = 4 * random.nextInt(12) + (random.nextInt(20) == 0 ? 1 : 0);
                request.putShort(length + 2, (short) field);
                length += random.nextInt(20) == 0 ? field + 4 : field;
            }
            answered += check(random.nextInt(20) == 0 ? random.nextInt(length + 1) : length, seed) ? 1 : 0;
        }
        assertThat(answered).as("answered of 200,000, seed %d", seed).isGreaterThan(20_000);
    }

    @Test
    void answeringAllocatesNothing() {
        byte[] noise = new byte[1_600];
        new Random(1).nextBytes(noise);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 0;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                request.put(0, noise);
                request.put(0, (byte) i);
                answer(i % 4 == 0 ? i % 1_600 : 48);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).as("bytes in the last 10,000 of 200,000 requests").isZero();
    }
}
