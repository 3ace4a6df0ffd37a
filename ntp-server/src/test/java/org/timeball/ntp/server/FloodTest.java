package org.timeball.ntp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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

/// Rate limits over real sockets on loopback, several responder threads.
@Timeout(60)
class FloodTest {
    private final ServerCounters counters = new ServerCounters(1);
    private final LinuxResponders responders;

    FloodTest() throws WorldException {
        AccessList access = new AccessList();
        access.apply(AccessRule.parse("allow 127/8"));
        SnapshotBoard board = new SnapshotBoard(Snapshots.locked(System.currentTimeMillis() * 1_000_000,
                LeapIndicator.NONE, Span.ofSeconds(3_600)));
        Endpoint endpoint = Endpoint.onPort(0)
                .withPolicy(EndpointPolicy.DEFAULT.withRateLimit(new RateLimit(-4, 8, 4, 0)));
        responders = LinuxResponders.start(new ServerSettings(List.of(endpoint), 2, -23, 6 << 20), board,
                KernelTimescale.SAME, access, counters);
    }

    @AfterEach
    void close() {
        responders.close();
    }

    private InetSocketAddress server() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), responders.port());
    }

    /// Sends from ever new ports of one address, as many as 20,000 a second.
    private void flood(AtomicBoolean ended) {
        try {
            while (!ended.get()) {
                try (DatagramChannel hog = DatagramChannel.open()) {
                    hog.bind(new InetSocketAddress("127.0.0.66", 0));
                    hog.configureBlocking(false);
                    ByteBuffer request = Packets.request(4, 1);
                    for (int i = 0; i < 200 && !ended.get(); i++) {
                        hog.send(request.rewind(), server());
                    }
                    Thread.sleep(10);
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void inAFloodAClientWithinItsRateIsAnswered() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        Thread hog = Thread.ofPlatform().start(() -> flood(ended));
        int asked = 0;
        int answered = 0;
        try (DatagramSocket client = new DatagramSocket(new InetSocketAddress("127.0.0.2", 0))) {
            client.setSoTimeout(2_000);
            for (; asked < 40; asked++) {
                client.send(new DatagramPacket(Packets.request(4, asked).array(), 48, server()));
                DatagramPacket answer = new DatagramPacket(new byte[100], 100);
                try {
                    client.receive(answer);
                    answered += new HeaderFlyweight().wrap(ByteBuffer.wrap(answer.getData())).originTime() == asked
                            ? 1
                            : 0;
                } catch (SocketTimeoutException _) {
                    // Not answered.
                }
                Thread.sleep(63);
            }
        } finally {
            ended.set(true);
            hog.join();
        }
        assertThat(answered).isGreaterThanOrEqualTo(38);
        assertThat(counters.statistics().ntpReceived()).isGreaterThan(2_000);
        // However many ports and threads: one address has one rate. One in sixteen leaks.
        ClientActivity client = counters.clients().stream()
                .filter(one -> one.address().toString().equals("127.0.0.66")).findFirst().orElseThrow();
        assertThat(client.ntp().drops()).isGreaterThan(client.ntp().hits() * 8 / 10);
        assertThat(counters.clients()).hasSize(2);
    }
}
