package org.timeball.ptp.card;

import java.util.Optional;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Datagrams;
import org.timeball.timekeeping.world.Devices;
import org.timeball.timekeeping.world.Files;
import org.timeball.timekeeping.world.Names;
import org.timeball.timekeeping.world.NetworkCards;
import org.timeball.timekeeping.world.Processes;
import org.timeball.timekeeping.world.RandomSource;
import org.timeball.timekeeping.world.ReferenceDevices;
import org.timeball.timekeeping.world.Streams;
import org.timeball.timekeeping.world.SystemClock;
import org.timeball.timekeeping.world.Timers;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// A world whose clock tells [CardClocks] of every change of its rate and every step.
final class WatchedWorld implements World {
    private final World world;
    private final SystemClock clock;

    WatchedWorld(World world, CardClocks cards) {
        this.world = world;
        clock = new WatchedClock(world.clock(), cards);
    }

    @Override
    public SystemClock clock() {
        return clock;
    }

    @Override
    public Timers timers() {
        return world.timers();
    }

    @Override
    public Names names() {
        return world.names();
    }

    @Override
    public RandomSource random() {
        return world.random();
    }

    @Override
    public Datagrams datagrams() {
        return world.datagrams();
    }

    @Override
    public Devices devices() {
        return world.devices();
    }

    @Override
    public Files files() {
        return world.files();
    }

    @Override
    public Streams streams() {
        return world.streams();
    }

    @Override
    public ReferenceDevices references() {
        return world.references();
    }

    @Override
    public NetworkCards cards() {
        return world.cards();
    }

    @Override
    public Processes processes() {
        return world.processes();
    }

    private static final class WatchedClock implements SystemClock {
        private final SystemClock clock;
        private final CardClocks cards;
        private Frequency rate;

        WatchedClock(SystemClock clock, CardClocks cards) {
            this.clock = clock;
            this.cards = cards;
            rate = clock.rate();
        }

        private void changed(RateChange change) {
            cards.slewed(change.at(), (1 + change.correction().fraction()) / (1 + rate.fraction()));
            rate = change.correction();
        }

        @Override
        public SystemInstant now() {
            return clock.now();
        }

        @Override
        public Frequency rate() {
            return clock.rate();
        }

        @Override
        public RateChange setRate(Frequency correction) throws WorldException {
            RateChange change = clock.setRate(correction);
            changed(change);
            return change;
        }

        @Override
        public SystemInstant step(Span amount) throws WorldException {
            cards.stepping();
            Span moved = Span.ZERO;
            try {
                SystemInstant before = clock.step(amount);
                moved = amount;
                return before;
            } finally {
                cards.stepped(moved);
            }
        }

        @Override
        public void setStatus(LeapIndicator leap, double maxErrorSeconds) throws WorldException {
            clock.setStatus(leap, maxErrorSeconds);
        }

        @Override
        public boolean setTaiOffset(int seconds) throws WorldException {
            return clock.setTaiOffset(seconds);
        }

        @Override
        public boolean leapsByItself() {
            return clock.leapsByItself();
        }

        @Override
        public Optional<RateChange> foreignRate() throws WorldException {
            Optional<RateChange> foreign = clock.foreignRate();
            foreign.ifPresent(this::changed);
            return foreign;
        }

        @Override
        public Frequency rateLimit() {
            return clock.rateLimit();
        }

        @Override
        public Span resolution() {
            return clock.resolution();
        }
    }
}
