package org.timeball.ntp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.ntp.client.NtpSourceOptions.Polling;
import org.timeball.simulator.world.VirtualNetwork;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Span;

/// When requests leave, in virtual time. The numbers are those that chronyd keeps.
class PollingTest {
    private static final NtpSourceOptions DEFAULT = NtpSourceOptions.DEFAULT;
    private final ClientLab lab = new ClientLab();

    private static List<Double> intervals(double[] times) {
        return IntStream.range(1, times.length).mapToObj(i -> times[i] - times[i - 1]).toList();
    }

    private static NtpSourceOptions polling(Polling polling) {
        return DEFAULT.with(polling);
    }

    @Test
    void theFirstRequestLeavesAfterAFifthOfASecondAndTheNextAPollLater() throws Exception {
        lab.server(1);
        lab.add(1, DEFAULT);
        lab.run(200);
        double[] sent = lab.sentTo(1);
        assertThat(sent).hasSize(4);
        assertThat(sent[0]).isBetween(0.2, 0.204);
        assertThat(intervals(sent)).allSatisfy(interval -> assertThat(interval).isBetween(64.0, 64 * 1.02));
        assertThat(intervals(sent)).doesNotHaveDuplicates();
        assertThat(lab.exchanges()).hasSize(4);
    }

    @Test
    void requestsToSeveralSourcesKeepAFifthOfASecondApart() throws Exception {
        for (int i = 1; i <= 5; i++) {
            lab.server(i);
            lab.add(i, polling(Polling.DEFAULT.between(4, 4).withBursts(i % 2 == 0, false)));
        }
        lab.run(2000);
        double[] all = lab.packets.stream().filter(packet -> packet.from().ip().equals(ClientLab.CLIENT))
                .mapToDouble(packet -> (packet.trueNanos() - ClientLab.START) * 1e-9).toArray();
        assertThat(all).hasSizeGreaterThan(600);
        assertThat(all[4]).isBetween(1.0, 1.02);
        assertThat(intervals(all)).allSatisfy(interval -> assertThat(interval).isGreaterThan(0.199));
    }

    @Test
    void anInitialBurstAsksFourTimesTwoSecondsApart() throws Exception {
        lab.server(1);
        lab.add(1, polling(Polling.DEFAULT.withBursts(true, false)));
        lab.run(60);
        double[] sent = lab.sentTo(1);
        assertThat(sent).hasSize(4);
        assertThat(sent[0]).isBetween(0.2, 0.204);
        assertThat(intervals(sent)).allSatisfy(interval -> assertThat(interval).isBetween(2.0, 2.04));
        lab.run(20);
        assertThat(lab.sentTo(1)).hasSize(5);
        assertThat(lab.sentTo(1)[4] - sent[3]).isBetween(64.0, 64 * 1.02);
    }

    @Test
    void anInitialBurstToASilentServerEndsAfterEightRequests() throws Exception {
        lab.server(1).silent = true;
        lab.add(1, polling(Polling.DEFAULT.withBursts(true, false)));
        lab.run(64);
        assertThat(lab.sentTo(1)).hasSize(8);
        assertThat(lab.exchanges()).isEmpty();
    }

    @Test
    void aBurstAtEachPollEndsWithItsFirstGoodMeasurement() throws Exception {
        ScriptedServer server = lab.server(1);
        Polling polling = new Polling(4, 8, 8, OptionalInt.empty(), false, true, 1);
        lab.add(1, polling(polling));
        lab.run(4);
        assertThat(lab.sentTo(1)).as("at the shortest interval there is no burst").hasSize(1);
        // With many samples the interval grows, and then bursts are worth their packets.
        lab.believe(new SourceId(0), 64);
        lab.run(500);
        assertThat(lab.report(1).poll()).isGreaterThan(5);
        server.silent = true;
        int before = lab.sentTo(1).length;
        lab.run(300);
        double[] sent = lab.sentTo(1);
        assertThat(sent.length - before).isGreaterThanOrEqualTo(4);
        assertThat(intervals(sent).get(sent.length - 3)).isBetween(2.0, 2.05);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -3, -5, -7})
    void subSecondPollsAreKeptOnALocalNetwork(int poll) throws Exception {
        lab.server(1);
        lab.add(1, polling(Polling.DEFAULT.between(poll, poll)));
        lab.run(10);
        double most = 10 * Math.scalb(1.0, -poll);
        assertThat((double) lab.sentTo(1).length).isBetween(0.9 * most, most + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -7})
    void aServerFartherThanTenMillisecondsIsAskedOnceASecondAtMost(int poll) throws Exception {
        lab.universe.network().everyPath(new VirtualNetwork.Path(Span.ofMillis(10), 0, 0));
        lab.server(1);
        lab.add(1, polling(Polling.DEFAULT.between(poll, poll)));
        lab.run(10);
        assertThat(lab.sentTo(1)).hasSizeBetween(9, 10);
    }

    @Test
    void aRequestOfNoAccountGoesTwoSecondsAhead() throws Exception {
        lab.server(1);
        lab.add(1, polling(Polling.DEFAULT.between(6, 6).withPresend(6)));
        lab.run(300);
        double[] sent = lab.sentTo(1);
        for (int i = 0; i + 1 < sent.length; i += 2) {
            assertThat(sent[i + 1] - sent[i]).isBetween(2.0, 2.05);
        }
        assertThat(lab.exchanges()).hasSize(sent.length / 2);
        assertThat(lab.registers()).hasSize(sent.length / 2);
        ClientLab below = new ClientLab();
        below.server(1);
        below.add(1, polling(Polling.DEFAULT.between(6, 6).withPresend(7)));
        below.run(300);
        assertThat(below.exchanges()).hasSize(below.sentTo(1).length);
    }

    @Test
    void aMedianFilterGivesOneMeasurementForItsPolls() throws Exception {
        lab.universe.network().everyPath(new VirtualNetwork.Path(Span.ofMicros(100), 1e-4, 0));
        lab.server(1);
        lab.add(1, polling(Polling.DEFAULT.between(4, 4).withFilter(15)));
        lab.run(715);
        assertThat(lab.sentTo(1)).hasSize(45);
        assertThat(lab.exchanges()).hasSize(3)
                .allSatisfy(e -> assertThat(e.offset().seconds()).isCloseTo(0.1, within(4e-5)));
        lab.run(16.4);
        assertThat(intervals(lab.sentTo(1))).allSatisfy(interval -> assertThat(interval).isBetween(16.0, 16.33));
    }

    @Test
    void theIntervalGrowsWithManySamplesAndShrinksWithFew() throws Exception {
        lab.server(1);
        lab.add(1, DEFAULT);
        lab.run(1);
        lab.believe(new SourceId(0), 30);
        lab.run(20_000);
        assertThat(lab.report(1).poll()).isEqualTo(10);
        lab.believe(new SourceId(0), 3);
        lab.run(40_000);
        assertThat(lab.report(1).poll()).isEqualTo(6);
    }

    @Test
    void anOffsetBeyondWhatThePathExplainsShortensTheIntervalAtOnce() {
        PollRate rate = new PollRate(Polling.DEFAULT);
        for (int i = 0; i < 30; i++) {
            rate.measured(64, 0, 1e-3);
        }
        assertThat(rate.exponent()).isEqualTo(10);
        rate.measured(64, 5e-3, 1e-3);
        assertThat(rate.exponent()).isEqualTo(8);
        assertThat(rate.score()).isBetween(0.0, 1.0);
        rate.measured(64, -1e3, 1e-3);
        assertThat(rate.exponent()).isEqualTo(6);
    }

    @Test
    void aServerThatFallsSilentIsAskedLessAndLess() throws Exception {
        ScriptedServer server = lab.server(1);
        lab.add(1, polling(Polling.DEFAULT.between(4, 8)));
        lab.run(1);
        assertThat(lab.registers()).containsExactly(1);
        server.silent = true;
        lab.run(3000);
        assertThat(lab.report(1).poll()).isEqualTo(8);
        assertThat(lab.registers()).startsWith(1, 2, 4, 8, 16, 32, 64, 128, 0).endsWith(0);
    }

    @Test
    void reachabilityCountsAnsweredPolls() throws Exception {
        ScriptedServer server = lab.server(1);
        lab.add(1, polling(Polling.DEFAULT.between(4, 4)));
        lab.run(20);
        server.leap = 3;
        lab.run(16);
        server.leap = 0;
        lab.run(16.2);
        assertThat(lab.registers()).containsExactly(0b1, 0b11, 0b110, 0b1101);
        assertThat(lab.observations.stream().filter(Observation.Reach.class::isInstance))
                .allSatisfy(reach -> assertThat(((Observation.Reach) reach).selectable()).isTrue());
    }

    @Test
    void aThirdOfAllPacketsMayBeLost() throws Exception {
        lab.universe.network().everyPath(new VirtualNetwork.Path(Span.ofMicros(100), 0, 0.33));
        lab.server(1);
        lab.add(1, polling(Polling.DEFAULT.between(4, 4)));
        lab.run(10_000);
        assertThat(lab.sentTo(1).length).isBetween(610, 626);
        assertThat((double) lab.exchanges().size()).isCloseTo(0.67 * 0.67 * 618, within(40.0));
    }
}
