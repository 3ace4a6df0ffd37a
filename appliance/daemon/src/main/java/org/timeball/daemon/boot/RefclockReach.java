package org.timeball.daemon.boot;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;

/// Counts for one reference clock in which of its last eight poll intervals it gave something, as a reach register.
///
/// Passes on what the driver observes; a sample shows in the register at once.
final class RefclockReach implements Consumer<Observation>, AutoCloseable {
    private final World world;
    private final SourceId source;
    private final Span interval;
    private final Consumer<Observation> sink;
    private @Nullable Timer timer;
    private int register;

    RefclockReach(World world, SourceId source, Span interval, Consumer<Observation> sink) {
        this.world = world;
        this.source = source;
        this.interval = interval;
        this.sink = sink;
    }

    void start() {
        timer = world.timers().after(interval, this::poll);
    }

    private void poll() {
        timer = world.timers().after(interval, this::poll);
        tell(register << 1 & 0xff);
    }

    private void tell(int now) {
        boolean changed = now != register;
        register = now;
        if (changed) {
            sink.accept(new Observation.Reach(source, world.clock().now(), register, true));
        }
    }

    @Override
    public void accept(Observation observation) {
        switch (observation) {
            case Observation.PulseEdge _,Observation.ExternalSample _,Observation.SecondLabel _ -> tell(register | 1);
            case Observation.Exchange _,Observation.PulseError _,Observation.Reach _,Observation.OwnAddress _,Observation.SourceAdded _,Observation.SourceRemoved _,Observation.OperatorRequest _,Observation.DeviceReport _,Observation.ClockChanged _,Observation.Temperature _,Observation.LeapSeconds _,Observation.Silence _ -> {
                // Says nothing of a poll.
            }
        }
        sink.accept(observation);
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
        }
    }
}
