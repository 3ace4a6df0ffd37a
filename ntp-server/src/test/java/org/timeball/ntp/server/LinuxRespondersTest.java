package org.timeball.ntp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.access.AccessRule;
import org.timeball.ntp.access.IpText;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.NtpTimestamp;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.WorldException;

/// Real sockets on loopback.
class LinuxRespondersTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Span AN_HOUR = Span.ofSeconds(3_600);

    private final ServerCounters counters = new ServerCounters(1);
    private final AccessList access = new AccessList();
    private final SnapshotBoard board = new SnapshotBoard(Snapshots.locked(now(), LeapIndicator.NONE, AN_HOUR));
    private LinuxResponders responders;

    LinuxRespondersTest() throws WorldException {
        access.apply(AccessRule.parse("allow 127/8"));
        access.apply(AccessRule.parse("allow ::1"));
        responders = start(ServerSettings.onPort(0), KernelTimescale.SAME);
    }

    private LinuxResponders start(ServerSettings settings, KernelTimescale timescale) throws WorldException {
        return LinuxResponders.start(settings, board, timescale, access, counters);
    }

    private void restart(ServerSettings settings, KernelTimescale timescale) throws WorldException {
        responders.close();
        responders = start(settings, timescale);
    }

    @AfterEach
    void close() {
        responders.close();
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * SECOND + now.getNano();
    }

    /// One exchange; 5 s is time enough on any machine, however busy.
    private HeaderFlyweight ask(DatagramSocket client, String server, ByteBuffer request) throws Exception {
        client.setSoTimeout(5_000);
        InetAddress address = InetAddress.getByName(server);
        client.send(new DatagramPacket(request.array(), request.capacity(), address, responders.port()));
        byte[] bytes = new byte[100];
        DatagramPacket answer = new DatagramPacket(bytes, bytes.length);
        client.receive(answer);
        assertThat(answer.getAddress()).isEqualTo(address);
        assertThat(answer.getPort()).isEqualTo(responders.port());
        assertThat(answer.getLength()).isEqualTo(48);
        return new HeaderFlyweight().wrap(ByteBuffer.wrap(bytes));
    }

    private HeaderFlyweight ask(String server) throws Exception {
        try (DatagramSocket client = new DatagramSocket()) {
            return ask(client, server, Packets.request(4, 42));
        }
    }

    /// Waits for counters to follow: a request is counted after its answer has left.
    private static void await(BooleanSupplier counted) throws InterruptedException {
        long deadline = System.nanoTime() + 5 * SECOND;
        while (!counted.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not counted after 5 s").isLessThan(deadline);
            Thread.sleep(1);
        }
    }

    private void assertSilence(String server) throws Exception {
        try (DatagramSocket client = new DatagramSocket()) {
            client.send(new DatagramPacket(Packets.request(4, 42).array(), 48, InetAddress.getByName(server),
                    responders.port()));
            client.setSoTimeout(200);
            byte[] bytes = new byte[100];
            assertThatThrownBy(() -> client.receive(new DatagramPacket(bytes, bytes.length)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void theTimesOfAnExchangeFollowOneAnother(String server) throws Exception {
        try (DatagramSocket client = new DatagramSocket()) {
            for (int i = 0; i < 200; i++) {
                long sent = now();
                HeaderFlyweight answer = ask(client, server, Packets.request(4, NtpTimestamp.ofUnixNanos(sent)));
                long back = now();
                long received = NtpTimestamp.toUnixNanos(answer.receiveTime(), sent);
                long transmitted = NtpTimestamp.toUnixNanos(answer.transmitTime(), sent);
                assertThat(answer.originTime()).isEqualTo(NtpTimestamp.ofUnixNanos(sent));
                assertThat(received).isBetween(sent, back);
                assertThat(transmitted).isBetween(received, back);
                assertThat(answer.stratum()).isEqualTo(1);
            }
        }
        await(() -> counters.answered() == 200);
        assertThat(counters.clients()).hasSize(1);
        assertThat(counters.clients().getFirst().address()).isEqualTo(IpText.parse(server));
        assertThat(counters.clients().getFirst().requests()).isEqualTo(200);
    }

    @Test
    void anAnswerComesFromTheAddressThatWasAsked() throws Exception {
        assertThat(ask("127.3.2.1").stratum()).isEqualTo(1);
    }

    @Test
    void aClientThatIsNotAllowedHearsNothing() throws Exception {
        access.apply(AccessRule.parse("deny 127.0.0.1"));
        assertSilence("127.0.0.1");
        await(() -> counters.total(Outcome.DENIED) == 1);
        assertThat(counters.clients()).isEmpty();
        assertThat(ask("::1").stratum()).isEqualTo(1);
    }

    @Test
    void aSnapshotThatExpiredIsServedAsUnsynchronised() throws Exception {
        board.publish(Snapshots.locked(now() - 4 * SECOND));
        assertThat(ask("127.0.0.1").leap()).isEqualTo(3);
        assertThat(ask("::1").stratum()).isZero();
        board.publish(Snapshots.locked(now(), LeapIndicator.INSERT, AN_HOUR));
        assertThat(ask("127.0.0.1").leap()).isEqualTo(1);
    }

    @Test
    void aVirtualClockIsServedInBothTimes() throws Exception {
        long ahead = 86_400 * SECOND;
        restart(ServerSettings.onPort(0), kernelNanos -> kernelNanos + ahead);
        board.publish(Snapshots.locked(now() + ahead, LeapIndicator.NONE, AN_HOUR));
        long sent = now() + ahead;
        HeaderFlyweight answer = ask("127.0.0.1");
        long back = now() + ahead;
        assertThat(NtpTimestamp.toUnixNanos(answer.receiveTime(), sent)).isBetween(sent, back);
        assertThat(NtpTimestamp.toUnixNanos(answer.transmitTime(), sent)).isBetween(sent, back);
        await(() -> counters.clientsSince(new SystemInstant(sent)) == 1);
    }

    @Test
    void aFaultLosesItsBatchAndNotTheService() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        restart(ServerSettings.onPort(0), kernelNanos -> {
            if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("a fault put here by a test");
            }
            return kernelNanos;
        });
        assertSilence("127.0.0.1");
        assertThat(ask("127.0.0.1").stratum()).isEqualTo(1);
    }

    @Test
    void severalThreadsShareThePort() throws Exception {
        restart(new ServerSettings(List.of(Endpoint.onPort(0)), 2, -20, 1 << 20), KernelTimescale.SAME);
        for (int i = 0; i < 50; i++) {
            assertThat(ask("127.0.0.1").precision()).isEqualTo(-20);
            assertThat(ask("::1").stratum()).isEqualTo(1);
        }
        assertThat(threads()).contains("ntp-v4-0", "ntp-v4-1", "ntp-v6-0", "ntp-v6-1");
        await(() -> counters.answered() == 100);
        assertThat(counters.clients()).hasSize(2);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    @Test
    void onlyTheListedAddressesAreServed() throws Exception {
        restart(ServerSettings.onAddresses(0, List.of(IpText.parse("127.0.0.2"))), KernelTimescale.SAME);
        assertThat(ask("127.0.0.2").stratum()).isEqualTo(1);
        assertSilence("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aPortThatIsTakenIsRefusedAndNamed(int threads) {
        ServerSettings settings = new ServerSettings(List.of(Endpoint.onPort(responders.port())), threads, -20,
                1 << 20);
        assertThatThrownBy(() -> start(settings, KernelTimescale.SAME)).isInstanceOf(WorldException.class)
                .hasMessageContaining("0.0.0.0:" + responders.port()).hasMessageContaining("another port");
    }

    @Test
    void closingTakesLessThanHalfASecondAndFreesThePort() throws Exception {
        long start = System.nanoTime();
        responders.close();
        assertThat(System.nanoTime() - start).isLessThan(SECOND / 2);
        assertThat(threads()).noneMatch(name -> name.startsWith("ntp-v"));
        responders = start(ServerSettings.onPort(responders.port()), KernelTimescale.SAME);
        assertThat(ask("127.0.0.1").stratum()).isEqualTo(1);
    }
}
