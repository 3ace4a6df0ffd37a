package org.timeball.timekeeping.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.ReferenceId;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.observation.SourceRequest;
import org.timeball.timekeeping.selection.AuthPolicy;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.SourceEvent;
import org.timeball.timekeeping.snapshot.SourceStanding;
import org.timeball.timekeeping.snapshot.SourceStatistics;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.world.IpAddress;

/// Several servers at once. Each run also proves that the true error never left the claimed bound.
class ServersTest {
    private static final SelectionOptions NOSELECT = new SelectionOptions(true, false, false, false);
    private static final SelectionOptions PREFER = new SelectionOptions(false, true, false, false);
    private static final SelectionOptions TRUST = new SelectionOptions(false, false, true, false);
    private static final SelectionOptions REQUIRE = new SelectionOptions(false, false, false, true);

    private static Lab lab() {
        return new Lab(3, SelectionSettings.DEFAULT);
    }

    /// Nothing but the limits that matter here differs from the defaults.
    private static SelectionSettings limits(int minSources, int minStratum, int maxStratum) {
        return new SelectionSettings(1e-3, 1e-4, 3, 3, 1, minSources, minStratum, maxStratum, AuthPolicy.MIX);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aServerPolledEveryMinuteSetsTheClockWithItsThirdAnswer(long seed) {
        Lab lab = new Lab(seed, SelectionSettings.DEFAULT);
        lab.server();
        lab.run(3000);
        assertThat(lab.settledAfterSeconds()).isBetween(120.0, 210.0);
        assertThat(lab.outsideSeconds()).isZero();
        assertThat(lab.events).containsExactly(new SourceEvent.Selected("192.168.123.1 (server0)"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aBurstSetsTheClockInFiveSeconds(long seed) {
        Lab lab = new Lab(seed, SelectionSettings.DEFAULT);
        lab.server().burst = 3;
        lab.run(4);
        assertThat(lab.trueErrorSeconds()).isGreaterThan(0.09);
        lab.run(3);
        assertThat(lab.trueErrorSeconds()).isBetween(-1e-3, 1e-3);
        // Samples of 0.1 ms, six seconds apart, tell the rate to some 20 ppm: a minute on, that is a millisecond.
        lab.run(57);
        assertThat(lab.trueErrorSeconds()).isBetween(-4e-3, 4e-3);
        lab.run(400);
        assertThat(lab.trueErrorSeconds()).isBetween(-1e-3, 1e-3);
        assertThat(lab.outsideSeconds()).isZero();
        assertThat(lab.snapshot().lock()).isEqualTo(Lock.LOCKED);
    }

    @Test
    void whatIsServedIsTheServersAndOurOwn() {
        Lab lab = lab();
        Lab.Peer server = lab.server();
        server.stratum = 4;
        server.rootDelay = 0.02;
        server.rootDispersion = 0.003;
        lab.run(1000);
        assertThat(lab.snapshot().stratum()).isEqualTo(5);
        assertThat(lab.snapshot().refid()).isEqualTo(ReferenceId.ofAddress(IpAddress.v4(192, 168, 123, 1)));
        assertThat(lab.snapshot().rootDelay().seconds()).isBetween(0.0202, 0.022);
        assertThat(lab.snapshot().rootDispersionSeconds()).isBetween(0.003, 0.004);
    }

    @Test
    void oneOfThreeThatIsWrongIsAFalseticker() {
        Lab lab = lab();
        lab.server();
        Lab.Peer liar = lab.server();
        lab.server();
        liar.error = 0.05;
        lab.run(2000);
        assertThat(lab.trueErrorSeconds()).isBetween(-3e-4, 3e-4);
        assertThat(lab.source(liar).standing().state()).isEqualTo(SourceStanding.State.FALSETICKER);
        assertThat(lab.source(liar).reason().cause()).isEqualTo(Cause.FALSETICKER);
        assertThat(lab.source(liar).reason().value()).isBetween(0.0490, 0.0510);
        assertThat(lab.events.stream().filter(new SourceEvent.Falseticker("192.168.123.2 (server1)")::equals))
                .hasSize(1);
        assertThat(lab.outsideSeconds()).isZero();
    }

    @Test
    void aServerThatGoesWrongLaterIsVotedOutThoughTheClockFollowedIt() {
        Lab lab = lab();
        Lab.Peer best = lab.server();
        Lab.Peer second = lab.server();
        Lab.Peer third = lab.server();
        best.delay = 1e-5;
        second.delay = 5e-3;
        third.delay = 5e-3;
        lab.run(3000);
        assertThat(lab.source(best).standing().state()).isEqualTo(SourceStanding.State.SELECTED);
        // One part in 10^5: it leaves what the others hold possible after some ten minutes.
        for (int i = 0; i < 2000; i++) {
            best.error += 1e-5;
            lab.run(1);
        }
        lab.run(2000);
        assertThat(lab.source(best).standing().state()).isEqualTo(SourceStanding.State.FALSETICKER);
        assertThat(lab.trueErrorSeconds()).isBetween(-1e-3, 1e-3);
        assertThat(lab.snapshot().lock()).isEqualTo(Lock.LOCKED);
    }

    @Test
    void whereTooFewAgreeTheClockIsLeftAloneAndThatIsSaidOnce() {
        Lab lab = lab();
        for (double wrong : new double[]{0, 0, 1, 2, 3}) {
            lab.server().error = wrong;
        }
        lab.run(2000);
        assertThat(lab.events).containsExactly(new SourceEvent.NoMajority(2, 5));
        assertThat(lab.snapshot().stratum()).isEqualTo(16);
        assertThat(lab.trueErrorSeconds()).isBetween(0.25, 0.35);
        Lab other = lab();
        for (double wrong : new double[]{0, 1, 2, 3, 4}) {
            other.server().error = wrong;
        }
        other.run(2000);
        assertThat(other.events).containsExactly(new SourceEvent.NoAgreement(5));
    }

    @Test
    void aServerBeyondTheLimitsIsNamedOnce() {
        Lab lab = lab();
        Lab.Peer distant = lab.server();
        distant.rootDispersion = 3.5;
        lab.run(3000);
        assertThat(lab.events).containsExactly(new SourceEvent.TooDistant("192.168.123.1 (server0)", 3));
        assertThat(lab.source(distant).standing().state()).isEqualTo(SourceStanding.State.DISTANT);
        Lab other = lab();
        other.refclock(settings -> settings.withErrors(0, 1e-9)).jitter = 2;
        other.run(1000);
        assertThat(other.events.stream().filter(SourceEvent.Selected.class::isInstance)).isEmpty();
        assertThat(other.events.stream().filter(e -> !(e instanceof SourceEvent.TooDistant)))
                .containsExactly(new SourceEvent.TooJittery("REF0", 1));
    }

    @Test
    void strataOutsideTheLimitsAreNamedOnce() {
        Lab lab = new Lab(3, limits(1, 3, 5));
        lab.server().stratum = 2;
        lab.server().stratum = 6;
        Lab.Peer good = lab.server();
        good.stratum = 3;
        lab.run(2000);
        assertThat(lab.events).containsExactlyInAnyOrder(new SourceEvent.StratumBelow("192.168.123.1 (server0)", 3),
                new SourceEvent.StratumAbove("192.168.123.2 (server1)", 5),
                new SourceEvent.Selected("192.168.123.3 (server2)"));
        assertThat(lab.source(good).standing().state()).isEqualTo(SourceStanding.State.SELECTED);
        assertThat(lab.snapshot().stratum()).isEqualTo(4);
    }

    @Test
    void aStratumCountsForAMillisecond() {
        Lab lab = lab();
        Lab.Peer near = lab.server();
        near.stratum = 2;
        Lab.Peer far = lab.server();
        far.delay = 4e-4;
        lab.run(2000);
        assertThat(lab.source(far).standing().state()).isEqualTo(SourceStanding.State.SELECTED);
        lab.ask(new SourceRequest.ChangeStratumLimit(far.settings.id(), 9));
        lab.run(1000);
        assertThat(lab.source(near).standing().state()).isEqualTo(SourceStanding.State.SELECTED);
        assertThat(lab.snapshot().stratum()).isEqualTo(3);
    }

    @Test
    void soManyMustAgreeAsAreDemanded() {
        Lab lab = new Lab(3, limits(3, 0, 15));
        lab.server();
        Lab.Peer second = lab.server();
        lab.run(2000);
        assertThat(lab.snapshot().stratum()).isEqualTo(16);
        assertThat(lab.source(second).standing().state()).isEqualTo(SourceStanding.State.WAITS_FOR_SOURCES);
        assertThat(lab.source(second).reason().cause()).isEqualTo(Cause.TOO_FEW_SOURCES);
        assertThat(lab.snapshot().reason().cause()).isEqualTo(Cause.TOO_FEW_SOURCES);
        lab.server();
        lab.run(300);
        assertThat(lab.snapshot().lock()).isEqualTo(Lock.LOCKED);
    }

    @Test
    void thePreferredOneIsSelectedThoughAnotherIsNearer() {
        Lab lab = lab();
        Lab.Peer near = lab.server();
        Lab.Peer preferred = lab.server(settings -> settings.withSelection(PREFER));
        preferred.delay = 2e-3;
        lab.run(1000);
        assertThat(lab.source(preferred).standing().state()).isEqualTo(SourceStanding.State.SELECTED);
        assertThat(lab.source(near).standing().state()).isEqualTo(SourceStanding.State.NOT_PREFERRED);
        lab.ask(new SourceRequest.ChangeSelection(preferred.settings.id(), NOSELECT));
        lab.run(1);
        assertThat(lab.source(near).standing().state()).isEqualTo(SourceStanding.State.SELECTED);
        assertThat(lab.source(preferred).standing().state()).isEqualTo(SourceStanding.State.NOSELECT);
        assertThat(lab.source(preferred).standing().configured()).isEqualTo(NOSELECT);
    }

    @Test
    void theTrustedOneIsBelievedAgainstTwo() {
        Lab lab = lab();
        Lab.Peer trusted = lab.server(settings -> settings.withSelection(TRUST));
        Lab.Peer liar = lab.server();
        liar.error = 0.5;
        lab.server().error = 0.5;
        lab.run(1000);
        assertThat(lab.trueErrorSeconds()).isBetween(-3e-4, 3e-4);
        assertThat(lab.source(trusted).standing().state()).isEqualTo(SourceStanding.State.SELECTED);
        assertThat(lab.source(liar).standing().state()).isEqualTo(SourceStanding.State.NOT_TRUSTED);
    }

    @Test
    void withoutTheRequiredOneNobodyIsSelected() {
        Lab lab = lab();
        Lab.Peer required = lab.server(settings -> settings.withSelection(REQUIRE));
        Lab.Peer other = lab.server();
        required.online = false;
        lab.run(1000);
        assertThat(lab.snapshot().stratum()).isEqualTo(16);
        assertThat(lab.source(other).standing().state()).isEqualTo(SourceStanding.State.WAITS_FOR_SOURCES);
        required.online = true;
        lab.run(500);
        assertThat(lab.snapshot().lock()).isEqualTo(Lock.LOCKED);
    }

    @Test
    void aServerThatFallsSilentStaysSelectedForAsManyPollsAsAreAllowed() {
        Lab lab = lab();
        Lab.Peer server = lab.server(settings -> settings.withMaxUnreach(20));
        lab.run(1000);
        server.online = false;
        lab.run(19 * 64);
        assertThat(lab.source(server).reception().reach()).isZero();
        assertThat(lab.source(server).standing().state()).isEqualTo(SourceStanding.State.SELECTED);
        assertThat(lab.snapshot().lock()).isEqualTo(Lock.LOCKED);
        lab.run(3 * 64);
        assertThat(lab.events).containsExactly(new SourceEvent.Selected("192.168.123.1 (server0)"),
                new SourceEvent.NoSelectable(1, Map.of()));
        assertThat(lab.snapshot().lock()).isEqualTo(Lock.HOLDOVER);
        assertThat(lab.snapshot().stratum()).isEqualTo(2);
        assertThat(lab.source(server).reason().cause()).isEqualTo(Cause.UNREACHABLE);
        lab.run(10_000);
        assertThat(lab.outsideSeconds()).isZero();
        server.online = true;
        lab.run(200);
        assertThat(lab.snapshot().lock()).isEqualTo(Lock.LOCKED);
    }

    @Test
    void aSilentServerGivesWayToOneThatAnswersOnceItsSamplesAreOlder() {
        Lab lab = lab();
        Lab.Peer near = lab.server();
        Lab.Peer far = lab.server();
        far.delay = 3e-3;
        lab.run(1000);
        assertThat(lab.source(near).standing().state()).isEqualTo(SourceStanding.State.SELECTED);
        near.online = false;
        lab.run(64 * 70);
        assertThat(lab.source(near).standing().state()).isEqualTo(SourceStanding.State.STALE);
        assertThat(lab.source(far).standing().state()).isEqualTo(SourceStanding.State.SELECTED);
        assertThat(lab.outsideSeconds()).isZero();
    }

    @Test
    void aServerThatMustNotBeUsedOrIsNotSynchronisedIsLeftAtOnce() {
        Lab lab = lab();
        Lab.Peer first = lab.server();
        Lab.Peer second = lab.server();
        second.delay = 3e-3;
        lab.run(1000);
        first.selectable = false;
        lab.run(64);
        assertThat(lab.source(second).standing().state()).isEqualTo(SourceStanding.State.SELECTED);
        assertThat(lab.source(first).reason().cause()).isEqualTo(Cause.WITHDRAWN);
        second.leap = LeapIndicator.UNSYNCHRONISED;
        first.selectable = true;
        lab.run(65);
        assertThat(lab.source(second).standing().state()).isEqualTo(SourceStanding.State.UNSYNCHRONISED);
        assertThat(lab.source(first).standing().state()).isEqualTo(SourceStanding.State.SELECTED);
    }

    @Test
    void aSourceThatIsRemovedIsForgottenAndAnotherTakesOver() {
        Lab lab = lab();
        Lab.Peer first = lab.server();
        Lab.Peer second = lab.server();
        second.delay = 3e-3;
        lab.run(1000);
        lab.tell(new Observation.SourceRemoved(first.settings.id(), lab.now()));
        lab.peers.remove(first);
        assertThat(lab.snapshot().sources()).hasSize(1);
        lab.run(64);
        assertThat(lab.source(second).standing().state()).isEqualTo(SourceStanding.State.SELECTED);
        lab.tell(new Observation.SourceRemoved(second.settings.id(), lab.now()));
        lab.peers.remove(second);
        lab.run(1000);
        assertThat(lab.snapshot().lock()).isEqualTo(Lock.HOLDOVER);
        assertThat(lab.outsideSeconds()).isZero();
    }

    @Test
    void serversOfOneKindDoNotTakeTurns() {
        Lab lab = lab();
        for (int i = 0; i < 4; i++) {
            lab.server();
        }
        lab.run(40_000);
        assertThat(lab.events.size()).isLessThan(5);
        assertThat(lab.snapshot().sources()).extracting(source -> source.verdict().symbol()).containsOnly('*', '+');
        assertThat(lab.outsideSeconds()).isZero();
    }

    @Test
    void theFirstIsNotSelectedBeforeOthersThatAnswerHaveBeenHeard() {
        Lab lab = lab();
        Lab.Peer liar = lab.server();
        liar.error = 3;
        liar.burst = 3;
        lab.server();
        lab.server();
        lab.run(60);
        assertThat(lab.source(liar).reason().cause()).isEqualTo(Cause.AWAITING_OTHERS);
        lab.run(1000);
        assertThat(lab.trueErrorSeconds()).isBetween(-3e-4, 3e-4);
        assertThat(lab.events).doesNotContain(new SourceEvent.Selected("192.168.123.1 (server0)"));
    }

    @Test
    void aRefclockDoesNotWaitForServersAndIsNotLeftForThem() {
        Lab lab = lab();
        Lab.Peer refclock = lab.refclock(settings -> settings);
        Lab.Peer server = lab.server();
        lab.server();
        lab.run(20);
        assertThat(lab.snapshot().stratum()).isEqualTo(1);
        lab.run(2000);
        assertThat(lab.source(refclock).standing().state()).isEqualTo(SourceStanding.State.SELECTED);
        assertThat(lab.source(server).standing().state()).isEqualTo(SourceStanding.State.NOT_COMBINED);
        assertThat(lab.outsideSeconds()).isZero();
    }

    @Test
    void aRefclockThatIsASecondOffIsFoundOutByThreeServers() {
        Lab lab = lab();
        Lab.Peer refclock = lab.refclock(settings -> settings);
        refclock.error = 1;
        for (int i = 0; i < 3; i++) {
            lab.server().burst = 3;
        }
        lab.run(1000);
        assertThat(lab.source(refclock).standing().state()).isEqualTo(SourceStanding.State.FALSETICKER);
        assertThat(lab.trueErrorSeconds()).isBetween(-3e-4, 3e-4);
        assertThat(lab.snapshot().stratum()).isEqualTo(2);
    }

    @Test
    void resettingForgetsAllSamplesAndReselectingNone() {
        Lab lab = lab();
        Lab.Peer server = lab.server();
        lab.run(1000);
        lab.ask(new SourceRequest.Reselect());
        assertThat(lab.source(server).samples()).isGreaterThan(10);
        lab.ask(new SourceRequest.ResetSources());
        assertThat(lab.source(server).samples()).isZero();
        assertThat(lab.snapshot().lock()).isEqualTo(Lock.ACQUIRING);
        lab.run(200);
        assertThat(lab.snapshot().lock()).isEqualTo(Lock.LOCKED);
        assertThat(lab.outsideSeconds()).isZero();
    }

    @Test
    void authenticationGivesOptionsByItsPolicy() {
        List<SelectionOptions> expected = List.of(new SelectionOptions(false, false, true, true),
                SelectionOptions.NONE);
        assertThat(effective(AuthPolicy.MIX)).isEqualTo(expected);
        assertThat(effective(AuthPolicy.PREFER)).containsExactly(SelectionOptions.NONE, NOSELECT);
        assertThat(effective(AuthPolicy.REQUIRE)).containsExactly(SelectionOptions.NONE, NOSELECT);
        assertThat(effective(AuthPolicy.IGNORE)).containsExactly(SelectionOptions.NONE, SelectionOptions.NONE);
    }

    private static List<SelectionOptions> effective(AuthPolicy policy) {
        Lab lab = new Lab(1, new SelectionSettings(1e-3, 1e-4, 3, 3, 1, 1, 0, 15, policy));
        lab.server(settings -> settings.withAuthentication(true));
        lab.server();
        return lab.snapshot().sources().stream().map(source -> source.standing().effective()).toList();
    }

    @Test
    void theStatisticsOfAServerAreThoseThatARegressionWouldGive() {
        Lab lab = lab();
        Lab.Peer server = lab.server();
        assertThat(lab.source(server).statistics()).isEqualTo(SourceStatistics.NONE);
        lab.run(6000);
        SourceStatistics statistics = lab.source(server).statistics();
        // A constant rate is learned from all samples: 94 of them, of which 64 are counted.
        assertThat(statistics.samples()).isBetween(10L, 64L);
        assertThat(statistics.spanSeconds()).isBetween(64.0 * (statistics.samples() - 2),
                65.0 * statistics.samples());
        assertThat(statistics.runs()).isBetween(statistics.samples() / 5, statistics.samples());
        assertThat(statistics.deviationSeconds()).isBetween(2e-5, 2e-4);
        assertThat(statistics.frequencyPpm()).isBetween(-0.1, 0.1);
        assertThat(statistics.skewPpm()).isBetween(1e-4, 0.2);
        assertThat(statistics.offsetSeconds()).isBetween(-1e-4, 1e-4);
        assertThat(statistics.offsetErrorSeconds()).isBetween(1e-6, 1e-4);
        assertThat(lab.source(server).reception().errorSeconds()).isBetween(1e-4, 2e-3);
        assertThat(lab.source(server).reception().reach()).isEqualTo(255);
        SourceStanding standing = lab.source(server).standing();
        assertThat(standing.lowSeconds()).isNegative();
        assertThat(standing.highSeconds()).isPositive();
    }

    @Test
    void theClockNeverTestifiesAgainstTheOneRefclockThatItRunsBy() {
        Lab lab = lab();
        Lab.Peer refclock = lab.refclock(settings -> settings);
        refclock.jitter = 5e-8;
        lab.run(600);
        // Its rate changes by a part in a million: within seconds it is farther off than both could be wrong by.
        for (int i = 0; i < 600; i++) {
            refclock.error += 1e-6;
            lab.run(1);
        }
        assertThat(lab.source(refclock).standing().state()).isEqualTo(SourceStanding.State.SELECTED);
        assertThat(lab.trueErrorSeconds() - refclock.error).isBetween(-1e-5, 1e-5);
    }

    @Test
    void aServerThatIsCopiedLendsItsStratumAndItsReference() {
        Lab lab = new Lab(5, SelectionSettings.DEFAULT);
        Lab.Peer server = lab.server(settings -> settings.withCopy(true));
        server.stratum = 3;
        lab.run(1000);
        assertThat(lab.snapshot().stratum()).isEqualTo(3);
        assertThat(lab.snapshot().refid()).isEqualTo(ReferenceId.ofName("GPS"));
    }
}
