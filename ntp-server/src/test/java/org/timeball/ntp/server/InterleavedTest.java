package org.timeball.ntp.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.world.Datagram.Stamp;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.NtpTimestamp;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;

/// RFC 9769 section 2: from its second answer on, a client that names an earlier one gets the time at which that left.
class InterleavedTest {
    private static final long NOW = 1_795_176_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long RESIDENCE = 20_000;
    private static final long KERNEL_LATER = 5_000;

    private final BareResponder responder = new BareResponder(-23);
    private final TimingSnapshot snapshot = Snapshots.locked(NOW, LeapIndicator.NONE, Span.ofSeconds(100_000));
    private final ByteBuffer request = Packets.request(4, 0);
    private final ByteBuffer reply = ByteBuffer.allocate(1_600);
    private final HeaderFlyweight question = new HeaderFlyweight().wrap(request);
    private final HeaderFlyweight answer = new HeaderFlyweight().wrap(reply);

    private void ask(long origin, long receive, long transmit, long atNanos) {
        question.originTime(origin).receiveTime(receive).transmitTime(transmit);
        assertThat(responder.answer(request, 48, 5_000, atNanos, atNanos + RESIDENCE, snapshot, reply)).isEqualTo(48);
    }

    private boolean isInterleaved(long receive) {
        return answer.originTime() == receive;
    }

    @Test
    void theThirdAnswerIsTheFirstInterleavedOne() {
        ask(0, 0, 101, NOW);
        assertThat(answer.originTime()).isEqualTo(101);
        long firstReceived = answer.receiveTime();
        ask(firstReceived, 202, 102, NOW + SECOND);
        assertThat(answer.originTime()).as("what the server does not remember is answered plainly").isEqualTo(102);
        long secondReceived = answer.receiveTime();
        long secondTransmitted = answer.transmitTime();
        ask(secondReceived, 203, 103, NOW + 2 * SECOND);
        assertThat(answer.originTime()).isEqualTo(203);
        assertThat(answer.receiveTime()).isEqualTo(NtpTimestamp.ofUnixNanos(NOW + 2 * SECOND));
        assertThat(answer.transmitTime()).isEqualTo(secondTransmitted);
        assertThat(responder.counters.statistics().interleaved()).isEqualTo(1);
        assertThat(responder.counters.statistics().timestampsHeld()).isEqualTo(2);
        assertThat(responder.counters.statistics().timestampSpanSeconds()).isEqualTo(1);
    }

    @Test
    void theKernelsTimeOfDepartureIsGivenWhereItIsKnown() {
        ask(77, 1, 2, NOW);
        assertThat(responder.responder.wantsDeparture(0)).as("nobody has shown yet that he asks for it").isFalse();
        ask(answer.receiveTime(), 203, 103, NOW + SECOND);
        assertThat(isInterleaved(203)).isTrue();
        assertThat(responder.responder.wantsDeparture(0)).isTrue();
        long left = NOW + SECOND + RESIDENCE + KERNEL_LATER;
        responder.responder.departed(responder.responder.departure(0), responder.responder.receiveTime(0), left,
                Stamp.KERNEL);
        ask(answer.receiveTime(), 204, 104, NOW + 2 * SECOND);
        assertThat(isInterleaved(204)).isTrue();
        assertThat(answer.transmitTime()).isEqualTo(NtpTimestamp.ofUnixNanos(left));
        assertThat(responder.counters.statistics().kernelTx()).isEqualTo(1);
    }

    @Test
    void aTimeOfDepartureThatCannotBeIsNotBelieved() {
        ask(77, 1, 2, NOW);
        ask(answer.receiveTime(), 203, 103, NOW + SECOND);
        long own = NtpTimestamp.ofUnixNanos(NOW + SECOND + RESIDENCE);
        for (long left : new long[]{NOW + SECOND - 1, NOW, NOW + 3 * SECOND, Long.MIN_VALUE, Long.MAX_VALUE}) {
            responder.responder.departed(responder.responder.departure(0), responder.responder.receiveTime(0), left,
                    Stamp.KERNEL);
        }
        ask(answer.receiveTime(), 204, 104, NOW + 2 * SECOND);
        assertThat(answer.transmitTime()).isEqualTo(own);
    }

    @Test
    void aLostAnswerDoesNotEndTheMode() {
        ask(77, 1, 2, NOW);
        long received = answer.receiveTime();
        ask(received, 203, 103, NOW + SECOND);
        assertThat(isInterleaved(203)).isTrue();
        ask(received, 204, 104, NOW + 2 * SECOND);
        assertThat(isInterleaved(204)).as("the same earlier answer is named again").isTrue();
    }

    @Test
    void anotherClientCannotAskForIt() {
        ask(77, 1, 2, NOW);
        long received = answer.receiveTime();
        responder.from(IpAddress.v4(192, 0, 2, 2));
        ask(received, 203, 103, NOW + SECOND);
        assertThat(isInterleaved(203)).isFalse();
    }

    @Test
    void aRequestWithEqualTimesAsksForThePlainMode() {
        ask(77, 1, 2, NOW);
        ask(answer.receiveTime(), 203, 203, NOW + SECOND);
        assertThat(answer.transmitTime()).isEqualTo(NtpTimestamp.ofUnixNanos(NOW + SECOND + RESIDENCE));
    }

    @Test
    void clientsThatNameNoEarlierAnswerTakeNoMemory() {
        for (int i = 0; i < 100; i++) {
            ask(0, 0, i, NOW + i * SECOND);
        }
        assertThat(responder.counters.statistics().timestampsHeld()).isZero();
    }

    @Test
    void theTwoTimesOfAnAnswerDiffer() {
        question.originTime(5).transmitTime(6);
        assertThat(responder.answer(request, 48, 5_000, NOW, NOW, snapshot, reply)).isEqualTo(48);
        assertThat(answer.transmitTime()).isEqualTo(answer.receiveTime() + 1);
    }

    @Test
    void aSymmetricPeerIsAnsweredPlainly() {
        question.leapVersionMode(0, 4, HeaderFlyweight.MODE_ACTIVE);
        ask(77, 1, 2, NOW);
        assertThat(answer.mode()).isEqualTo(HeaderFlyweight.MODE_PASSIVE);
        ask(answer.receiveTime(), 203, 103, NOW + SECOND);
        assertThat(answer.originTime()).isEqualTo(103);
    }

    @Test
    void withoutAClientLogEverybodyIsAnsweredPlainly() {
        BareResponder forgetful = new BareResponder(-23, EndpointPolicy.DEFAULT, ServerLinks.none(),
                ClientLogSettings.OFF);
        question.originTime(77).receiveTime(1).transmitTime(2);
        forgetful.answer(request, 48, 5_000, NOW, NOW + RESIDENCE, snapshot, reply);
        question.originTime(answer.receiveTime()).receiveTime(203).transmitTime(103);
        assertThat(forgetful.answer(request, 48, 5_000, NOW + SECOND, NOW + SECOND + RESIDENCE, snapshot, reply))
                .isEqualTo(48);
        assertThat(answer.originTime()).isEqualTo(103);
    }

    @Test
    void aFloodOfOthersStaysInFixedMemoryAndKeepsTheNewest() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TimestampTable table = new TimestampTable(1_000, seed);
        long time = NtpTimestamp.ofUnixNanos(NOW);
        for (int i = 0; i < 100_000; i++) {
            table.save(time + i, 0, random.nextLong());
        }
        assertThat(table.held().count()).isEqualTo(1_000);
        int found = 0;
        for (int i = 0; i < 100; i++) {
            int at = table.save(time + 100_000 + i, 1, i);
            table.depart(at, time + 100_000 + i, i, Stamp.KERNEL);
        }
        for (int i = 0; i < 100; i++) {
            int at = table.find(time + 100_000 + i, 1, i);
            found += at >= 0 && table.transmitted(at) == i && table.stampedBy(at) == Stamp.KERNEL ? 1 : 0;
        }
        // A hundred in 250 buckets of four: five in one bucket are rare, and lose one.
        assertThat(found).as("seed %d", seed).isGreaterThan(95);
    }

    @Test
    void answeringAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        ask(77, 1, 2, NOW);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 1; i < 50_000; i++) {
            question.originTime(answer.receiveTime()).receiveTime(i).transmitTime(-i);
            responder.answer(request, 48, 5_000, NOW + i * 1_000, NOW + i * 1_000 + 500, snapshot, reply);
            if (i % 5_000 == 0) {
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
                before = threads.getCurrentThreadAllocatedBytes();
            }
        }
        assertThat(least).as("bytes in 5,000 requests").isZero();
        assertThat(responder.counters.statistics().interleaved()).isEqualTo(49_999);
    }
}
