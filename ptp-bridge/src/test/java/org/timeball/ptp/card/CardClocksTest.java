package org.timeball.ptp.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.world.VirtualHardwareClock;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.CardTimescale;
import org.timeball.timekeeping.world.HardwareClock.Method;
import org.timeball.timekeeping.world.HardwareClock.Reading;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

class CardClocksTest {
    private static final long START = 1_795_000_000_000_000_000L;
    private static final long AHEAD = 37_000_000_000L;
    private static final double FAST = 2e-5;

    private final VirtualUniverse universe = new VirtualUniverse(5, START);
    private final VirtualWorld box = universe.world("box", Oscillator.perfect(), Span.ofMillis(2));
    private final VirtualHardwareClock phc = box.references().plugClock("eth0", AHEAD, FAST);
    private final List<String> log = new ArrayList<>();

    private CardClocks cards(String name, Span transmit, Span receive) {
        CardSettings settings = new CardSettings(name, Span.ofSeconds(1), Span.ofSeconds(2), 2, 16,
                Span.ofNanos(100), transmit, receive, true, Optional.empty());
        return new CardClocks(new WorldWithCards(box, new OneCard(box)), List.of(settings), log::add);
    }

    private CardClocks started(String name) {
        CardClocks cards = cards(name, Span.ZERO, Span.ZERO);
        cards.start();
        return cards;
    }

    /// How far off the card's stamp of this very moment is once it is carried over, nanoseconds.
    private long error(CardClocks cards) throws WorldException {
        Reading now = phc.read(1, phc.method()).getFirst();
        long middle = (now.before().nanos() + now.after().nanos()) / 2;
        long carried = cards.sent(OneCard.INDEX, now.phc().nanos());
        assertThat(carried).isNotEqualTo(CardTimescale.UNKNOWN);
        return carried - middle;
    }

    @Test
    void twoReadingsCarryStampsOver() throws WorldException {
        phc.offering(Method.PRECISE);
        CardClocks cards = started("eth0");
        universe.runFor(Span.ofSeconds(1));
        assertThat(cards.sent(OneCard.INDEX, phc.read(1, Method.PRECISE).getFirst().phc().nanos()))
                .isEqualTo(CardTimescale.UNKNOWN);
        for (int i = 0; i < 50; i++) {
            universe.runFor(Span.ofMillis(1_100));
            assertThat(error(cards)).isBetween(-5L, 5L);
        }
        assertThat(cards.errorNanos(OneCard.INDEX)).isEqualTo(100);
        assertThat(log).containsExactly("Enabled hardware timestamping on eth0 (all packets)");
    }

    @Test
    void readingsThatTakeTimeAreOffByNoMoreThanIsSaid() throws WorldException {
        CardClocks cards = started("eth0");
        universe.runFor(Span.ofSeconds(3));
        for (int i = 0; i < 200; i++) {
            universe.runFor(Span.ofMillis(370));
            Reading now = phc.read(1, Method.EXTENDED).getFirst();
            long carried = cards.sent(OneCard.INDEX, now.phc().nanos());
            long error = cards.errorNanos(OneCard.INDEX);
            assertThat(error).isBetween(100L, 2_000L);
            assertThat(carried).isBetween(now.before().nanos() - error, now.after().nanos() + error);
        }
    }

    @Test
    void aClockThatIsSlewedAndSteppedTakesTheReadingsAlong() throws WorldException {
        phc.offering(Method.PRECISE);
        CardClocks cards = started("eth0");
        World watched = cards.watched();
        universe.runFor(Span.ofSeconds(10));
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 100; i++) {
            watched.clock().setRate(Frequency.ofPpm(random.nextDouble(-500, 500)));
            assertThat(error(cards)).isBetween(-50L, 50L);
            universe.runFor(Span.ofMillis(random.nextInt(1, 900)));
            assertThat(error(cards)).isBetween(-50L, 50L);
            if (i % 10 == 0) {
                watched.clock().step(Span.ofSeconds(random.nextDouble(-100, 100)));
                assertThat(error(cards)).isBetween(-50L, 50L);
            }
        }
    }

    @Test
    void aCardsClockThatSomebodySetsIsLearnedAnew() throws WorldException {
        phc.offering(Method.PRECISE);
        CardClocks cards = started("eth0");
        universe.runFor(Span.ofSeconds(20));
        phc.step(-5_000);
        universe.runFor(Span.ofSeconds(2));
        assertThat(cards.sent(OneCard.INDEX, phc.read(1, Method.PRECISE).getFirst().phc().nanos()))
                .isEqualTo(CardTimescale.UNKNOWN);
        universe.runFor(Span.ofSeconds(2));
        assertThat(error(cards)).isBetween(-5L, 5L);
    }

    @Test
    void aPassingPacketHasTheClockReadIfThatWasASecondAgo() throws WorldException {
        phc.offering(Method.PRECISE);
        CardClocks cards = started("eth0");
        universe.runFor(Span.ofMillis(900));
        cards.passed(OneCard.INDEX);
        long stamp = phc.read(1, Method.PRECISE).getFirst().phc().nanos();
        assertThat(cards.sent(OneCard.INDEX, stamp)).isEqualTo(CardTimescale.UNKNOWN);
        universe.runFor(Span.ofMillis(200));
        cards.passed(OneCard.INDEX);
        assertThat(cards.sent(OneCard.INDEX, stamp)).isNotEqualTo(CardTimescale.UNKNOWN);
    }

    @Test
    void aCardThatVanishesIsOpenedAgainWhenItIsBack() throws WorldException {
        phc.offering(Method.PRECISE);
        CardClocks cards = started("eth0");
        universe.runFor(Span.ofSeconds(5));
        long stamp = phc.read(1, Method.PRECISE).getFirst().phc().nanos();
        box.references().unplug("eth0");
        universe.runFor(Span.ofSeconds(9));
        assertThat(cards.sent(OneCard.INDEX, stamp)).isEqualTo(CardTimescale.UNKNOWN);
        box.references().plugClock("eth0", AHEAD, FAST);
        universe.runFor(Span.ofSeconds(5));
        assertThat(cards.sent(OneCard.INDEX, stamp + 14_000_000_000L)).isNotEqualTo(CardTimescale.UNKNOWN);
        assertThat(log).hasSize(3);
        assertThat(log.get(1)).startsWith("Could not use the timestamps of eth0: ");
        assertThat(log.get(2)).startsWith("Enabled hardware timestamping on eth0");
    }

    @Test
    void compensationsAndTheFramesLengthAreCounted() throws WorldException {
        phc.offering(Method.PRECISE);
        CardClocks cards = cards("eth0", Span.ofNanos(300), Span.ofNanos(40));
        cards.start();
        universe.runFor(Span.ofSeconds(5));
        Reading now = phc.read(1, Method.PRECISE).getFirst();
        long system = now.before().nanos();
        assertThat(cards.sent(OneCard.INDEX, now.phc().nanos()) - system).isBetween(295L, 305L);
        // 94 bytes with the check sequence take 752 ns at 1 Gb/s.
        assertThat(cards.received(OneCard.INDEX, now.phc().nanos(), 90) - system).isBetween(707L, 717L);
        assertThat(cards.received(OneCard.INDEX, now.phc().nanos(), 0) - system).isBetween(-45L, -35L);
        assertThat(cards.received(OneCard.INDEX + 1, now.phc().nanos(), 90)).isEqualTo(CardTimescale.UNKNOWN);
        assertThat(cards.received(OneCard.INDEX, now.phc().nanos() - 20_000_000_000L, 90))
                .isEqualTo(CardTimescale.UNKNOWN);
    }

    @Test
    void everyCardMeansThoseThatCanStamp() throws WorldException {
        phc.offering(Method.PRECISE);
        CardClocks cards = started("*");
        universe.runFor(Span.ofSeconds(5));
        assertThat(error(cards)).isBetween(-5L, 5L);
        assertThat(log).hasSize(1);
    }

    @Test
    void aCardThatIsNotThereIsComplainedOfOnce() {
        CardClocks cards = started("eth7");
        universe.runFor(Span.ofSeconds(60));
        assertThat(cards.any()).isTrue();
        assertThat(log).hasSize(1).first().asString().startsWith("Could not use the timestamps of eth7: ");
    }
}
