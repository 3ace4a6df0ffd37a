package org.timeball.daemon.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timeball.timekeeping.observation.Observation.ClockChanged;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// Notices when something else steers the system clock. A step: the monotonic clock is never stepped, so that a sudden
/// change of the difference between the two that is not ours is somebody else's (or the kernel's, for a leap second). A
/// rate: the clock itself tells when it is not the one that we left.
final class RivalWatch {
    /// Smaller steps cannot be told from a slew; the sources' samples show them.
    private static final double LEAST_SECONDS = 0.1;
    /// A virtual clock is slewed against the monotonic one by up to a tenth.
    private static final double SLEW_RATE = 0.1;

    private final World world;
    private SystemInstant lastSystem;
    private MonotonicInstant lastMonotonic;

    RivalWatch(World world) {
        this.world = world;
        lastSystem = world.clock().now();
        lastMonotonic = world.timers().now();
    }

    /// Takes in a step of our own.
    void stepped(Span amount) {
        lastSystem = lastSystem.plus(amount);
    }

    /// What happened since the last look.
    List<ClockChanged> look() {
        List<ClockChanged> seen = new ArrayList<>();
        rate().ifPresent(seen::add);
        step().ifPresent(seen::add);
        return seen;
    }

    private Optional<ClockChanged> rate() {
        try {
            return world.clock().foreignRate()
                    .map(change -> new ClockChanged(change.at(), change.correction(), Span.ZERO, false));
        } catch (WorldException e) {
            // Whoever may not even ask may not steer either: that is told where it is tried.
            return Optional.empty();
        }
    }

    private Optional<ClockChanged> step() {
        SystemInstant system = world.clock().now();
        MonotonicInstant monotonic = world.timers().now();
        Span elapsed = monotonic.since(lastMonotonic);
        Span jump = system.since(lastSystem).minus(elapsed);
        lastSystem = system;
        lastMonotonic = monotonic;
        if (Math.abs(jump.seconds()) < LEAST_SECONDS + SLEW_RATE * elapsed.seconds()) {
            return Optional.empty();
        }
        return Optional.of(new ClockChanged(system.minus(jump), world.clock().rate(), jump, false));
    }
}
