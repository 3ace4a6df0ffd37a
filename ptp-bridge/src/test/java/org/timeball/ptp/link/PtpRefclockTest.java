package org.timeball.ptp.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.timeball.ptp.link.PtpSettings.Transport;
import org.timeball.ptp.management.ClockQuality;
import org.timeball.ptp.management.DataSet.Timescale;
import org.timeball.ptp.management.PortState;
import org.timeball.ptp.trust.TrustSettings.Profile;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.Observation.DeviceReport;
import org.timeball.timekeeping.observation.Observation.Exchange;
import org.timeball.timekeeping.observation.Observation.Reach;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.Processes.Child;
import org.timeball.timekeeping.world.Processes.ChildHandler;

class PtpRefclockTest {
    private static final long START = 1_795_000_000_000_000_000L;
    private static final SourceId SOURCE = new SourceId(2);
    private static final String PATH = "/run/timeball/ptp4l-eth0-24";

    private final VirtualUniverse universe = new VirtualUniverse(3, START);
    private final VirtualWorld world = universe.world("box", Oscillator.perfect(), Span.ZERO);
    private final List<Observation> seen = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final List<List<String>> started = new ArrayList<>();
    private final List<ChildHandler> children = new ArrayList<>();
    private int closed;

    private PtpRefclock open(KernelTimescale timescale, Optional<String> phc, Optional<String> program) {
        WorldWithProcesses around = new WorldWithProcesses(world, (command, handler) -> {
            started.add(command);
            children.add(handler);
            Child child = () -> closed++;
            return child;
        });
        PtpRefclock refclock = new PtpRefclock(around, timescale, SOURCE, new PtpSettings("eth0", 24, Transport.UDPV4,
                Profile.DEFAULT, phc, PATH, program, false), seen::add, log::add);
        refclock.open();
        return refclock;
    }

    private PtpRefclock attached() {
        return open(KernelTimescale.SAME, Optional.empty(), Optional.empty());
    }

    private FakePtp4l ptp4l() {
        return new FakePtp4l(world, PATH, 0);
    }

    private void pass(long millis) {
        universe.runFor(Span.ofMillis(millis));
    }

    private List<Exchange> exchanges() {
        return seen.stream().filter(Exchange.class::isInstance).map(Exchange.class::cast).toList();
    }

    private DeviceReport condition() {
        return (DeviceReport) seen.stream().filter(DeviceReport.class::isInstance).reduce((_, last) -> last)
                .orElseThrow();
    }

    private boolean isSelectable() {
        return seen.stream().filter(Reach.class::isInstance).map(Reach.class::cast).reduce((_, last) -> last)
                .map(Reach::selectable).orElse(false);
    }

    @Test
    void eachSyncBecomesAnExchangeWithTheGrandmastersQuality() {
        ptp4l();
        attached();
        pass(3_100);
        // The first round only shows which Sync was there before.
        assertThat(exchanges()).hasSize(3).last()
                .isEqualTo(new Exchange(SOURCE, new SystemInstant(START + 2_700_000_000L), Span.ofNanos(-686),
                        Span.ofNanos(2 * 1_828), Span.ZERO, Span.ZERO, Span.ofNanos(200), 0, 0x50545000,
                        LeapIndicator.NONE));
        assertThat(condition().condition()).isEqualTo(Condition.WORKING);
        assertThat(seen).last().isEqualTo(new Reach(SOURCE, new SystemInstant(START + 3_000_000_000L), 0b0111, true));
    }

    /// Ours is a virtual clock, 5 s ahead of the kernel's; ptp4l knows nothing of it.
    @Test
    void whatPtp4lMeasuredIsCarriedOverToOurClock() {
        new FakePtp4l(world, PATH, 5_000_000_000L);
        open(kernel -> kernel + 5_000_000_000L, Optional.empty(), Optional.empty());
        pass(1_100);
        assertThat(exchanges()).singleElement().satisfies(exchange -> {
            assertThat(exchange.at()).isEqualTo(new SystemInstant(START + 700_000_000L));
            assertThat(exchange.offset()).isEqualTo(Span.ofNanos(4_999_999_314L));
        });
    }

    @Test
    void noSyncIsCountedTwice() {
        FakePtp4l ptp4l = ptp4l();
        attached();
        pass(2_100);
        ptp4l.syncs = false;
        pass(2_000);
        assertThat(exchanges()).hasSize(2);
        assertThat(isSelectable()).isTrue();
        pass(1_000);
        assertThat(isSelectable()).isFalse();
        assertThat(condition().detail()).isEqualTo("the last Sync came 3.0 s ago");
    }

    @Test
    void whatIsNoLongerTrueIsWithdrawnInTheNextRound() {
        FakePtp4l ptp4l = ptp4l();
        attached();
        List<Runnable> losses = List.of(() -> ptp4l.quality = new ClockQuality(248, 0xfe, 0xffff),
                () -> ptp4l.timescale = new Timescale(37, false, false, false, true, true, true, 0x20),
                () -> ptp4l.state = PortState.FAULTY, () -> ptp4l.state = PortState.LISTENING,
                () -> ptp4l.measuredGrandmaster = 99L);
        for (Runnable loss : losses) {
            ptp4l.quality = new ClockQuality(6, 0x21, 0xffff);
            ptp4l.timescale = FakePtp4l.TAI;
            ptp4l.state = PortState.UNCALIBRATED;
            ptp4l.measuredGrandmaster = null;
            pass(3_000);
            assertThat(isSelectable()).isTrue();
            int before = exchanges().size();
            loss.run();
            pass(1_000);
            assertThat(isSelectable()).isFalse();
            assertThat(condition().condition()).isEqualTo(Condition.FAILING);
            assertThat(exchanges()).hasSize(before);
        }
    }

    @Test
    void theFirstSyncOfAnotherGrandmasterMayHaveBeenTheOldOnes() {
        FakePtp4l ptp4l = ptp4l();
        attached();
        pass(2_100);
        ptp4l.grandmaster = 7;
        pass(1_000);
        assertThat(exchanges()).hasSize(2);
        pass(1_000);
        assertThat(exchanges()).hasSize(3);
    }

    @Test
    void aPtp4lThatHangsIsNotBelievedFor3Seconds() {
        FakePtp4l ptp4l = ptp4l();
        attached();
        pass(2_100);
        ptp4l.mute = true;
        pass(3_000);
        assertThat(isSelectable()).isFalse();
        assertThat(condition()).satisfies(report -> {
            assertThat(report.condition()).isEqualTo(Condition.SILENT);
            assertThat(report.detail()).isEqualTo("ptp4l does not answer at " + PATH + " in domain 24");
        });
        ptp4l.mute = false;
        pass(3_000);
        assertThat(isSelectable()).isTrue();
    }

    @Test
    void aPtp4lThatIsNotThereIsWaitedFor() {
        attached();
        pass(3_000);
        assertThat(condition().detail()).isEqualTo("ptp4l does not listen at " + PATH + "; is it running?");
        ptp4l();
        pass(3_000);
        assertThat(condition().condition()).isEqualTo(Condition.WORKING);
    }

    @Test
    void malformedAnswersAreNamedAndHarmless() {
        FakePtp4l ptp4l = ptp4l();
        ptp4l.instead = "nonsense".getBytes(StandardCharsets.US_ASCII);
        attached();
        pass(3_100);
        assertThat(condition().detail()).startsWith("what ptp4l answers is refused: it is shorter than");
        ptp4l.instead = null;
        ptp4l.domain = 23;
        pass(3_000);
        assertThat(exchanges()).isEmpty();
        ptp4l.domain = 24;
        ptp4l.logSyncInterval = -128;
        pass(3_000);
        assertThat(exchanges()).isNotEmpty();
    }

    /// The clock is 37 s ahead of ours, for it shows TAI; ptp4l steers it, so its port must be a slave's.
    @Test
    void aHardwareClockIsReadAsTaiOnceItIsSet() {
        FakePtp4l ptp4l = ptp4l();
        ptp4l.offset = Span.ofNanos(40);
        world.references().plugClock("eth0", 37_000_000_000L, 0);
        open(KernelTimescale.SAME, Optional.of("eth0"), Optional.empty());
        pass(3_100);
        assertThat(condition().detail()).contains("still setting the hardware clock");
        ptp4l.state = PortState.SLAVE;
        pass(3_000);
        assertThat(exchanges()).isNotEmpty().allSatisfy(exchange -> {
            assertThat(exchange.offset().nanos()).isBetween(-50L, 50L);
            assertThat(exchange.dispersion().nanos()).isBetween(1L, 600L);
            assertThat(exchange.rootDispersion()).isEqualTo(Span.ofNanos(240));
        });
        world.references().unplug("eth0");
        pass(1_000);
        assertThat(isSelectable()).isFalse();
        assertThat(condition().condition()).isEqualTo(Condition.FAILING);
        world.references().plugClock("eth0", 37_000_000_000L, 0);
        pass(4_000);
        assertThat(isSelectable()).isTrue();
    }

    @Test
    void aPtp4lOfOursGetsAConfigurationAndIsStartedAgainEverLater() throws Exception {
        PtpRefclock refclock = open(KernelTimescale.SAME, Optional.empty(), Optional.of("/usr/sbin/ptp4l"));
        assertThat(started).containsExactly(List.of("/usr/sbin/ptp4l", "-f", PATH + ".conf", "-s", "-m", "-q"));
        assertThat(new String(world.files().read(PATH + ".conf").orElseThrow(), StandardCharsets.US_ASCII))
                .isEqualTo("""
                        # Written by Timeball at each start of ptp4l.
                        [global]
                        domainNumber 24
                        network_transport UDPv4
                        uds_address /run/timeball/ptp4l-eth0-24
                        summary_interval 12
                        time_stamping software
                        free_running 1
                        [eth0]
                        """);
        for (int wait : new int[]{1, 2, 4, 8, 16, 32, 60, 60}) {
            children.getLast().said("interface eth0 does not exist");
            children.getLast().ended(255);
            assertThat(log).last().isEqualTo("/usr/sbin/ptp4l ended with status 255, having said: interface eth0 does"
                    + " not exist; it is started again in " + wait + " s");
            int before = started.size();
            pass(1_000L * wait - 1);
            assertThat(started).hasSize(before);
            pass(1);
            assertThat(started).hasSize(before + 1);
        }
        refclock.close();
        assertThat(closed).isEqualTo(1);
        assertThat(world.files().read(PATH + ".conf")).isEmpty();
    }

    @Test
    void aPtp4lOfOursThatEndsIsNotBelievedAnyMore() {
        ptp4l();
        open(KernelTimescale.SAME, Optional.empty(), Optional.of("ptp4l"));
        pass(3_100);
        assertThat(isSelectable()).isTrue();
        children.getLast().ended(137);
        assertThat(isSelectable()).isFalse();
        assertThat(condition().detail()).isEqualTo("ptp4l ended with status 137");
    }

    /// So it is told of several times a second by a ptp4l that hears nobody.
    @Test
    void whatAPtp4lOfOursRepeatsIsLoggedOnce() {
        open(KernelTimescale.SAME, Optional.empty(), Optional.of("ptp4l"));
        List.of("ptp4l[1.100]: selected local clock", "ptp4l[1.500]: selected local clock", "ptp4l[2.0]: port 1: up",
                "ptp4l[2.5]: selected local clock").forEach(line -> children.getLast().said(line));
        assertThat(log).containsExactly("selected local clock", "port 1: up", "selected local clock");
    }

    @Test
    void aPtp4lOfOursThatHangsIsStartedAnew() {
        ptp4l().mute = true;
        open(KernelTimescale.SAME, Optional.empty(), Optional.of("ptp4l"));
        pass(10_000);
        assertThat(closed).isEqualTo(1);
        pass(1_000);
        assertThat(started).hasSize(2);
        assertThat(log).containsExactly("ptp4l has not answered for 10 s; it is started again in 1 s");
    }

    @Test
    void aHardwareClockIsForPtp4lToSteerAndTheTelecomProfileHasItsRates() {
        String text = new String(Ptp4lConfiguration.text(new PtpSettings("eth1", 24, Transport.L2, Profile.TELECOM,
                Optional.of("/dev/ptp0"), PATH, Optional.of("ptp4l"), false)), StandardCharsets.US_ASCII);
        assertThat(text).contains("time_stamping hardware\n", "network_transport L2\n", "logSyncInterval -4\n")
                .doesNotContain("free_running");
    }
}
