package org.timeball.timekeeping.refclock;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.world.World;

/// The condition of one device, told when it changes; the same condition again is no news, whatever its details.
public final class DeviceState {
    private final World world;
    private final SourceId source;
    private final Consumer<Observation> sink;
    private @Nullable Condition told;

    /// @param sink takes device reports
    public DeviceState(World world, SourceId source, Consumer<Observation> sink) {
        this.world = world;
        this.source = source;
        this.sink = sink;
    }

    /// It works.
    public void working() {
        report(Condition.WORKING, "");
    }

    /// @param detail for people: what was seen, and what to do; may be empty
    public void report(Condition condition, String detail) {
        if (condition != told) {
            told = condition;
            sink.accept(new Observation.DeviceReport(source, world.clock().now(), condition, detail));
        }
    }
}
