package org.timeball.ntp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.ntp.auth.KeyType;
import org.timeball.ntp.auth.SymmetricKey;
import org.timeball.ntp.client.NtpSourceOptions.Polling;
import org.timeball.ntp.client.NtpSourceOptions.Protocol;
import org.timeball.ntp.server.ServerPort;
import org.timeball.ntp.server.SourceTraffic;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.simulator.world.VirtualNetwork;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

/// Interleaved and symmetric modes, in virtual time.
class InterleavedTest {
    private static final NtpSourceOptions XLEAVE = NtpSourceOptions.DEFAULT.with(Polling.DEFAULT.between(4, 4))
            .with(Protocol.DEFAULT.interleaving());
    private static final IpAddress PEER = ClientLab.address(101);
    private final ClientLab lab = new ClientLab();

    private static String modes(List<Measurement> measurements) {
        StringBuilder modes = new StringBuilder();
        measurements.forEach(m -> modes.append(m.interleaved() ? 'I' : 'B'));
        return modes.toString();
    }

    @Test
    void afterABasicExchangeEveryResponseMeasuresTheExchangeBefore() throws Exception {
        ScriptedServer server = lab.server(1);
        lab.add(1, XLEAVE);
        lab.run(100);
        assertThat(modes(lab.measurements)).isEqualTo("BIIIIII");
        assertThat(lab.measurements.stream().map(m -> PacketTests.text(m.tests()))).startsWith("111 111 1111",
                "111 111 0111", "111 111 1111").filteredOn(text -> !text.equals("111 111 1111")).hasSize(1);
        assertThat(lab.exchanges()).hasSize(6).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()))
                .allSatisfy(exchange -> assertThat(exchange.offset().seconds()).isCloseTo(0.1, within(1e-9)))
                .allSatisfy(exchange -> assertThat(exchange.delay().seconds()).isCloseTo(2e-4, within(1e-9)));
        assertThat(lab.exchanges().stream().map(Observation.Exchange::at)).doesNotHaveDuplicates();
        assertThat(server.requests).hasSize(7);
    }

    @Test
    void aTransmitTimeThatWasWrittenTooEarlyNoLongerMatters() throws Exception {
        ScriptedServer server = lab.server(1);
        server.forge = reply -> {
            HeaderFlyweight header = new HeaderFlyweight().wrap(ByteBuffer.wrap(reply));
            // The server's guess of when its packet leaves is 1 ms early; its kernel knows better.
            if (lab.measurements.isEmpty()) {
                header.transmitTime(header.transmitTime() - (1L << 32) / 1000);
            }
            return reply;
        };
        lab.add(1, XLEAVE);
        lab.run(100);
        assertThat(lab.exchanges().getFirst().offset().seconds()).isCloseTo(0.1005, within(1e-6));
        assertThat(lab.exchanges().subList(1, 6))
                .allSatisfy(exchange -> assertThat(exchange.offset().seconds()).isCloseTo(0.1, within(1e-8)));
    }

    @Test
    void aServerThatDoesNotInterleaveIsMeasuredInBasicMode() throws Exception {
        lab.server(1).interleaves = false;
        lab.add(1, XLEAVE);
        lab.run(100);
        assertThat(modes(lab.measurements)).isEqualTo("BBBBBBB");
        assertThat(lab.exchanges()).hasSize(7);
    }

    @Test
    void lostPacketsMakeNoWrongMeasurement() throws Exception {
        lab.universe.network().everyPath(new VirtualNetwork.Path(Span.ofMicros(100), 0, 0.33));
        lab.server(1);
        lab.add(1, XLEAVE);
        lab.run(10_000);
        assertThat(lab.exchanges()).hasSizeGreaterThan(150)
                .allSatisfy(exchange -> assertThat(exchange.offset().seconds()).isCloseTo(0.1, within(1e-8)))
                .allSatisfy(exchange -> assertThat(exchange.delay().seconds()).isCloseTo(2e-4, within(1e-8)));
        assertThat(lab.exchanges().stream().map(Observation.Exchange::at)).doesNotHaveDuplicates();
    }

    @Test
    void aStepOfTheClockSpoilsNoMeasurement() throws Exception {
        lab.server(1);
        lab.add(1, XLEAVE);
        lab.run(40);
        lab.world.clock().step(Span.ofMillis(-100));
        lab.sources.clockStepped(Span.ofMillis(-100));
        lab.run(60);
        assertThat(lab.exchanges().subList(2, 6))
                .allSatisfy(exchange -> assertThat(exchange.offset().seconds()).isCloseTo(0, within(1e-8)));
    }

    @Test
    void aForgedInterleavedResponseIsBogus() throws Exception {
        ScriptedServer server = lab.server(1);
        lab.add(1, XLEAVE);
        lab.run(40);
        int before = lab.exchanges().size();
        server.forge = reply -> {
            new HeaderFlyweight().wrap(ByteBuffer.wrap(reply)).originTime(0x1234_5678_9abc_def0L);
            return reply;
        };
        lab.run(60);
        assertThat(lab.exchanges()).hasSize(before);
    }

    /// Two daemons' clients in one universe, each the other's peer.
    private ClientLab[] peers(NtpSourceOptions one, NtpSourceOptions two, double loss) {
        ClientLab a = new ClientLab(lab.universe, NtpClientSettings.DEFAULT, Span.ofMillis(100),
                IpAddress.v4(192, 168, 123, 102));
        ClientLab b = new ClientLab(lab.universe, NtpClientSettings.DEFAULT, Span.ZERO, PEER);
        lab.universe.network().everyPath(new VirtualNetwork.Path(Span.ofMicros(100), 0, loss));
        for (ClientLab each : List.of(a, b)) {
            each.own = new OwnState(0, 1, 0, 0, each == a ? 0x41000000 : 0x42000000, 1);
            each.keys.replace(List.of(new SymmetricKey(5, KeyType.SHA1, new byte[20])));
        }
        assertThat(a.sources.add(SourceKind.PEER, PEER.toString(), one)).isEqualTo(AddResult.ADDED);
        assertThat(b.sources.add(SourceKind.PEER, "192.168.123.102", two)).isEqualTo(AddResult.ADDED);
        return new ClientLab[]{a, b};
    }

    private static void measureEachOther(ClientLab[] peers, int least) {
        assertThat(peers[0].exchanges()).hasSizeGreaterThan(least)
                .allSatisfy(exchange -> assertThat(exchange.offset().seconds()).isCloseTo(0.1, within(1e-6)));
        assertThat(peers[1].exchanges()).hasSizeGreaterThan(least)
                .allSatisfy(exchange -> assertThat(exchange.offset().seconds()).isCloseTo(-0.1, within(1e-6)));
    }

    @ParameterizedTest
    @CsvSource({"4, 4, false, false, 0", "4, 4, true, true, 0", "4, 4, true, false, 5", "4, 6, true, true, 0",
            "5, 4, false, true, 5", "6, 6, true, true, 5"})
    void twoPeersMeasureEachOther(int pollA, int pollB, boolean xleaveA, boolean xleaveB, long key) {
        Protocol basic = Protocol.DEFAULT.withKey(key);
        NtpSourceOptions one = NtpSourceOptions.DEFAULT.with(Polling.DEFAULT.between(pollA, pollA))
                .with(xleaveA ? basic.interleaving() : basic);
        NtpSourceOptions two = NtpSourceOptions.DEFAULT.with(Polling.DEFAULT.between(pollB, pollB))
                .with(xleaveB ? basic.interleaving() : basic);
        ClientLab[] peers = peers(one, two, 0);
        lab.run(5_000);
        int polls = (int) (5_000 / Math.scalb(1.1, Math.max(pollA, pollB)));
        measureEachOther(peers, polls / 2);
        if (xleaveA && xleaveB && pollA == pollB) {
            assertThat(modes(peers[0].measurements)).matches("B+[IB]*I[IB]*");
        }
        assertThat(peers[0].packets).allSatisfy(packet -> {
            assertThat(packet.from().port()).isEqualTo(123);
            assertThat(new HeaderFlyweight().wrap(ByteBuffer.wrap(packet.payload())).mode()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void peersStandTheLossOfAThirdOfAllPackets(boolean interleaved) {
        NtpSourceOptions options = interleaved
                ? XLEAVE
                : NtpSourceOptions.DEFAULT.with(Polling.DEFAULT.between(4, 4));
        ClientLab[] peers = peers(options, options, 0.33);
        lab.run(10_000);
        measureEachOther(peers, 100);
    }

    @Test
    void aServerThatAnswersAPeerPassivelyIsMeasured() throws Exception {
        ScriptedServer server = lab.server(1);
        server.interleaves = false;
        server.forge = reply -> {
            new HeaderFlyweight().wrap(ByteBuffer.wrap(reply)).leapVersionMode(0, 4, 2);
            return reply;
        };
        lab.sources.add(SourceKind.PEER, ClientLab.address(1).toString(), NtpSourceOptions.DEFAULT
                .with(Polling.DEFAULT.between(4, 4)));
        lab.run(100);
        assertThat(lab.exchanges()).hasSizeGreaterThan(5);
        assertThat(lab.report(1).peer()).isTrue();
    }

    /// A server's port that hands over what our sources send, as the responders do.
    private static final class HandingPort implements ServerPort {
        private final DatagramPort port;
        private final List<Datagram> kept = new ArrayList<>();
        private int sent;

        HandingPort(ClientLab lab) throws WorldException {
            SourceTraffic traffic = lab.sources.traffic(Runnable::run);
            port = lab.world.datagrams().open(new Address.Udp(ClientLab.ANY_V4, 123), datagram -> {
                IpAddress from = ((Address.Udp) datagram.from()).ip();
                if (traffic.isSource(from.high(), from.low()) && (datagram.payload()[0] & 7) != 3) {
                    traffic.received(datagram);
                } else {
                    kept.add(datagram);
                }
            });
            lab.sources.shareWith(this);
        }

        @Override
        public int port() {
            return 123;
        }

        @Override
        public boolean send(Address.Udp to, byte[] payload) {
            sent++;
            return port.send(to, payload);
        }

        @Override
        public void close() {
            port.close();
        }
    }

    @Test
    void peersAndTheAcquisitionPortUseTheServersSocketWhereThereIsOne() throws Exception {
        ClientLab shared = new ClientLab(lab.universe, NtpClientSettings.DEFAULT.withAcquisitionPort(123),
                Span.ofMillis(100), IpAddress.v4(192, 168, 123, 103));
        ClientLab peer = new ClientLab(lab.universe, NtpClientSettings.DEFAULT, Span.ZERO, PEER);
        HandingPort port = new HandingPort(shared);
        lab.server(1);
        peer.own = new OwnState(0, 1, 0, 0, 0x42000000, 1);
        peer.sources.add(SourceKind.PEER, "192.168.123.103", XLEAVE);
        shared.sources.add(SourceKind.PEER, PEER.toString(), XLEAVE);
        shared.sources.add(SourceKind.SERVER, ClientLab.address(1).toString(), XLEAVE);
        lab.run(300);
        assertThat(shared.exchanges()).hasSizeGreaterThan(20)
                .allSatisfy(exchange -> assertThat(exchange.offset().seconds()).isCloseTo(0.1, within(1e-6)));
        assertThat(shared.exchanges().stream().map(Observation.Exchange::source).distinct()).hasSize(2);
        assertThat(port.sent).isGreaterThan(30);
        assertThat(port.kept).isEmpty();
        shared.sources.remove(PEER);
        lab.run(100);
        assertThat(port.kept).as("no source any more").isNotEmpty();
    }
}
