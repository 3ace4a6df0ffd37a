package org.timeball.ptp.trust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.timeball.ptp.management.ClockQuality;
import org.timeball.ptp.management.DataSet.Timescale;
import org.timeball.ptp.management.PortState;
import org.timeball.ptp.trust.TrustSettings.Profile;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;

class GrandmasterTrustTest {
    private static final Timescale TAI = new Timescale(37, false, false, true, true, true, true, 0x20);
    private static final Timescale ARB = new Timescale(37, false, false, false, false, true, true, 0x20);
    private static final ClockQuality GNSS = new ClockQuality(6, 0x21, 0x4e5d);
    private static final Span SECOND = Span.ofSeconds(1);
    private static final TrustSettings MEASURING = new TrustSettings(true, Profile.DEFAULT, false);
    private static final TrustSettings STEERING = new TrustSettings(false, Profile.DEFAULT, false);

    private static GrandmasterClaim claim(ClockQuality quality, Timescale scale) {
        return new GrandmasterClaim(PortState.SLAVE, true, quality, 1, scale, Span.ofNanos(-400), Span.ofMicros(5),
                Span.ofMillis(700), SECOND);
    }

    private static String outcome(TrustSettings settings, GrandmasterClaim claim) {
        return switch (new GrandmasterTrust(settings).judge(claim)) {
            case Verdict.Trusted trusted -> "stratum " + trusted.stratum();
            case Verdict.Distrusted(String reason) -> reason;
        };
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            6,   stratum 0,           stratum 0,           stratum 0
            7,   stratum 1,           stratum 1,           stratum 1
            13,  time of its own,     time of its own,     stratum 0
            14,  time of its own,     time of its own,     stratum 1
            52,  left its spec,       left its spec,       left its spec
            58,  left its spec,       left its spec,       left its spec
            135, another profile,     stratum 1,           another profile
            140, another profile,     left its spec,       another profile
            150, another profile,     left its spec,       another profile
            160, another profile,     left its spec,       another profile
            165, another profile,     left its spec,       another profile
            187, left its spec,       left its spec,       left its spec
            193, left its spec,       left its spec,       left its spec
            248, no reference,        no reference,        no reference
            255, a slave only,        a slave only,        a slave only
            0,   says nothing,        says nothing,        says nothing
            127, says nothing,        says nothing,        says nothing
            """)
    void aClockClassIsWorthSoMuch(int clockClass, String byDefault, String telecom, String arbitraryIsUtc) {
        ClockQuality quality = new ClockQuality(clockClass, 0x21, 0x4e5d);
        assertThat(outcome(MEASURING, claim(quality, TAI))).contains(byDefault);
        assertThat(outcome(new TrustSettings(true, Profile.TELECOM, false), claim(quality, TAI))).contains(telecom);
        assertThat(outcome(new TrustSettings(true, Profile.DEFAULT, true), claim(quality, ARB)))
                .contains(arbitraryIsUtc);
    }

    @Test
    void anOffsetToUtcThatIsNotValidIsNoTime() {
        assertThat(outcome(MEASURING, claim(GNSS, new Timescale(37, false, false, false, true, true, true, 0x20))))
                .isEqualTo("the grandmaster's UTC offset, 37 s, is not valid");
        assertThat(outcome(MEASURING, claim(GNSS, new Timescale(0, false, false, true, true, true, true, 0x20))))
                .contains("cannot be below 10 s");
        assertThat(outcome(MEASURING, claim(GNSS, ARB))).contains("not on the PTP timescale");
    }

    @Test
    void timeThatIsNotTraceableIsNoStratumZero() {
        Timescale untraceable = new Timescale(37, false, false, true, true, false, true, 0x20);
        assertThat(outcome(MEASURING, claim(GNSS, untraceable))).isEqualTo("stratum 1");
    }

    @Test
    void leapSecondsAreTakenOverUnlessTheyContradictEachOther() {
        GrandmasterTrust trust = new GrandmasterTrust(MEASURING);
        assertThat(trust.judge(claim(GNSS, new Timescale(37, true, false, true, true, true, true, 0x20))))
                .isInstanceOfSatisfying(Verdict.Trusted.class,
                        t -> assertThat(t.leap()).isEqualTo(LeapIndicator.INSERT));
        assertThat(trust.judge(claim(GNSS, new Timescale(37, false, true, true, true, true, true, 0x20))))
                .isInstanceOfSatisfying(Verdict.Trusted.class,
                        t -> assertThat(t.leap()).isEqualTo(LeapIndicator.DELETE));
        assertThat(outcome(MEASURING, claim(GNSS, new Timescale(37, true, true, true, true, true, true, 0x20))))
                .contains("both directions");
    }

    @ParameterizedTest
    @EnumSource(PortState.class)
    void onlyAPortThatFollowsAMasterIsBelieved(PortState state) {
        GrandmasterClaim claim = new GrandmasterClaim(state, true, GNSS, 1, TAI, Span.ZERO, Span.ZERO, Span.ZERO,
                SECOND);
        boolean slave = state == PortState.SLAVE;
        assertThat(outcome(STEERING, claim).equals("stratum 0")).isEqualTo(slave);
        assertThat(outcome(MEASURING, claim).equals("stratum 0"))
                .isEqualTo(slave || state == PortState.UNCALIBRATED);
    }

    @ParameterizedTest
    @CsvSource({"true, 1, 1, 2500, 0, stratum 0", "false, 1, 1, 0, 0, no grandmaster is heard",
            "true, 1, 1, 2501, 0, the last Sync came 2.5 s ago", "true, 1, 4, 10000, 0, stratum 0",
            "true, 1, 4, 10001, 0, the last Sync came 10.0 s ago", "true, 254, 1, 0, 0, stratum 0",
            "true, 255, 1, 0, 0, 255 steps away", "true, 1, 1, 0, 1000, stratum 0",
            "true, 1, 1, 0, 1001, the path delay is 1.0 s"})
    void theWayToItCounts(boolean present, int steps, int interval, int ageMillis, int pathMillis, String outcome) {
        assertThat(outcome(MEASURING, new GrandmasterClaim(PortState.SLAVE, present, GNSS, steps, TAI, Span.ZERO,
                Span.ofMillis(pathMillis), Span.ofMillis(ageMillis), Span.ofSeconds(interval)))).contains(outcome);
    }

    /// 0x4e5d is G.8275.1's variance of a grandmaster, 2^-24.8 s or 34 ns; 100 ns are one step.
    @ParameterizedTest
    @CsvSource({"0x20, 0x4e5d, 25e-9, 34e-9", "0x21, 0xffff, 100e-9, 0", "0x23, 0xffff, 1e-6, 0",
            "0x29, 0xffff, 1e-3, 0", "0x30, 0xffff, 10, 0", "0xfe, 0xffff, 1e-3, 0", "0x20, 0x8000, 25e-9, 1"})
    void accuracyVarianceAndStepsMakeTheDispersion(String accuracy, String variance, double bound, double deviation) {
        ClockQuality quality = new ClockQuality(6, Integer.decode(accuracy), Integer.decode(variance));
        assertThat(new GrandmasterTrust(MEASURING).judge(claim(quality, TAI))).isInstanceOfSatisfying(
                Verdict.Trusted.class, t -> assertThat(t.rootDispersion().seconds()).isCloseTo(bound + deviation + 1e-7,
                        org.assertj.core.data.Offset.offset(1e-9)));
    }

    @Test
    void aHardwareClockThatMissesItsMasterIsWrongByThat() {
        ClockQuality quality = new ClockQuality(6, 0x21, 0xffff);
        assertThat(new GrandmasterTrust(STEERING).judge(claim(quality, TAI)))
                .isEqualTo(new Verdict.Trusted(0, Span.ofNanos(600), LeapIndicator.NONE));
        assertThat(new GrandmasterTrust(MEASURING).judge(claim(quality, TAI)))
                .isEqualTo(new Verdict.Trusted(0, Span.ofNanos(200), LeapIndicator.NONE));
    }

    @Test
    void whatMayBeWrongByMoreThanItCanSayIsNotTrusted() {
        assertThat(outcome(MEASURING, claim(new ClockQuality(6, 0x31, 0xffff), TAI))).contains("more than 10 s");
        assertThat(outcome(MEASURING, claim(new ClockQuality(6, 0x21, 0x8100), TAI))).contains("more than 1 s");
    }
}
