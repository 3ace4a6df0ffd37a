package org.timeball.ntp.client;

import java.util.ArrayList;
import java.util.List;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;

/// When the requests of all sources leave: never two at once, and never so regularly that they could beat with
/// something else.
///
/// Requests close together would delay one another's answers. Each interval is made longer by up to 2 %, evenly
/// distributed.
final class TransmitSchedule {
    private static final double EXCESS = 0.02;

    private final World world;
    private final List<Slot> planned = new ArrayList<>();

    TransmitSchedule(World world) {
        this.world = world;
    }

    /// Plans a request.
    ///
    /// @param delay at least, from now
    /// @param separation from all other requests, at least
    Slot plan(Span delay, Span separation, Runnable send) {
        double factor = 1 + EXCESS * world.random().uniform();
        MonotonicInstant when = world.timers().now().plus(Span.ofSeconds(delay.seconds() * factor));
        when = freeAfter(when, separation);
        Slot slot = new Slot(when, send);
        planned.add(slot);
        slot.timer = world.timers().at(when, slot::due);
        return slot;
    }

    private MonotonicInstant freeAfter(MonotonicInstant wanted, Span separation) {
        MonotonicInstant when = wanted;
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Slot other : planned) {
                if (when.since(other.when).abs().compareTo(separation) < 0) {
                    when = other.when.plus(separation);
                    moved = true;
                }
            }
        }
        return when;
    }

    /// One planned request.
    final class Slot {
        private final MonotonicInstant when;
        private final Runnable send;
        private Timer timer = () -> {
        };

        private Slot(MonotonicInstant when, Runnable send) {
            this.when = when;
            this.send = send;
        }

        private void due() {
            planned.remove(this);
            send.run();
        }

        void cancel() {
            planned.remove(this);
            timer.cancel();
        }
    }
}
