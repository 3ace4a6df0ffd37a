package org.timeball.ptp.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.CardTimescale;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// All network cards that are to stamp.
public final class CardClocks implements CardTimescale, AutoCloseable {
    private final World world;
    private final List<CardSettings> settings;
    private final Consumer<String> log;
    private volatile CardClock[] clocks = {};

    /// @param log takes lines for the journal
    public CardClocks(World world, List<CardSettings> settings, Consumer<String> log) {
        this.world = world;
        this.settings = List.copyOf(settings);
        this.log = log;
    }

    /// Opens the cards and begins to read their clocks.
    public void start() {
        Set<String> named = settings.stream().map(CardSettings::name).collect(Collectors.toSet());
        List<CardClock> opened = new ArrayList<>();
        for (CardSettings card : settings) {
            if (!card.name().equals(CardSettings.EVERY)) {
                CardClock clock = new CardClock(world, card, log);
                opened.add(clock);
                clock.start();
            }
        }
        Optional<CardSettings> every = settings.stream().filter(card -> card.name().equals(CardSettings.EVERY))
                .findFirst();
        every.ifPresent(card -> world.cards().names().stream().filter(name -> !named.contains(name))
                .forEach(name -> openIfAble(card.named(name), opened)));
        clocks = opened.toArray(CardClock[]::new);
    }

    private void openIfAble(CardSettings card, List<CardClock> opened) {
        CardClock clock = new CardClock(world, card, log);
        try {
            clock.open();
            opened.add(clock);
            clock.poll();
        } catch (WorldException _) {
            // Not every interface is a card that stamps.
        }
    }

    /// The same world, whose clock tells these what is done to it.
    public World watched() {
        return new WatchedWorld(world, this);
    }

    void slewed(SystemInstant at, double factor) {
        for (CardClock clock : clocks) {
            clock.slewed(at, factor);
        }
    }

    void stepping() {
        for (CardClock clock : clocks) {
            clock.stepping();
        }
    }

    void stepped(Span amount) {
        for (CardClock clock : clocks) {
            clock.stepped(amount);
        }
    }

    @Override
    public boolean any() {
        return !settings.isEmpty();
    }

    @Override
    public long received(int interfaceIndex, long cardNanos, int frameBytes) {
        CardClock clock = of(interfaceIndex);
        return clock == null ? UNKNOWN : clock.received(cardNanos, frameBytes);
    }

    @Override
    public long sent(int interfaceIndex, long cardNanos) {
        CardClock clock = of(interfaceIndex);
        return clock == null ? UNKNOWN : clock.sent(cardNanos);
    }

    @Override
    public long errorNanos(int interfaceIndex) {
        CardClock clock = of(interfaceIndex);
        return clock == null ? 0 : clock.errorNanos();
    }

    @Override
    public void passed(int interfaceIndex) {
        CardClock clock = of(interfaceIndex);
        if (clock != null) {
            clock.passed();
        }
    }

    private @Nullable CardClock of(int interfaceIndex) {
        CardClock[] all = clocks;
        for (CardClock clock : all) {
            if (clock.is(interfaceIndex)) {
                return clock;
            }
        }
        return null;
    }

    @Override
    public void close() {
        for (CardClock clock : clocks) {
            clock.close();
        }
    }
}
