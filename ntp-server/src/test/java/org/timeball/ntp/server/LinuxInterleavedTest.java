package org.timeball.ntp.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.linux.udp.ArrivalStamps;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.access.AccessRule;
import org.timeball.ntp.auth.KeyRing;
import org.timeball.ntp.auth.KeyType;
import org.timeball.ntp.auth.MacEngine;
import org.timeball.ntp.auth.SymmetricKey;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.WorldException;

/// Interleaved mode and keys over real sockets, two responder threads a family.
@Timeout(60)
class LinuxInterleavedTest {
    private static final KeyRing KEYS = new KeyRing(List.of(new SymmetricKey(5, KeyType.SHA256, new byte[20])));

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ServerCounters counters = new ServerCounters(1);
    private final LinuxResponders responders;
    private final ByteBuffer request = ByteBuffer.allocate(100);
    private final HeaderFlyweight question = new HeaderFlyweight().wrap(request);
    private final ByteBuffer reply = ByteBuffer.allocate(200);
    private final HeaderFlyweight answer = new HeaderFlyweight().wrap(reply);

    LinuxInterleavedTest() throws WorldException {
        AccessList access = new AccessList();
        access.apply(AccessRule.parse("allow 127/8"));
        access.apply(AccessRule.parse("allow ::1"));
        SnapshotBoard board = new SnapshotBoard(Snapshots.locked(System.currentTimeMillis() * 1_000_000,
                LeapIndicator.NONE, Span.ofSeconds(3_600)));
        responders = LinuxResponders.start(new ServerSettings(List.of(Endpoint.onPort(0)), 2, -23, 6 << 20), board,
                KernelTimescale.SAME, access, counters, ServerLinks.withKeys(KEYS));
        assertThat(ArrivalStamps.await(10_000_000_000L)).isTrue();
        question.leapVersionMode(0, 4, HeaderFlyweight.MODE_CLIENT);
    }

    @AfterEach
    void close() {
        responders.close();
    }

    private DatagramChannel client(String host) throws IOException {
        DatagramChannel client = DatagramChannel.open();
        client.connect(new InetSocketAddress(host, responders.port()));
        return client;
    }

    private void exchange(DatagramChannel client, long origin, long cookie, int length) throws IOException {
        question.originTime(origin).receiveTime(-cookie).transmitTime(cookie);
        client.write(request.position(0).limit(length));
        client.read(reply.clear());
        assertThat(reply.position()).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void theAnswersCarryTheKernelsTimesEvenFromEverNewPorts(String host) throws IOException {
        long origin = 7;
        int interleaved = 0;
        for (int i = 1; i <= 20; i++) {
            try (DatagramChannel client = client(host)) {
                long before = answer.receiveTime();
                exchange(client, origin, i, 48);
                interleaved += answer.originTime() == -i ? 1 : 0;
                if (i > 1) {
                    assertThat(answer.transmitTime() - before).as("from the request before to its answer, 2^-32 s")
                            .isBetween(1L, 5L << 32);
                }
                origin = answer.receiveTime();
            }
        }
        assertThat(interleaved).isEqualTo(19);
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (counters.statistics().interleaved() < 19) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
        assertThat(counters.statistics().kernelTx()).as("all but the first interleaved, unless that was a probe")
                .isBetween(18L, 19L);
        assertThat(counters.statistics().kernelRx()).isGreaterThanOrEqualTo(19);
        assertThat(counters.statistics().timestampsHeld()).isBetween(1L, 20L);
    }

    private long allocated() {
        long sum = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            sum += thread.getName().startsWith("ntp-v4-") ? threads.getThreadAllocatedBytes(thread.threadId()) : 0;
        }
        return sum;
    }

    @Test
    void warmRespondersAllocateNothingForInterleavedAndKeyedRequests() throws IOException {
        MacEngine engine = new MacEngine(KEYS);
        long least = Long.MAX_VALUE;
        try (DatagramChannel client = client("127.0.0.1")) {
            exchange(client, 7, 1, 48);
            for (int round = 0; round < 8 && least > 0; round++) {
                long before = allocated();
                for (int i = 0; i < 1_000; i++) {
                    long cookie = round * 10_000L + i + 2;
                    exchange(client, answer.receiveTime(), cookie, 48);
                    assertThat(answer.originTime()).isEqualTo(-cookie);
                    question.originTime(0).receiveTime(-cookie).transmitTime(cookie);
                    long named = answer.receiveTime();
                    int length = engine.sign(5, request.clear(), 48, 4);
                    client.write(request.position(0).limit(length));
                    client.read(reply.clear());
                    assertThat(engine.verify(reply, 48, reply.position(), 4)).isTrue();
                    answer.receiveTime(named);
                }
                least = Math.min(least, allocated() - before);
            }
        }
        assertThat(least).as("bytes in 2,000 requests").isZero();
    }
}
