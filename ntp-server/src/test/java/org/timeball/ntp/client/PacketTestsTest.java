package org.timeball.ntp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.ntp.auth.KeyType;
import org.timeball.ntp.auth.SymmetricKey;
import org.timeball.ntp.client.NtpSourceOptions.Correction;
import org.timeball.ntp.client.NtpSourceOptions.Delays;
import org.timeball.ntp.client.NtpSourceOptions.Polling;
import org.timeball.ntp.client.NtpSourceOptions.Protocol;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.ReferenceId;
import org.timeball.ntp.wire.ShortFormat;
import org.timeball.simulator.world.VirtualNetwork;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Span;

/// Each kind of bad packet, and what the tests make of it.
class PacketTestsTest {
    private static final NtpSourceOptions FAST = NtpSourceOptions.DEFAULT.with(Polling.DEFAULT.between(4, 4));
    private final ClientLab lab = new ClientLab();

    private static byte[] changed(byte[] reply, Consumer<HeaderFlyweight> change) {
        change.accept(new HeaderFlyweight().wrap(ByteBuffer.wrap(reply)));
        return reply;
    }

    private List<String> tests() {
        return lab.measurements.stream().map(m -> PacketTests.text(m.tests())).distinct().toList();
    }

    /// Runs 100 s with a server that forges its replies; returns the distinct results of the tests.
    private List<String> forged(NtpSourceOptions options, Consumer<HeaderFlyweight> change) throws Exception {
        lab.server(1).forge = reply -> changed(reply, change);
        lab.add(1, options);
        lab.run(100);
        assertThat(lab.sentTo(1)).hasSize(7);
        return tests();
    }

    @Test
    void aGoodPacketPassesAllTests() throws Exception {
        assertThat(forged(FAST, header -> {
        })).containsExactly("111 111 1111");
        assertThat(lab.exchanges()).hasSize(7).allSatisfy(exchange -> {
            assertThat(exchange.offset().seconds()).isCloseTo(0.1, within(1e-9));
            assertThat(exchange.delay().seconds()).isCloseTo(2e-4, within(1e-9));
            assertThat(exchange.dispersion().seconds()).isBetween(1e-7, 2e-7);
            assertThat(exchange.stratum()).isEqualTo(1);
            assertThat(exchange.refid()).isEqualTo(ReferenceId.ofCode("TEST"));
        });
        Measurement first = lab.measurements.getFirst();
        assertThat(first.line()).isEqualTo("2026-11-18 11:06:40 192.168.123.1   N  1 111 111 1111   4  4 0.00 "
                + "-1.000e-01  2.000e-04  1.222e-07  0.000e+00  0.000e+00 54455354 4B K K");
        assertThat(lab.report(1).packets()).isEqualTo(new PacketCounters(7, 7, 7, 7, 7, 7, 0, 0));
    }

    @Test
    void aPacketWithAnotherOriginIsBogus() throws Exception {
        assertThat(forged(FAST, header -> header.originTime(header.originTime() + 1)))
                .containsExactly("101 111 0000");
        assertNothingCameOfIt();
    }

    @ParameterizedTest
    @ValueSource(strings = {"origin", "receive", "transmit"})
    void aPacketWithAZeroTimestampIsInvalid(String which) throws Exception {
        List<String> tests = forged(FAST, header -> {
            switch (which) {
                case "origin" -> header.originTime(0);
                case "receive" -> header.receiveTime(0);
                default -> header.transmitTime(0);
            }
        });
        assertThat(tests).containsExactly(which.equals("origin") ? "100 111 0000" : "110 111 0000");
        assertNothingCameOfIt();
    }

    private void assertNothingCameOfIt() {
        assertThat(lab.exchanges()).isEmpty();
        assertThat(lab.registers()).isNotEmpty().containsOnly(0);
        assertThat(lab.report(1).packets().valid()).isZero();
    }

    @Test
    void anUnsynchronisedServerIsHeardButNotFollowed() throws Exception {
        assertThat(forged(FAST, header -> header.leapVersionMode(3, 4, 4))).containsExactly("111 101 0000");
        assertThat(lab.exchanges()).isEmpty();
        assertThat(lab.registers()).isNotEmpty().containsOnly(0);
        assertThat(lab.report(1).packets().valid()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 255})
    void aStratumOutsideOneToFifteenIsNotFollowed(int stratum) throws Exception {
        assertThat(forged(FAST, header -> header.stratum(stratum))).containsExactly("111 101 0000");
        assertThat(lab.exchanges()).isEmpty();
    }

    @Test
    void aRootDistanceOfSixteenSecondsSaysNothing() throws Exception {
        assertThat(forged(FAST, header -> header.rootDelay(ShortFormat.ceilingOf(2))
                .rootDispersion(ShortFormat.ceilingOf(15)))).containsExactly("111 110 0000");
        assertThat(lab.exchanges()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 6, 7})
    void aPacketOfAnotherModeIsIgnored(int mode) throws Exception {
        assertThat(forged(FAST, header -> header.leapVersionMode(0, 4, mode))).isEmpty();
        assertNothingCameOfIt();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 6, 7})
    void aPacketOfAnotherVersionIsIgnored(int version) throws Exception {
        assertThat(forged(FAST, header -> header.leapVersionMode(0, version, 4))).isEmpty();
        assertNothingCameOfIt();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 47, 49, 50, 52, 60, 64, 65, 72, 76, 116, 200})
    void aPacketOfAnotherLengthIsIgnoredOrFailsTheTestOfItsSignature(int length) throws Exception {
        lab.server(1).tamper = reply -> Arrays.copyOf(reply, length);
        lab.add(1, FAST);
        lab.run(100);
        assertThat(tests()).isSubsetOf("111 011 0000", "110 111 0000", "111 111 1111");
        assertThat(lab.exchanges()).isEmpty();
        assertThat(lab.report(1).packets().valid()).isZero();
    }

    @Test
    void anExtensionFieldOfUnknownTypeIsPassedOver() throws Exception {
        lab.server(1).tamper = reply -> {
            byte[] longer = Arrays.copyOf(reply, 48 + 28);
            ByteBuffer.wrap(longer).putShort(48, (short) 0x1234).putShort(50, (short) 28);
            return longer;
        };
        lab.add(1, FAST);
        lab.run(20);
        assertThat(tests()).containsExactly("111 111 1111");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aRequestHasTheVersionAskedFor(int version) throws Exception {
        ScriptedServer server = lab.server(1);
        lab.add(1, FAST.with(Protocol.DEFAULT.inVersion(version)));
        lab.run(20);
        assertThat(new HeaderFlyweight().wrap(ByteBuffer.wrap(server.requests.getFirst().payload())).version())
                .isEqualTo(version);
        assertThat(lab.exchanges()).isNotEmpty();
    }

    @Test
    void aRequestTellsNothingOfTheClient() throws Exception {
        ScriptedServer server = lab.server(1);
        lab.own = new OwnState(0, 3, 5, 5, 0x01020304, 77);
        lab.add(1, FAST);
        lab.run(100);
        assertThat(server.requests).hasSize(7).allSatisfy(request -> {
            HeaderFlyweight header = new HeaderFlyweight().wrap(ByteBuffer.wrap(request.payload()));
            assertThat(header.stratum() + header.leap() + header.rootDelay() + header.rootDispersion()).isZero();
            assertThat(header.referenceId()).isZero();
            assertThat(header.referenceTime() | header.originTime() | header.receiveTime()).isZero();
        });
        assertThat(server.requests.stream().map(r -> new HeaderFlyweight().wrap(ByteBuffer.wrap(r.payload()))
                .transmitTime())).doesNotHaveDuplicates();
        assertThat(server.requests.stream().map(r -> r.from().toString())).doesNotHaveDuplicates();
    }

    @Test
    void duplicatesCountOnce() throws Exception {
        lab.universe.network().duplicates(1);
        lab.server(1);
        lab.add(1, FAST);
        lab.run(1000);
        assertThat(lab.exchanges()).hasSize(lab.sentTo(1).length);
        assertThat(lab.registers()).hasSize(lab.sentTo(1).length).endsWith(255);
    }

    @Test
    void aReplayedReplyIsBogus() throws Exception {
        ScriptedServer server = lab.server(1);
        byte[][] first = new byte[1][];
        server.tamper = reply -> {
            first[0] = first[0] == null ? reply : first[0];
            return first[0];
        };
        lab.add(1, FAST);
        lab.run(100);
        assertThat(tests()).containsExactly("111 111 1111", "001 111 0000");
        assertThat(lab.exchanges()).hasSize(1);
    }

    @Test
    void aReplyAfterTheSocketWasClosedIsNotHeard() throws Exception {
        lab.universe.network().everyPath(new VirtualNetwork.Path(Span.ofMillis(3_600), 0, 0));
        lab.server(1);
        lab.add(1, NtpSourceOptions.DEFAULT.with(Polling.DEFAULT.between(6, 6)));
        lab.run(200);
        assertThat(lab.report(1).packets().received()).isZero();
        ClientLab patient = new ClientLab();
        patient.universe.network().everyPath(new VirtualNetwork.Path(Span.ofMillis(3_600), 0, 0));
        patient.server(1);
        patient.add(1, NtpSourceOptions.DEFAULT.with(new Delays(10, 0, 10, 0, 0)));
        patient.run(200);
        assertThat(patient.exchanges()).hasSize(3);
    }

    @Test
    void aDelayBeyondTheLimitFailsTestA() throws Exception {
        lab.universe.network().everyPath(new VirtualNetwork.Path(Span.ofMillis(20), 0, 0));
        lab.server(1);
        lab.add(1, FAST.with(new Delays(0.03, 0, 10, 0, 0)));
        lab.run(100);
        assertThat(tests()).containsExactly("111 111 0111");
        assertThat(lab.registers()).endsWith(127);
        assertThat(lab.exchanges()).isEmpty();
    }

    @Test
    void aServerThatHoldsARequestForMoreThanFourSecondsFailsTestA() throws Exception {
        lab.server(1).processing = Span.ofMillis(4_100);
        lab.add(1, FAST);
        lab.run(100);
        assertThat(tests()).containsExactly("111 111 0111");
    }

    @Test
    void aDelayManyTimesTheLeastFailsTestB() throws Exception {
        lab.server(1);
        lab.add(1, FAST.with(new Delays(3, 2, 10, 0, 0)));
        lab.run(50);
        lab.universe.network().everyPath(new VirtualNetwork.Path(Span.ofMicros(300), 0, 0));
        lab.run(50);
        assertThat(tests()).containsExactly("111 111 1111", "111 111 1011");
        assertThat(lab.exchanges()).hasSize(4);
    }

    @Test
    void aDelayOutOfProportionToTheScatterFailsTestCUnlessTheClockHasMoved() throws Exception {
        lab.server(1);
        lab.add(1, FAST);
        lab.run(50);
        lab.beliefs.put(new SourceId(0), new SourceFeedback.Belief(SourceFeedback.Standing.IN_ORDER, 8,
                lab.world.clock().now(), 0.1, 0, 0, 1e-6, 1e-6));
        lab.universe.network().path(ClientLab.CLIENT, ClientLab.address(1), new VirtualNetwork.Path(
                Span.ofMicros(500), 0, 0));
        lab.run(50);
        assertThat(tests()).containsExactly("111 111 1111", "111 111 1101");
        lab.world.clock().step(Span.ofMillis(50));
        lab.sources.clockStepped(Span.ofMillis(50));
        lab.measurements.clear();
        lab.run(20);
        assertThat(tests()).containsExactly("111 111 1111");
    }

    @Test
    void aQuantileTakesThePlaceOfTestC() throws Exception {
        lab.universe.network().everyPath(new VirtualNetwork.Path(Span.ofMicros(100), 1e-3, 0));
        lab.server(1);
        lab.add(1, FAST.with(new Delays(3, 0, 10, 0.2, 0)));
        lab.run(16.16 * 1000);
        double accepted = lab.exchanges().size() / 1000.0;
        assertThat(accepted).isBetween(0.15, 0.26);
        assertThat(tests()).containsExactlyInAnyOrder("111 111 1111", "111 111 1101");
    }

    @Test
    void aServerThatFollowsUsFailsTestD() throws Exception {
        assertThat(forged(FAST, header -> header.stratum(2).referenceId(ClientLab.CLIENT.v4Bits())))
                .containsExactly("111 111 1110");
        assertThat(lab.exchanges()).isEmpty();
        assertThat(lab.registers()).as("it is reachable all the same").endsWith(127);
    }

    @Test
    void ourselvesUnderAnotherAddressFailTestD() throws Exception {
        lab.own = new OwnState(0, 10, 7, 9, 0x7f7f0101, 1L << 40);
        assertThat(forged(FAST, header -> header.stratum(10).referenceId(0x7f7f0101).rootDelay(7)
                .referenceTime(1L << 40))).containsExactly("111 111 1110");
    }

    @Test
    void nobodyCanFollowAClientThatServesNobody() throws Exception {
        ClientLab client = new ClientLab(NtpClientSettings.DEFAULT.withServerPort(0), Span.ZERO);
        client.server(1).forge = reply -> changed(reply,
                header -> header.stratum(2).referenceId(ClientLab.CLIENT.v4Bits()));
        client.add(1, FAST);
        client.run(20);
        assertThat(client.exchanges()).isNotEmpty();
    }

    @Test
    void aKissOfRateMakesRequestsRarer() throws Exception {
        ScriptedServer server = lab.server(1);
        server.forge = reply -> changed(reply,
                header -> header.leapVersionMode(3, 4, 4).stratum(0).referenceId(ReferenceId.ofCode("RATE")));
        lab.add(1, FAST);
        lab.run(85);
        assertThat(lab.sentTo(1)).hasSize(2);
        assertThat(lab.eventTexts()).first().isEqualTo("Received KoD RATE from 192.168.123.1");
        server.forge = reply -> reply;
        lab.run(800);
        assertThat(lab.sentTo(1).length).isGreaterThan(40);
    }

    @Test
    void aKissThatDoesNotAnswerUsIsIgnored() throws Exception {
        lab.server(1).forge = reply -> changed(reply, header -> header.leapVersionMode(3, 4, 4).stratum(0)
                .referenceId(ReferenceId.ofCode("RATE")).originTime(5));
        lab.add(1, FAST);
        lab.run(100);
        assertThat(lab.eventTexts()).isEmpty();
        assertThat(lab.sentTo(1)).hasSize(7);
    }

    @Test
    void offsetsAreCorrectedAsAsked() throws Exception {
        lab.universe.network().path(ClientLab.CLIENT, ClientLab.address(1), new VirtualNetwork.Path(
                Span.ofMicros(200), 0, 0));
        lab.server(1);
        lab.server(2);
        lab.add(1, FAST.with(new Correction(Double.NaN, -50e-6)));
        lab.add(2, FAST.with(new Correction(-0.5, 0)).with(new Delays(3, 0, 0, 0, 2e-4)));
        lab.run(40);
        lab.universe.network().path(ClientLab.CLIENT, ClientLab.address(2), new VirtualNetwork.Path(
                Span.ofMillis(5), 0, 0));
        lab.run(100);
        assertThat(lab.exchanges()).hasSizeGreaterThan(15)
                .allSatisfy(exchange -> assertThat(exchange.offset().seconds()).isCloseTo(0.1, within(1e-8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA1", "SHA256", "SHA384", "SHA512", "AES128", "AES256"})
    void aSignedExchangeWorksWithEveryTypeOfKeyAndEveryVersion(String type) throws Exception {
        KeyType kind = KeyType.named(type).orElseThrow();
        lab.keys.replace(List.of(new SymmetricKey(5, kind, new byte[kind.isCipher() ? kind.keyBytes() : 20])));
        for (int version = 3; version <= 4; version++) {
            lab.server(version);
            lab.add(version, FAST.with(Protocol.DEFAULT.withKey(5).inVersion(version)));
        }
        lab.server(5);
        lab.add(5, FAST.with(Protocol.DEFAULT.withKey(5)));
        lab.run(10);
        assertThat(tests()).containsExactly("111 111 1111");
        assertThat(lab.exchanges()).hasSize(3);
        AuthReport auth = lab.report(5).auth();
        assertThat(auth.mode()).isEqualTo(AuthReport.Mode.SYMMETRIC);
        assertThat(auth.type()).isEqualTo(kind.number());
        assertThat(auth.keyId()).isEqualTo(5);
        int digest = kind.codeBytes();
        assertThat(lab.packets.stream().filter(p -> p.to().equals(ClientLab.udp(5))).map(p -> p.payload().length))
                .containsOnly(48 + 4 + digest);
    }

    @Test
    void aReplyThatIsNotSignedOrWithAnotherKeyFailsTestFive() throws Exception {
        lab.keys.replace(List.of(new SymmetricKey(5, KeyType.SHA1, new byte[20]),
                new SymmetricKey(6, KeyType.SHA1, new byte[]{1, 2, 3})));
        ScriptedServer server = lab.server(1);
        server.tamper = reply -> Arrays.copyOf(reply, 48);
        lab.add(1, FAST.with(Protocol.DEFAULT.withKey(5)));
        lab.run(20);
        server.tamper = reply -> {
            reply[51] = 6;
            return reply;
        };
        lab.run(20);
        server.tamper = reply -> {
            reply[20] ^= 1;
            return reply;
        };
        lab.run(20);
        assertThat(tests()).containsExactly("111 011 0000");
        assertThat(lab.exchanges()).isEmpty();
        server.tamper = reply -> reply;
        lab.run(20);
        assertThat(lab.exchanges()).hasSize(1);
    }

    @Test
    void aSignedReplyToAnUnsignedRequestIsRefused() throws Exception {
        lab.server(1).tamper = reply -> Arrays.copyOf(reply, 68);
        lab.add(1, FAST);
        lab.run(20);
        assertThat(tests()).containsExactly("111 011 0000");
    }

    @Test
    void withoutItsKeyASourceIsNotAsked() throws Exception {
        lab.server(1);
        lab.add(1, FAST.with(Protocol.DEFAULT.withKey(9)));
        lab.run(100);
        assertThat(lab.packets).isEmpty();
        assertThat(lab.registers()).isNotEmpty().containsOnly(0);
    }

    @Test
    void eachAcceptedExchangeIsFollowedByNothingOfAnotherSource() throws Exception {
        lab.server(1);
        lab.server(2).stratum = 2;
        lab.add(1, FAST);
        lab.add(2, FAST);
        lab.run(100);
        assertThat(lab.observations.stream().filter(Observation.SourceAdded.class::isInstance)).hasSize(2);
        assertThat(lab.exchanges()).allSatisfy(
                exchange -> assertThat(exchange.stratum()).isEqualTo(exchange.source().number() + 1));
    }
}
