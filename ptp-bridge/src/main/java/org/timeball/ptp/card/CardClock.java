package org.timeball.ptp.card;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.ptp.card.CardLine.Point;
import org.timeball.ptp.phc.ReadingSieve;
import org.timeball.ptp.phc.ReadingSieve.Comparison;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.CardTimescale;
import org.timeball.timekeeping.world.HardwareClock.Method;
import org.timeball.timekeeping.world.NetworkCards.NetworkCard;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// Compares one card's clock with the system clock, again and again, and carries its stamps over.
///
/// The comparisons made so far are moved with the system clock whenever that is steered or stepped, so that they stay on
/// one line. One that is far off the line begins a new one: somebody has set the card's clock. A card that vanishes is
/// opened again when it is back. All on the world's thread, but for [#received], [#sent] and [#errorNanos].
final class CardClock implements AutoCloseable {
    private static final int READINGS = 25;
    private static final double NANOS = 1e9;
    private static final int BITS = 8;
    /// The frame's check sequence, which its length leaves out.
    private static final int CHECK_BYTES = 4;
    /// A comparison so many errors off the line, and at least so many nanoseconds, is not on it.
    private static final long FAR_ERRORS = 10;
    private static final long FAR_NANOS = 1_000;
    /// The line holds for so many of the longest intervals between two readings.
    private static final int LASTING = 4;

    private final World world;
    private final CardSettings settings;
    private final Consumer<String> log;
    private final List<Point> points = new ArrayList<>();
    private @Nullable NetworkCard card;
    private @Nullable Timer timer;
    private @Nullable MonotonicInstant lastRead;
    private boolean complained;
    private volatile @Nullable CardLine line;
    private volatile int interfaceIndex;
    private volatile long bitsPerSecond;

    CardClock(World world, CardSettings settings, Consumer<String> log) {
        this.world = world;
        this.settings = settings;
        this.log = log;
    }

    /// Opens the card, now or as soon as it is there.
    void start() {
        try {
            open();
        } catch (WorldException e) {
            complain(e);
        }
        poll();
    }

    /// @throws WorldException if it cannot stamp
    void open() throws WorldException {
        NetworkCard opened = world.cards().open(settings.name(), settings.received());
        card = opened;
        interfaceIndex = opened.interfaceIndex();
        complained = false;
        log.accept("Enabled hardware timestamping on %s (%s)".formatted(settings.name(), opened.stamps()));
    }

    private void complain(WorldException e) {
        if (!complained) {
            complained = true;
            log.accept("Could not use the timestamps of %s: %s (tried again until it works)".formatted(settings.name(),
                    e.getMessage()));
        }
    }

    /// Reads the clock, and comes back after the longest interval.
    void poll() {
        if (timer != null) {
            timer.cancel();
        }
        timer = world.timers().after(settings.mostInterval(), this::poll);
        try {
            if (card == null) {
                open();
            }
            NetworkCard open = card;
            if (open != null) {
                read(open);
            }
        } catch (WorldException e) {
            closeCard();
            complain(e);
        }
    }

    private void read(NetworkCard open) throws WorldException {
        Comparison best = ReadingSieve.best(
                open.clock().read(READINGS, settings.crossTimestamps() ? Method.PRECISE : Method.EXTENDED));
        lastRead = world.timers().now();
        bitsPerSecond = open.bitsPerSecond();
        Point point = new Point(best.phc().nanos(), best.system().nanos(), best.width().nanos() / 2);
        CardLine before = line;
        if (before != null) {
            long off = Math.abs(before.at(point.card()) - point.system());
            if (off > Math.max(FAR_NANOS, FAR_ERRORS * Math.max(before.errorNanos(), point.errorNanos()))) {
                points.clear();
            }
        }
        if (points.isEmpty() || point.card() > points.getLast().card()) {
            points.add(point);
        } else {
            points.clear();
            points.add(point);
        }
        if (points.size() > settings.maxSamples()) {
            points.removeFirst();
        }
        draw();
    }

    private void draw() {
        line = points.size() < Math.max(2, settings.minSamples())
                ? null
                : CardLine.through(points, settings.precision().nanos());
    }

    /// A packet has passed: its stamp is carried over best by a fresh reading.
    void passed() {
        MonotonicInstant last = lastRead;
        if (last == null || world.timers().now().since(last).compareTo(settings.leastInterval()) >= 0) {
            poll();
        }
    }

    /// The system clock has another rate.
    ///
    /// @param at its reading when that changed
    /// @param factor rate after over rate before
    void slewed(SystemInstant at, double factor) {
        points.replaceAll(point -> {
            long ago = point.system() - at.nanos();
            return new Point(point.card(), point.system() + Math.round(ago * (factor - 1)), point.errorNanos());
        });
        draw();
    }

    /// The system clock is about to be stepped: what is carried over meanwhile would be wrong.
    void stepping() {
        line = null;
    }

    void stepped(Span amount) {
        points.replaceAll(point -> new Point(point.card(), point.system() + amount.nanos(), point.errorNanos()));
        draw();
    }

    boolean is(int index) {
        return interfaceIndex == index;
    }

    long received(long cardNanos, int frameBytes) {
        long at = carriedOver(cardNanos);
        if (at == CardTimescale.UNKNOWN) {
            return at;
        }
        long rate = bitsPerSecond;
        long length = frameBytes == 0 || rate == 0
                ? 0
                : Math.round((frameBytes + CHECK_BYTES) * BITS * NANOS / rate);
        return at + length - settings.receiveCompensation().nanos();
    }

    long sent(long cardNanos) {
        long at = carriedOver(cardNanos);
        return at == CardTimescale.UNKNOWN ? at : at + settings.transmitCompensation().nanos();
    }

    private long carriedOver(long cardNanos) {
        CardLine now = line;
        if (now == null || Math.abs(cardNanos - now.card()) > LASTING * settings.mostInterval().nanos()) {
            return CardTimescale.UNKNOWN;
        }
        return now.at(cardNanos);
    }

    long errorNanos() {
        CardLine now = line;
        return now == null ? 0 : now.errorNanos();
    }

    private void closeCard() {
        points.clear();
        line = null;
        lastRead = null;
        if (card != null) {
            card.close();
            card = null;
        }
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        closeCard();
    }
}
