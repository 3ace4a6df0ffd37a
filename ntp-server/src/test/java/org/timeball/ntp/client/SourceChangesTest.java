package org.timeball.ntp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.timeball.ntp.client.NtpSourceOptions.Connection;
import org.timeball.ntp.client.NtpSourceOptions.Polling;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.Names.Family;

/// Sources that come, go, change and have names, in virtual time.
class SourceChangesTest {
    private static final NtpSourceOptions FAST = NtpSourceOptions.DEFAULT.with(Polling.DEFAULT.between(4, 4));
    private static final NtpSourceOptions OFFLINE = FAST.with(new Connection(true, false, Family.ANY, 4));
    private final ClientLab lab = new ClientLab();

    private List<SourceSettings> added() {
        return lab.observations.stream().filter(Observation.SourceAdded.class::isInstance)
                .map(o -> ((Observation.SourceAdded) o).settings()).toList();
    }

    private List<SourceId> removed() {
        return lab.observations.stream().filter(Observation.SourceRemoved.class::isInstance)
                .map(o -> ((Observation.SourceRemoved) o).source()).toList();
    }

    private List<IpAddress> inUse() {
        return lab.sources.reports().stream().flatMap(report -> report.address().stream()).map(udp -> udp.ip())
                .toList();
    }

    private static IpAddress[] addresses(int... numbers) {
        return Arrays.stream(numbers).mapToObj(ClientLab::address).toArray(IpAddress[]::new);
    }

    @Test
    void anOfflineSourceIsNotAskedUntilItIsOnline() throws Exception {
        lab.server(1);
        lab.add(1, OFFLINE);
        lab.run(100);
        assertThat(lab.packets).isEmpty();
        assertThat(lab.sources.activity()).isEqualTo(new ActivityReport(0, 1, 0, 0, 0));
        assertThat(lab.sources.online(address -> true)).isEqualTo(1);
        assertThat(lab.sources.online(address -> true)).isEqualTo(1);
        lab.run(20);
        assertThat(lab.sentTo(1)).hasSize(2);
        assertThat(lab.sources.offline(NtpSources.matching(IpAddress.v4(-1 << 8), ClientLab.address(0)))).isEqualTo(1);
        assertThat(lab.sources.offline(address -> false)).isZero();
        lab.run(100);
        assertThat(lab.sentTo(1)).hasSize(2);
        assertThat(lab.observations).last().isInstanceOfSatisfying(Observation.Reach.class, reach -> {
            assertThat(reach.register()).isZero();
            assertThat(reach.selectable()).isFalse();
        });
        assertThat(lab.eventTexts()).containsExactly("Source 192.168.123.1 online", "Source 192.168.123.1 offline");
    }

    @Test
    void aBurstFromOfflineEndsOffline() throws Exception {
        lab.server(1);
        lab.add(1, OFFLINE);
        assertThat(lab.sources.burst(3, 5, address -> true)).isEqualTo(1);
        assertThat(lab.sources.activity()).isEqualTo(new ActivityReport(0, 0, 0, 1, 0));
        lab.run(100);
        assertThat(lab.sentTo(1)).hasSize(3);
        assertThat(lab.sources.activity()).isEqualTo(new ActivityReport(0, 1, 0, 0, 0));
    }

    @Test
    void aBurstFromOnlineEndsAfterItsRequestsAndGoesOnPolling() throws Exception {
        ScriptedServer server = lab.server(1);
        lab.add(1, FAST);
        lab.run(20);
        server.silent = true;
        lab.sources.burst(2, 4, address -> true);
        assertThat(lab.sources.activity().burstOnline()).isEqualTo(1);
        lab.run(8);
        assertThat(lab.sentTo(1)).hasSize(6);
        lab.run(16);
        assertThat(lab.sentTo(1)).hasSize(7);
        assertThat(lab.sources.activity().online()).isEqualTo(1);
    }

    @Test
    void aSourceWithoutRouteGoesOfflineByItselfIfItMay() {
        NtpSourceOptions options = FAST.with(new Connection(false, true, Family.ANY, 4));
        ClientLab island = new ClientLab(lab.universe, NtpClientSettings.DEFAULT, Span.ZERO,
                new IpAddress(0xfc00L << 48, 0x200));
        island.sources.add(SourceKind.SERVER, "192.168.123.1", options);
        island.run(10);
        assertThat(island.sources.activity().offline()).isEqualTo(1);
    }

    @Test
    void aSourceIsAddedOnceAndRemoved() throws Exception {
        lab.server(1);
        assertThat(lab.add(1, FAST)).isEqualTo(AddResult.ADDED);
        assertThat(lab.add(1, FAST)).isEqualTo(AddResult.IN_USE);
        assertThat(lab.sources.add(SourceKind.SERVER, "two words", FAST)).isEqualTo(AddResult.BAD_NAME);
        assertThat(lab.sources.add(SourceKind.SERVER, "::1", FAST.with(new Connection(false, false, Family.V4, 4))))
                .isEqualTo(AddResult.WRONG_FAMILY);
        assertThat(lab.sources.add(SourceKind.SERVER, "::2",
                FAST.with(NtpSourceOptions.Protocol.DEFAULT.withNts(4460, 0)))).isEqualTo(AddResult.NO_NTS);
        lab.run(20);
        assertThat(lab.sources.remove(ClientLab.address(1))).isTrue();
        assertThat(lab.sources.remove(ClientLab.address(1))).isFalse();
        lab.run(100);
        assertThat(lab.sentTo(1)).hasSize(2);
        assertThat(removed()).containsExactly(new SourceId(0));
        assertThat(lab.sources.reports()).isEmpty();
        assertThat(lab.add(1, FAST)).isEqualTo(AddResult.ADDED);
        assertThat(added().getLast().id()).isEqualTo(new SourceId(1));
    }

    @Test
    void theCoreIsToldWhatItIsToMakeOfASource() {
        SelectionOptions votes = new SelectionOptions(false, true, true, false);
        lab.add(1, FAST.with(new NtpSourceOptions.Selection(votes, 5, 20, 3, true, 12)));
        SourceSettings settings = added().getFirst();
        assertThat(settings.selection()).isEqualTo(votes);
        assertThat(settings.minSamples()).isEqualTo(5);
        assertThat(settings.maxSamples()).isEqualTo(20);
        assertThat(settings.minStratum()).isEqualTo(3);
        assertThat(settings.maxUnreach()).isEqualTo(12);
        assertThat(settings.name()).isEqualTo("192.168.123.1");
        assertThat(settings.address()).hasValue(ClientLab.address(1));
    }

    @Test
    void optionsChangeWhileASourceIsAsked() throws Exception {
        lab.server(1);
        lab.add(1, NtpSourceOptions.DEFAULT);
        lab.run(10);
        assertThat(lab.sources.change(ClientLab.address(1), o -> o.with(o.polling().between(4, 4)))).isTrue();
        assertThat(lab.sources.change(ClientLab.address(2), o -> o)).isFalse();
        lab.run(30);
        assertThat(lab.sentTo(1)).hasSize(3);
        assertThat(lab.report(1).poll()).isEqualTo(4);
    }

    @Test
    void aNameIsLookedUpAndAskedUnderItsFirstAddress() throws Exception {
        lab.server(2);
        lab.world.names().set("nodes-1-2.net1.clk", addresses(2, 1));
        assertThat(lab.sources.add(SourceKind.SERVER, "nodes-1-2.net1.clk", FAST)).isEqualTo(AddResult.ADDED);
        lab.run(20);
        assertThat(lab.sentTo(2)).hasSize(2);
        assertThat(lab.sentTo(2)[0]).isBetween(0.2, 0.204);
        assertThat(lab.report(2).name()).isEqualTo("nodes-1-2.net1.clk");
        assertThat(added()).singleElement().satisfies(s -> assertThat(s.name()).isEqualTo("nodes-1-2.net1.clk"));
    }

    @Test
    void anUnknownNameIsLookedUpAtGrowingIntervals() throws Exception {
        lab.server(1);
        lab.sources.add(SourceKind.SERVER, "later.net1.clk", FAST);
        lab.run(1);
        assertThat(lab.sources.activity().unresolved()).isEqualTo(1);
        assertThat(lab.sources.reports().getFirst().label()).isEqualTo("ID#0000000001");
        assertThat(lab.eventTexts()).containsExactly("Source later.net1.clk has no address yet: "
                + "no such name: later.net1.clk; check the name and the network");
        // 28, 56, 112, 224, 448, 896, 1792, 3584, 3584 s
        long[] asked = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        double[] pauses = {28, 56, 112, 224, 448, 896, 1792, 3584, 3584};
        for (int i = 0; i < pauses.length; i++) {
            assertThat(lab.world.names().asked()).isEqualTo(asked[i]);
            lab.run(pauses[i]);
        }
        assertThat(lab.eventTexts()).hasSize(1);
        lab.world.names().set("later.net1.clk", addresses(1));
        lab.sources.online(address -> true);
        lab.run(20);
        assertThat(lab.sentTo(1)).hasSize(2);
        assertThat(lab.sources.activity()).isEqualTo(new ActivityReport(1, 0, 0, 0, 0));
    }

    @Test
    void aSourceWithoutAddressIsRemovedByItsNumber() {
        lab.sources.add(SourceKind.SERVER, "one.net1.clk", FAST);
        lab.sources.add(SourceKind.SERVER, "two.net1.clk", FAST);
        lab.run(1);
        assertThat(lab.sources.removeUnresolved(2)).isTrue();
        assertThat(lab.sources.removeUnresolved(2)).isFalse();
        assertThat(lab.sources.remove("one.net1.clk")).isTrue();
        lab.run(10_000);
        assertThat(lab.world.names().asked()).isEqualTo(2);
        assertThat(lab.sources.reports()).isEmpty();
    }

    @Test
    void anUnreachableAddressIsReplacedOnceInHalfAnHour() throws Exception {
        lab.server(3);
        lab.world.names().set("nodes.net1.clk", addresses(1));
        lab.sources.add(SourceKind.SERVER, "nodes.net1.clk", FAST);
        lab.world.names().set("nodes.net1.clk", addresses(1, 2));
        lab.run(300);
        assertThat(inUse()).containsExactly(ClientLab.address(2));
        assertThat(lab.eventTexts()).containsExactly(
                "Source 192.168.123.1 replaced with 192.168.123.2 (nodes.net1.clk)");
        lab.world.names().set("nodes.net1.clk", addresses(3));
        lab.run(1_000);
        assertThat(inUse()).as("not so soon").containsExactly(ClientLab.address(2));
        lab.run(1_500);
        assertThat(inUse()).containsExactly(ClientLab.address(3));
        assertThat(removed()).containsExactly(new SourceId(0), new SourceId(1));
        lab.run(100);
        assertThat(lab.report(3).reach()).isPositive();
    }

    @Test
    void aFalsetickerIsReplaced() throws Exception {
        lab.server(1);
        lab.server(2);
        lab.world.names().set("nodes.net1.clk", addresses(1, 2));
        lab.sources.add(SourceKind.SERVER, "nodes.net1.clk", FAST);
        lab.run(50);
        assertThat(inUse()).containsExactly(ClientLab.address(1));
        lab.beliefs.put(new SourceId(0), new SourceFeedback.Belief(SourceFeedback.Standing.BAD, 4,
                lab.world.clock().now(), 0.1, 0, 0, 1e-5, 1e-5));
        lab.run(50);
        assertThat(inUse()).containsExactly(ClientLab.address(2));
    }

    @Test
    void aGoodSourceIsKeptAndABadOneWithoutAlternativeToo() throws Exception {
        lab.server(1);
        lab.world.names().set("good.net1.clk", addresses(1, 2));
        lab.world.names().set("lonely.net1.clk", addresses(3));
        lab.sources.add(SourceKind.SERVER, "good.net1.clk", FAST);
        lab.sources.add(SourceKind.SERVER, "lonely.net1.clk", FAST);
        lab.run(10_000);
        assertThat(inUse()).containsExactly(addresses(1, 3));
        assertThat(lab.events).isEmpty();
    }

    @Test
    void aRefreshKeepsAnAddressThatTheNameStillHas() throws Exception {
        for (int i = 1; i <= 3; i++) {
            lab.server(i);
        }
        lab.world.names().set("a.net1.clk", addresses(1));
        lab.world.names().set("b.net1.clk", addresses(2));
        lab.sources.add(SourceKind.SERVER, "a.net1.clk", FAST);
        lab.sources.add(SourceKind.SERVER, "b.net1.clk", FAST);
        lab.run(10);
        lab.world.names().set("a.net1.clk", addresses(3, 1));
        lab.world.names().set("b.net1.clk", addresses(3));
        lab.sources.refresh();
        lab.run(10);
        assertThat(inUse()).containsExactly(addresses(1, 3));
        assertThat(lab.eventTexts()).containsExactly(
                "Source 192.168.123.2 replaced with 192.168.123.3 (b.net1.clk)");
        assertThat(lab.events.stream().filter(ClientEvent::isDetail).map(ClientEvent::text)).containsExactly(
                "refreshing 192.168.123.1", "refreshing 192.168.123.2",
                "resolved_name: 192.168.123.1 still fresh");
        lab.world.names().setReachable(false);
        lab.sources.refresh();
        lab.run(10);
        assertThat(inUse()).containsExactly(addresses(1, 3));
    }

    @Test
    void namesAreLookedUpAgainWhenTheirAddressesAreOld() throws Exception {
        ClientLab client = new ClientLab(NtpClientSettings.DEFAULT.withRefresh(1_000),
                Span.ZERO);
        client.server(1);
        client.world.names().set("a.net1.clk", addresses(1));
        client.sources.add(SourceKind.SERVER, "a.net1.clk", FAST);
        client.run(10_000);
        assertThat(client.world.names().asked()).isBetween(9L, 10L);
    }

    @Test
    void ofAPoolThoseThatAnswerAreKept() throws Exception {
        for (int i : new int[]{1, 3, 5, 6}) {
            lab.server(i);
        }
        lab.world.names().set("pool.net1.clk", addresses(6, 5, 4, 3, 2, 1));
        lab.sources.add(SourceKind.POOL, "pool.net1.clk", FAST.with(new Connection(false, false, Family.ANY, 2)));
        lab.run(0.1);
        assertThat(inUse()).hasSize(4);
        lab.run(1);
        assertThat(inUse()).containsExactly(addresses(6, 5));
        lab.run(1000);
        assertThat(inUse()).containsExactly(addresses(6, 5));
        assertThat(removed()).hasSize(2);
        assertThat(lab.sentTo(4)).hasSizeLessThan(2);
    }

    @Test
    void aPoolWithTooFewAnswersIsLookedUpAgain() throws Exception {
        lab.server(1);
        lab.server(7);
        lab.world.names().set("pool.net1.clk", addresses(1));
        lab.sources.add(SourceKind.POOL, "pool.net1.clk", FAST.with(new Connection(false, false, Family.ANY, 2)));
        lab.run(20);
        lab.world.names().set("pool.net1.clk", addresses(7, 1));
        lab.run(40);
        assertThat(inUse()).containsExactly(addresses(1, 7));
        long asked = lab.world.names().asked();
        lab.run(10_000);
        assertThat(lab.world.names().asked()).isEqualTo(asked);
    }

    @Test
    void anUnreachableServerOfAPoolIsReplaced() throws Exception {
        ScriptedServer first = lab.server(1);
        lab.server(2);
        lab.world.names().set("pool.net1.clk", addresses(1));
        lab.sources.add(SourceKind.POOL, "pool.net1.clk", FAST.with(new Connection(false, false, Family.ANY, 1)));
        lab.run(50);
        first.silent = true;
        lab.world.names().set("pool.net1.clk", addresses(1, 2));
        lab.run(300);
        assertThat(inUse()).containsExactly(addresses(2));
        assertThat(lab.eventTexts()).containsExactly(
                "Source 192.168.123.1 replaced with 192.168.123.2 (pool.net1.clk)");
    }

    @Test
    void anIpv6NameIsAskedOverIpv6() throws Exception {
        lab.server(1);
        lab.world.names().set("six.net1.clk", ClientLab.address(1), ClientLab.address6(1));
        lab.sources.add(SourceKind.SERVER, "six.net1.clk", FAST.with(new Connection(false, false, Family.V6, 4)));
        lab.run(20);
        assertThat(inUse()).containsExactly(ClientLab.address6(1));
        assertThat(lab.packets).isNotEmpty().allSatisfy(packet -> assertThat(packet.to().ip().isV4()).isFalse());
    }
}
