package org.timeball.simulator.clknetsim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.timeball.simulator.clknetsim.protocol.ProtocolException;
import org.timeball.simulator.clknetsim.protocol.Reply.Adjusted;
import org.timeball.simulator.clknetsim.protocol.TimexFields;

class SimulatedClockTest {
    private static final double DAY = 86_400;
    private static final int INS = 0x10;
    private static final int DEL = 0x20;

    private final SimulatedClock clock = new SimulatedClock(NodePlan.perfect().frequency(Signal.constant(1e-4)));

    @Test
    void aKernelThatNobodyTouchedIsUnsynchronised() {
        Adjusted idle = clock.adjust(TimexFields.READ);
        assertThat(idle.state()).isZero();
        assertThat(idle.fields()).isEqualTo(
                new TimexFields(0, 0, 0, 16_000_000, 16_000_000, 0x40, 0, 1, 32_768_000, 0, 0, 10_000, 0));
    }

    @Test
    void tickAndFrequencySteerRealAndMonotonicButNotRaw() {
        clock.update(0);
        clock.adjust(TimexFields.rate(10_100, -6_553_600));
        clock.advance(10);
        assertThat(clock.readings(10).real()).isEqualTo(10 * 1.0001 * (1.01 - 1e-4), within(1e-12));
        assertThat(clock.readings(10).monotonic()).isEqualTo(clock.readings(10).real());
        assertThat(clock.readings(10).raw()).isEqualTo(10.001, within(1e-12));
    }

    @Test
    void aStepMovesRealAlone() {
        clock.adjust(TimexFields.step(-2, 999_999_999));
        assertThat(clock.readings(0).real()).isEqualTo(-1.000000001, within(1e-15));
        assertThat(clock.readings(0).monotonic()).isZero();
        assertThat(clock.adjust(TimexFields.READ).fields().maxError()).isEqualTo(16_000_000);
    }

    @Test
    void aTickOutOfRangeIsRefusedButTheFrequencyOfTheSameCallIsTaken() {
        Adjusted refused = clock.adjust(TimexFields.rate(11_001, 65_536));
        assertThat(refused.state()).isEqualTo(-1);
        assertThat(refused.fields().tick()).isEqualTo(10_000);
        assertThat(refused.fields().freq()).isEqualTo(65_536);
        assertThat(clock.adjust(TimexFields.rate(10_000, 40_000_000)).fields().freq()).isEqualTo(32_768_000);
    }

    @Test
    void settingTheStatusClearsNano() {
        clock.adjust(TimexFields.step(0, 0));
        assertThat(clock.adjust(TimexFields.READ).fields().status() & TimexFields.STA_NANO).isNotZero();
        assertThat(clock.adjust(TimexFields.status(0, 100, 50)).fields().status()).isZero();
        assertThat(clock.adjust(TimexFields.statusAndTai(INS, 33)).fields().tai()).isEqualTo(33);
    }

    @Test
    void theBoundOfTheErrorGrowsUntilTheKernelIsUnsynchronised() {
        clock.adjust(TimexFields.status(0, 15_999_000, 0));
        clock.update(1);
        assertThat(clock.adjust(TimexFields.READ).fields().status()).isZero();
        clock.update(2);
        assertThat(clock.adjust(TimexFields.READ).fields().status()).isEqualTo(TimexFields.STA_UNSYNC);
    }

    @Test
    void aLeapSecondIsInsertedAtMidnight() {
        SimulatedClock leaping = new SimulatedClock(NodePlan.perfect());
        leaping.advance(DAY - 2);
        leaping.adjust(TimexFields.status(INS, 0, 0));
        double[] real = new double[5];
        int[] state = new int[5];
        for (int i = 0; i < 5; i++) {
            leaping.update(0);
            real[i] = leaping.real() - DAY;
            state[i] = leaping.adjust(TimexFields.READ).state();
            leaping.advance(1);
        }
        assertThat(real).containsExactly(-2, -1, -1, 0, 1);
        assertThat(state).containsExactly(1, 1, 3, 4, 4);
        assertThat(leaping.adjust(TimexFields.READ).fields().tai()).isEqualTo(1);
        leaping.adjust(TimexFields.status(0, 0, 0));
        leaping.update(0);
        assertThat(leaping.adjust(TimexFields.READ).state()).isZero();
    }

    @Test
    void aDeletedSecondEndsTheDayASecondEarly() {
        SimulatedClock leaping = new SimulatedClock(NodePlan.perfect());
        leaping.advance(DAY - 3);
        leaping.adjust(TimexFields.status(DEL, 0, 0));
        double[] real = new double[4];
        for (int i = 0; i < 4; i++) {
            leaping.update(0);
            real[i] = leaping.real() - DAY;
            leaping.advance(1);
        }
        assertThat(real).containsExactly(-3, -2, 0, 1);
    }

    @Test
    void whatIsNotSimulatedIsRefusedRatherThanIgnored() {
        assertThatThrownBy(() -> clock.adjust(
                new TimexFields(TimexFields.OFFSET, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
                .isInstanceOf(ProtocolException.class);
        assertThat(clock.adjust(new TimexFields(TimexFields.OFFSET_SINGLESHOT, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
                .state()).isZero();
    }
}
