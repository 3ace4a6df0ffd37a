package org.timeball.ntp.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.access.AccessRule;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.WorldException;

/// What a responder thread makes of noise and of many requests, over a real socket on loopback.
@Timeout(60)
class LinuxRespondersNoiseTest {
    /// One a family, so that `ntp-v4-0` is the one that answers.
    private static final ServerSettings ONE_THREAD = new ServerSettings(List.of(Endpoint.onPort(0)), 1, -23, 6 << 20);
    private static final int NOISE_BYTES = 10_000_000;
    /// More than fits in a batch's buffer, less than IPv4 needs to fragment on loopback.
    private static final int LONGEST = 2_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ServerCounters counters = new ServerCounters(1);
    private final LinuxResponders responders;

    LinuxRespondersNoiseTest() throws WorldException {
        AccessList access = new AccessList();
        access.apply(AccessRule.parse("allow 127/8"));
        SnapshotBoard board = new SnapshotBoard(Snapshots.locked(System.currentTimeMillis() * 1_000_000,
                LeapIndicator.NONE, Span.ofSeconds(3_600)));
        responders = LinuxResponders.start(ONE_THREAD, board, KernelTimescale.SAME, access, counters);
    }

    @AfterEach
    void close() {
        responders.close();
    }

    private DatagramChannel client(boolean blocking) throws IOException {
        DatagramChannel client = DatagramChannel.open();
        client.configureBlocking(blocking);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), responders.port()));
        return client;
    }

    private static Thread responderThread() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("ntp-v4-0"))
                .findFirst().orElseThrow();
    }

    @Test
    void tenMegabytesOfNoiseDoNoHarm() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Thread thread = responderThread();
        Set<Long> asked = new HashSet<>();
        long before = threads.getThreadAllocatedBytes(thread.threadId());
        try (DatagramChannel client = client(false)) {
            byte[] noise = new byte[LONGEST];
            ByteBuffer packet = ByteBuffer.wrap(noise);
            for (int sum = 0; sum < NOISE_BYTES;) {
                random.nextBytes(noise);
                asked.add(packet.getLong(40));
                if (random.nextInt(4) == 0) {
                    noise[0] = 0x23;
                    packet.limit(48 + random.nextInt(8) * 4);
                } else {
                    packet.limit(random.nextInt(LONGEST + 1));
                }
                client.send(packet.position(0), client.getRemoteAddress());
                sum += packet.limit();
                packet.clear();
                readAnswers(client, asked, seed);
            }
        }
        assertThat(exchange()).as("seed %d", seed).isTrue();
        assertThat(thread.isAlive()).isTrue();
        // Some datagrams meet a full buffer; most are seen.
        assertThat(counters.received()).isGreaterThan(1_000);
        assertThat(counters.total(Outcome.MALFORMED)).isPositive();
        assertThat(counters.total(Outcome.VERSION)).isPositive();
        assertThat(counters.total(Outcome.AUTHENTICATION)).isPositive();
        // Class loading and the like, once; nothing for each datagram.
        assertThat(threads.getThreadAllocatedBytes(thread.threadId()) - before).isLessThan(200_000);
    }

    private static void readAnswers(DatagramChannel client, Set<Long> asked, long seed) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(LONGEST);
        while (client.receive(answer.clear()) != null) {
            assertThat(answer.position()).as("seed %d", seed).isEqualTo(48);
            HeaderFlyweight header = new HeaderFlyweight().wrap(answer);
            // Noise may be a symmetric peer's packet too.
            assertThat(header.mode()).isIn(HeaderFlyweight.MODE_SERVER, HeaderFlyweight.MODE_PASSIVE);
            assertThat(asked).contains(header.originTime());
        }
    }

    private boolean exchange() throws IOException {
        try (DatagramChannel client = client(true)) {
            client.socket().setSoTimeout(5_000);
            client.write(Packets.request(4, 77));
            DatagramPacket answer = new DatagramPacket(new byte[100], 100);
            client.socket().receive(answer);
            return new HeaderFlyweight().wrap(ByteBuffer.wrap(answer.getData())).originTime() == 77;
        }
    }

    @Test
    void aWarmResponderAllocatesNothingARequest() throws IOException {
        Thread thread = responderThread();
        long least = Long.MAX_VALUE;
        // Warming up, and whatever the JVM links the first time a request is waited for in vain, may allocate.
        for (int round = 0; round < 5 && least > 0; round++) {
            long before = threads.getThreadAllocatedBytes(thread.threadId());
            exchanges(2_000);
            least = Math.min(least, threads.getThreadAllocatedBytes(thread.threadId()) - before);
        }
        assertThat(least).as("bytes in 2,000 requests").isZero();
    }

    private void exchanges(int count) throws IOException {
        try (DatagramChannel client = client(true)) {
            ByteBuffer answer = ByteBuffer.allocate(100);
            for (int i = 0; i < count; i++) {
                client.write(Packets.request(4, i));
                client.read(answer.clear());
                assertThat(answer.getLong(24)).isEqualTo(i);
            }
        }
    }
}
