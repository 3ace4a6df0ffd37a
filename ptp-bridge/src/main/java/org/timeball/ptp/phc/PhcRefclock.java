package org.timeball.ptp.phc;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.ptp.phc.ReadingSieve.Comparison;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.refclock.DeviceState;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.HardwareClock;
import org.timeball.timekeeping.world.HardwareClock.ExternalEdge;
import org.timeball.timekeeping.world.HardwareClock.Method;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// The refclock `PHC`: compares a PTP hardware clock with the system clock, or has it stamp the edges of a pulse.
///
/// A device that is absent or vanishes is tried again every 2 s. All on the world's thread.
public final class PhcRefclock implements AutoCloseable {
    private static final int READINGS = 25;
    private static final Span RETRY = Span.ofSeconds(2);
    private static final Span SILENCE = Span.ofSeconds(3);
    /// Edges are carried over by the comparisons made before and after them.
    private static final Span EDGE_POLL = Span.ofMillis(100);
    private static final int ENOENT = 2;
    private static final int ENODEV = 19;

    private final World world;
    private final SourceId source;
    private final PhcSettings settings;
    private final Consumer<Observation> sink;
    private final DeviceState state;
    private @Nullable HardwareClock clock;
    private @Nullable Timer timer;
    private @Nullable Comparison last;
    private Span width = Span.ZERO;
    private long good;
    private MonotonicInstant lastEdge;

    /// @param sink takes external samples, pulse edges and device reports
    public PhcRefclock(World world, SourceId source, PhcSettings settings, Consumer<Observation> sink) {
        this.world = world;
        this.source = source;
        this.settings = settings;
        this.sink = sink;
        state = new DeviceState(world, source, sink);
        lastEdge = world.timers().now();
    }

    /// Opens the clock, now or as soon as it is there. Does nothing if it has started.
    public void open() {
        if (timer == null) {
            tryOpen();
        }
    }

    private void tryOpen() {
        try {
            HardwareClock opened = world.references().openHardwareClock(settings.name());
            clock = opened;
            if (settings.edges().isPresent()) {
                PhcSettings.Edges edges = settings.edges().get();
                opened.stampEdges(edges.pin(), edges.channel(), edges.edge());
                lastEdge = world.timers().now();
                last = null;
            }
            poll();
        } catch (WorldException failure) {
            fail(failure);
        }
    }

    private void fail(WorldException failure) {
        closeClock();
        boolean absent = failure.errno() == ENOENT || failure.errno() == ENODEV;
        state.report(absent ? Condition.ABSENT : Condition.FAILING, failure.getMessage() + " (tried again every 2 s)");
        timer = world.timers().after(RETRY, this::tryOpen);
    }

    private void poll() {
        HardwareClock open = clock;
        if (open == null) {
            return;
        }
        try {
            if (settings.edges().isPresent()) {
                pollEdges(open, settings.edges().get());
                timer = world.timers().after(EDGE_POLL, this::poll);
            } else {
                pollClock(open);
                timer = world.timers().after(settings.interval(), this::poll);
            }
        } catch (WorldException failure) {
            fail(failure);
        }
    }

    private Comparison compare(HardwareClock open) throws WorldException {
        Comparison best = ReadingSieve
                .best(open.read(READINGS, settings.crossTimestamps() ? Method.PRECISE : Method.EXTENDED));
        width = best.width();
        return best;
    }

    private void pollClock(HardwareClock open) throws WorldException {
        Comparison best = compare(open);
        good++;
        state.working();
        Span offset = Span.ofNanos(best.system().nanos() - best.phc().nanos());
        sink.accept(new Observation.ExternalSample(source, best.system(), offset, LeapIndicator.NONE));
    }

    private void pollEdges(HardwareClock open, PhcSettings.Edges input) throws WorldException {
        List<ExternalEdge> edges = open.edges();
        Comparison before = last;
        Comparison now = compare(open);
        last = now;
        if (edges.isEmpty()) {
            if (world.timers().now().since(lastEdge).compareTo(SILENCE) > 0) {
                state.report(Condition.SILENT, "no edge comes to input " + input.channel() + " of " + settings.name());
            }
            return;
        }
        for (ExternalEdge edge : edges) {
            if (edge.channel() == input.channel()) {
                good++;
                lastEdge = world.timers().now();
                state.working();
                sink.accept(new Observation.PulseEdge(source, now.carryOver(edge.at(), before)));
            }
        }
    }

    /// Samples and edges handed on so far.
    public long good() {
        return good;
    }

    /// How long the fastest of the last readings took; half of it may be error.
    public Span width() {
        return width;
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        closeClock();
    }

    private void closeClock() {
        if (clock != null) {
            clock.close();
            clock = null;
        }
    }
}
