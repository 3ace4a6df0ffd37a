package org.timeball.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.timeball.gnss.simulated.Fault;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.time.Span;

/// A whole daemon with a simulated receiver and an NTP client lives through virtual time. That every claim contains the
/// truth is checked after each event by [VirtualBox] itself.
class VirtualDayTest {
    private static final long SEED = 20261201;

    @Test
    void aDayPassesWithoutAFalseClaimAndEveryAnswerComesFromStratumOne() throws Exception {
        VirtualBox box = new VirtualBox(SEED, List.of(), Span.ofSeconds(16));
        box.runSeconds(60);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
        long before = box.probe().answers() - box.probe().stratumOneAnswers();
        box.runSeconds(86_400 - 60);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
        assertThat(box.probe().answers()).isEqualTo(86_400 / 16);
        assertThat(box.probe().answers() - box.probe().stratumOneAnswers()).isEqualTo(before);
        assertThat(box.probe().violation()).isNull();
        // 20 ns of pulse jitter and an oscillator that wanders by 1 ns/s each second
        assertThat(box.errorSeconds()).isBetween(-5e-7, 5e-7);
    }

    @Test
    void theFirstStratumOneAnswerComesWithinFifteenSeconds() throws Exception {
        VirtualBox box = new VirtualBox(SEED, List.of(), Span.ofSeconds(1));
        box.runSeconds(15);
        assertThat(box.probe().firstStratumOneSeconds()).isLessThan(15);
    }

    @Test
    void tenMegabytesOfNoiseOnTheSerialLineEarnNothingAndChangeNothing() throws Exception {
        VirtualBox box = new VirtualBox(SEED, List.of("no-fix@0+1000"), Span.ofSeconds(1));
        Random random = new Random(SEED);
        byte[] noise = new byte[2000];
        for (int sent = 0; sent < 10_000_000; sent += noise.length) {
            random.nextBytes(noise);
            box.line().feed(noise);
            box.runSeconds(0.1);
        }
        assertThat(box.probe().answers()).isGreaterThan(400);
        assertThat(box.probe().stratumOneAnswers()).isZero();
        assertThat(box.snapshot().stratum()).isEqualTo(16);
        box.runSeconds(600);
        assertThat(box.snapshot().lock()).as("after the noise: %s", box.snapshot()).isEqualTo(Lock.LOCKED);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void eachFaultIsSeenWithinFiveSecondsAndLockReturnsByItself(Fault fault) throws Exception {
        VirtualBox box = new VirtualBox(SEED, List.of(fault.word() + "@60+40"), Span.ofSeconds(1));
        box.runSeconds(59);
        assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
        assertThat(box.snapshot().reason().isNone()).isTrue();
        box.runSeconds(6);
        assertThat(box.bench().activeFault()).contains(fault);
        assertThat(box.snapshot().reason().cause()).as("cause on the console").isIn(expected(fault));
        if (fault == Fault.CENTURY) {
            assertThat(box.snapshot().lock()).isEqualTo(Lock.LOCKED);
            assertThat(box.snapshot().reason().value()).isEqualTo(1024);
        } else {
            assertThat(box.snapshot().lock()).isEqualTo(Lock.HOLDOVER);
            double early = box.snapshot().rootDispersionSeconds();
            box.runSeconds(30);
            assertThat(box.probe().lastStratum()).isEqualTo(2);
            assertThat(box.snapshot().rootDispersionSeconds()).isGreaterThan(early);
        }
        box.runSeconds(60);
        assertThat(box.snapshot().lock()).as("after the fault: %s", box.snapshot()).isEqualTo(Lock.LOCKED);
        assertThat(box.snapshot().reason().isNone()).isTrue();
        assertThat(box.probe().lastStratum()).isEqualTo(1);
        assertThat(box.probe().violation()).isNull();
    }

    static EnumSet<Cause> expected(Fault fault) {
        return switch (fault) {
            case NO_FIX -> EnumSet.of(Cause.NO_FIX);
            case GARBLE -> EnumSet.of(Cause.DEVICE_GARBLED, Cause.NO_LABEL);
            case NO_PULSE -> EnumSet.of(Cause.NO_PULSE);
            case JUMP -> EnumSet.of(Cause.TIME_JUMP);
            case CENTURY -> EnumSet.of(Cause.DATE_REPAIRED);
            case SILENT -> EnumSet.of(Cause.DEVICE_SILENT, Cause.NO_LABEL);
            case UNPLUG -> EnumSet.of(Cause.DEVICE_ABSENT);
        };
    }
}
