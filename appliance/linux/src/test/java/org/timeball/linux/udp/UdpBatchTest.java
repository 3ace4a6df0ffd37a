package org.timeball.linux.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.linux.clock.HostClock;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

/// Real sockets on loopback, client and batch on one thread.
@Timeout(30)
class UdpBatchTest {
    private static final IpAddress ANY_V4 = IpAddress.v4(0);
    private static final IpAddress ANY_V6 = new IpAddress(0, 0);

    private static UdpBatch open(IpAddress ip, int port, PortSharing sharing) throws WorldException {
        return new UdpBatch(new Address.Udp(ip, port), sharing, SocketOptions.withBuffer(1 << 20));
    }

    private static UdpBatch openAny(String host) throws WorldException {
        return open(host.indexOf(':') < 0 ? ANY_V4 : ANY_V6, 0, PortSharing.ALONE);
    }

    private static void send(DatagramSocket client, byte[] bytes, String host, UdpBatch batch) throws Exception {
        client.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName(host), batch.local().port()));
    }

    private static int receiveSome(UdpBatch batch) {
        int count = 0;
        while (count == 0) {
            count = batch.receive();
        }
        return count;
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.77", "::1"})
    void aRequestCarriesItsTimeItsSenderAndItsBytesAndTheAnswerComesFromWhereItWent(String host) throws Exception {
        try (UdpBatch batch = openAny(host); DatagramSocket client = new DatagramSocket()) {
            long before = HostClock.realtimeNanos();
            send(client, new byte[]{1, 2, 3, 4, 5}, host, batch);
            assertThat(receiveSome(batch)).isEqualTo(1);
            assertThat(batch.receivedNanos(0)).isBetween(before, HostClock.realtimeNanos());
            assertThat(batch.requestLength(0)).isEqualTo(5);
            assertThat(batch.request(0).getInt(1)).isEqualTo(0x02030405);
            assertThat(batch.isTruncated(0)).isFalse();
            assertThat(batch.isUnicast(0)).isTrue();
            assertThat(batch.clientPort(0)).isEqualTo(client.getLocalPort());
            assertThat(new IpAddress(batch.clientHigh(0), batch.clientLow(0)).isLoopback()).isTrue();

            batch.reply(0).putInt(0, 0xcafe0001);
            batch.queueReply(0, 4, false);
            assertThat(batch.send()).isEqualTo(1);
            DatagramPacket answer = new DatagramPacket(new byte[10], 10);
            client.receive(answer);
            assertThat(ByteBuffer.wrap(answer.getData()).getInt()).isEqualTo(0xcafe0001);
            assertThat(answer.getLength()).isEqualTo(4);
            assertThat(answer.getAddress()).isEqualTo(InetAddress.getByName(host));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void manyRequestsAreTakenInTogetherAndOnlyTheQueuedOnesAnswered(String host) throws Exception {
        try (UdpBatch batch = openAny(host); DatagramSocket client = new DatagramSocket()) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 100; i++) {
                    send(client, new byte[]{(byte) i}, host, batch);
                }
                Set<Integer> answered = new HashSet<>();
                int first = answerOdd(batch, answered);
                assertThat(first).isEqualTo(UdpBatch.CAPACITY);
                assertThat(answerOdd(batch, answered)).isEqualTo(100 - UdpBatch.CAPACITY);
                DatagramPacket answer = new DatagramPacket(new byte[10], 10);
                while (!answered.isEmpty()) {
                    client.receive(answer);
                    assertThat(answered.remove(answer.getData()[0] & 255)).isTrue();
                }
            }
        }
    }

    private static int answerOdd(UdpBatch batch, Set<Integer> answered) {
        int count = receiveSome(batch);
        int queued = 0;
        for (int i = 0; i < count; i++) {
            int number = batch.request(i).get(0);
            if ((number & 1) != 0) {
                batch.reply(i).put(0, (byte) number);
                batch.queueReply(i, 1, false);
                answered.add(number);
                queued++;
            }
        }
        assertThat(batch.send()).isEqualTo(queued);
        return count;
    }

    @Test
    void aRequestThatIsTooLongIsMarkedAndTheNextIsNot() throws Exception {
        try (UdpBatch batch = openAny("127.0.0.1"); DatagramSocket client = new DatagramSocket()) {
            send(client, new byte[UdpBatch.BUFFER_BYTES + 1], "127.0.0.1", batch);
            assertThat(receiveSome(batch)).isEqualTo(1);
            assertThat(batch.isTruncated(0)).isTrue();
            assertThat(batch.requestLength(0)).isEqualTo(UdpBatch.BUFFER_BYTES);
            send(client, new byte[UdpBatch.BUFFER_BYTES], "127.0.0.1", batch);
            assertThat(receiveSome(batch)).isEqualTo(1);
            assertThat(batch.isTruncated(0)).isFalse();
            send(client, new byte[0], "127.0.0.1", batch);
            assertThat(receiveSome(batch)).isEqualTo(1);
            assertThat(batch.requestLength(0)).isZero();
        }
    }

    @Test
    void aBroadcastIsNotUnicast() throws Exception {
        try (UdpBatch batch = openAny("127.0.0.1"); DatagramSocket client = new DatagramSocket()) {
            client.setBroadcast(true);
            send(client, new byte[1], "127.255.255.255", batch);
            assertThat(receiveSome(batch)).isEqualTo(1);
            assertThat(batch.isUnicast(0)).isFalse();
        }
    }

    @Test
    void waitingForNothingEndsAfterATenthOfASecond() throws WorldException {
        try (UdpBatch batch = openAny("::1")) {
            batch.receive();
            long start = System.nanoTime();
            assertThat(batch.receive()).isZero();
            // The kernel may round down to its tick of up to 10 ms; a busy machine may take long to wake us.
            assertThat(System.nanoTime() - start).isBetween(90_000_000L, 500_000_000L);
        }
    }

    @Test
    void anAnswerThatTheKernelRefusesDoesNotHoldUpTheRest() throws Exception {
        try (UdpBatch batch = openAny("127.0.0.1"); DatagramSocket client = new DatagramSocket()) {
            for (int i = 0; i < 3; i++) {
                send(client, new byte[]{(byte) i}, "127.0.0.1", batch);
            }
            assertThat(receiveSome(batch)).isEqualTo(3);
            for (int i = 0; i < 3; i++) {
                // Longer than any UDP datagram: the kernel says EMSGSIZE.
                batch.queueReply(i, i == 1 ? 70_000 : 1, false);
            }
            assertThat(batch.send()).isEqualTo(2);
        }
    }

    @Test
    void sharedSocketsTakeTheRequestsOfOnePort() throws Exception {
        try (UdpBatch first = open(ANY_V4, 0, PortSharing.FIRST);
                UdpBatch second = open(ANY_V4, first.local().port(), PortSharing.JOIN)) {
            int seen = 0;
            for (int i = 0; i < 64 && seen != 3; i++) {
                try (DatagramSocket client = new DatagramSocket()) {
                    send(client, new byte[1], "127.0.0.1", first);
                }
                int heardByFirst = first.receive();
                seen |= heardByFirst > 0 ? 1 : 0;
                seen |= heardByFirst == 0 && second.receive() > 0 ? 2 : 0;
            }
            assertThat(seen).as("both sockets got some of 64 senders").isEqualTo(3);
        }
    }

    @Test
    void aPortIsNotSharedWithStrangers() throws Exception {
        try (DatagramSocket stranger = new DatagramSocket(null)) {
            stranger.setReuseAddress(true);
            stranger.bind(new InetSocketAddress("127.0.0.1", 0));
            for (PortSharing sharing : new PortSharing[]{PortSharing.ALONE, PortSharing.FIRST}) {
                assertThatThrownBy(() -> open(ANY_V4, stranger.getLocalPort(), sharing))
                        .isInstanceOf(WorldException.class).hasMessageContaining("EADDRINUSE")
                        .hasMessageContaining("0.0.0.0:" + stranger.getLocalPort());
            }
        }
    }

    @Test
    void aSharedPortIsNotGivenToASecondFirst() throws WorldException {
        try (UdpBatch first = open(ANY_V4, 0, PortSharing.FIRST)) {
            int port = first.local().port();
            assertThatThrownBy(() -> open(ANY_V4, port, PortSharing.FIRST)).isInstanceOf(WorldException.class);
            assertThatThrownBy(() -> open(ANY_V4, port, PortSharing.ALONE)).isInstanceOf(WorldException.class);
            open(ANY_V4, port, PortSharing.JOIN).close();
        }
    }

    @Test
    void anAddressThatIsNotOursIsRefusedAndNamed() {
        assertThatThrownBy(() -> open(IpAddress.v4(192, 0, 2, 200), 0, PortSharing.ALONE))
                .isInstanceOf(WorldException.class).hasMessageContaining("192.0.2.200")
                .hasMessageContaining("ip addr");
    }

    private static int departures(UdpBatch batch, int wanted) throws InterruptedException {
        long deadline = System.nanoTime() + 5_000_000_000L;
        int count = batch.readDepartures();
        while (count < wanted && System.nanoTime() < deadline) {
            Thread.sleep(1);
            count = batch.readDepartures();
        }
        return count;
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void theKernelTellsWhenTheAnswersLeftThatAskedForIt(String host) throws Exception {
        try (UdpBatch batch = openAny(host); DatagramSocket client = new DatagramSocket()) {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 5; i++) {
                    send(client, new byte[]{(byte) i}, host, batch);
                }
                assertThat(receiveSome(batch)).isEqualTo(5);
                long before = HostClock.realtimeNanos();
                for (int i = 0; i < 5; i++) {
                    batch.queueReply(i, 1, i % 2 == 1);
                }
                assertThat(batch.send()).isEqualTo(5);
                assertThat(departures(batch, 2)).isEqualTo(2);
                for (int i = 0; i < 2; i++) {
                    assertThat(batch.departureNumber(i)).isEqualTo(2 * round + i);
                    assertThat(batch.departureNanos(i)).isBetween(before, HostClock.realtimeNanos());
                }
                assertThat(batch.departureNanos(1)).isGreaterThanOrEqualTo(batch.departureNanos(0));
            }
            assertThat(batch.readDepartures()).isZero();
            batch.restartDepartures();
            send(client, new byte[1], host, batch);
            receiveSome(batch);
            batch.queueReply(0, 1, true);
            batch.send();
            assertThat(departures(batch, 1)).isEqualTo(1);
            assertThat(batch.departureNumber(0)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void theKernelStampsAlsoWhereCardsAreAskedAndTakeNone(String host) throws Exception {
        IpAddress any = host.equals("::1") ? ANY_V6 : ANY_V4;
        SocketOptions options = new SocketOptions(100_000, Optional.empty(), 0, true);
        try (UdpBatch batch = new UdpBatch(new Address.Udp(any, 0), PortSharing.ALONE, options);
                DatagramSocket client = new DatagramSocket()) {
            assertThat(ArrivalStamps.await(10_000_000_000L)).isTrue();
            for (int i = 0; i < 3; i++) {
                send(client, new byte[1], host, batch);
                receiveSome(batch);
                assertThat(batch.isKernelStamped(0)).isTrue();
                assertThat(batch.cardNanos(0)).isZero();
                assertThat(batch.cardIndex(0)).isEqualTo(1);
                batch.queueReply(0, 1, true);
                batch.send();
                assertThat(departures(batch, 1)).isEqualTo(1);
                assertThat(batch.departureNumber(0)).isEqualTo(i);
                assertThat(batch.departureNanos(0)).isPositive();
                assertThat(batch.departureCardNanos(0)).isZero();
                assertThat(batch.departureCardIndex(0)).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void theKernelTellsWhenRequestsCameOnceItHasBegunTo(String host) throws Exception {
        try (UdpBatch batch = openAny(host); DatagramSocket client = new DatagramSocket()) {
            assertThat(ArrivalStamps.await(10_000_000_000L)).isTrue();
            batch.restartDepartures();
            for (int i = 0; i < 5; i++) {
                send(client, new byte[1], host, batch);
                receiveSome(batch);
                assertThat(batch.isKernelStamped(0)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void steeredBatchesGetAllRequestsOfOneAddress(String host) throws Exception {
        IpAddress any = host.equals("::1") ? ANY_V6 : ANY_V4;
        try (UdpBatch first = open(any, 0, PortSharing.FIRST);
                UdpBatch second = open(any, first.local().port(), PortSharing.JOIN)) {
            second.steer(2);
            for (int i = 0; i < 40; i++) {
                try (DatagramSocket client = new DatagramSocket()) {
                    send(client, new byte[1], host, first);
                }
            }
            int heardByFirst = first.receive();
            int heardBySecond = second.receive();
            assertThat(heardByFirst + heardBySecond).isEqualTo(40);
            assertThat(Math.min(heardByFirst, heardBySecond)).isZero();
        }
    }

    @Test
    void steeredBatchesShareTheAddresses() throws Exception {
        try (UdpBatch first = open(ANY_V4, 0, PortSharing.FIRST);
                UdpBatch second = open(ANY_V4, first.local().port(), PortSharing.JOIN)) {
            second.steer(2);
            for (int i = 1; i <= 60; i++) {
                try (DatagramSocket client = new DatagramSocket(
                        new InetSocketAddress(InetAddress.getByName("127.0.1." + i), 0))) {
                    send(client, new byte[1], "127.0.0.1", first);
                }
            }
            int heardByFirst = first.receive();
            int heardBySecond = second.receive();
            assertThat(heardByFirst + heardBySecond).isEqualTo(60);
            assertThat(Math.min(heardByFirst, heardBySecond)).isGreaterThan(15);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void dscpAndBufferAreAsAsked(String any) throws Exception {
        IpAddress ip = any.equals("::") ? ANY_V6 : ANY_V4;
        SocketOptions options = new SocketOptions(100_000, Optional.of("lo"), 46, false);
        try (UdpBatch batch = new UdpBatch(new Address.Udp(ip, 0), PortSharing.ALONE, options)) {
            assertThat(batch.receiveBufferBytes()).isEqualTo(200_000);
        }
    }

    @Test
    void anUnknownDeviceIsRefusedAndNamed() {
        SocketOptions options = new SocketOptions(100_000, Optional.of("no-such-if0"), 0, false);
        assertThatThrownBy(() -> new UdpBatch(new Address.Udp(ANY_V4, 0), PortSharing.ALONE, options))
                .isInstanceOf(WorldException.class).hasMessageContaining("no-such-if0").hasMessageContaining("ip link");
    }

    @Test
    void aDatagramThatAnswersNothingLeavesFromThePort() throws Exception {
        try (UdpBatch batch = openAny("127.0.0.1"); DatagramSocket client = new DatagramSocket()) {
            assertThat(batch.send(new Address.Udp(IpAddress.v4(127, 0, 0, 1), client.getLocalPort()),
                    new byte[]{1, 2, 3})).isTrue();
            DatagramPacket packet = new DatagramPacket(new byte[10], 10);
            client.receive(packet);
            assertThat(packet.getLength()).isEqualTo(3);
            assertThat(packet.getPort()).isEqualTo(batch.local().port());
        }
    }
}
