package org.timeball.ntp.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.world.CardTimescale;
import org.timeball.timekeeping.world.Datagram.Stamp;

class ArrivalTest {
    private static final long KERNEL = 1_795_000_000_000_000_000L;

    /// A card's clock that reads the disciplined time, give or take 200 ns.
    private static final CardTimescale CARD = new CardTimescale() {
        @Override
        public boolean any() {
            return true;
        }

        @Override
        public long received(int interfaceIndex, long cardNanos, int frameBytes) {
            return interfaceIndex == 2 ? cardNanos : UNKNOWN;
        }

        @Override
        public long sent(int interfaceIndex, long cardNanos) {
            return UNKNOWN;
        }

        @Override
        public long errorNanos(int interfaceIndex) {
            return 200;
        }

        @Override
        public void passed(int interfaceIndex) {
        }
    };

    private static Arrival stamped(int interfaceIndex, long cardNanos) {
        Arrival arrival = new Arrival().received(KERNEL, Stamp.KERNEL);
        arrival.receivedByCard(CARD, interfaceIndex, cardNanos, 90);
        return arrival;
    }

    @Test
    void theCardsStampIsTakenWhereTheKernelSawThePacketALittleLater() {
        Arrival arrival = stamped(2, KERNEL - 40_000);
        assertThat(arrival.receivedNanos).isEqualTo(KERNEL - 40_000);
        assertThat(arrival.stampedBy).isEqualTo(Stamp.HARDWARE);
        assertThat(arrival.errorNanos).isEqualTo(200);
    }

    @Test
    void aStampAfterTheKernelsByNoMoreThanItMayBeOffIsCutToIt() {
        Arrival arrival = stamped(2, KERNEL + 150);
        assertThat(arrival.receivedNanos).isEqualTo(KERNEL);
        assertThat(arrival.stampedBy).isEqualTo(Stamp.HARDWARE);
    }

    @Test
    void whatCannotBeIsLeftToTheKernel() {
        for (Arrival arrival : new Arrival[]{stamped(2, KERNEL + 250), stamped(2, KERNEL - 11_000_000),
                stamped(5, KERNEL - 40_000)}) {
            assertThat(arrival.receivedNanos).isEqualTo(KERNEL);
            assertThat(arrival.stampedBy).isEqualTo(Stamp.KERNEL);
            assertThat(arrival.errorNanos).isZero();
        }
    }

    @Test
    void aBetterStampOfADepartureIsNotReplacedByAWorse() {
        TimestampTable table = new TimestampTable(64, 1);
        int at = table.save(1_000, 1, 2);
        table.depart(at, 1_000, 2_000, Stamp.DAEMON);
        table.depart(at, 1_000, 2_100, Stamp.HARDWARE);
        table.depart(at, 1_000, 2_050, Stamp.KERNEL);
        assertThat(table.transmitted(at)).isEqualTo(2_100);
        assertThat(table.stampedBy(at)).isEqualTo(Stamp.HARDWARE);
    }
}
