package org.timeball.pps.kernel;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.refclock.DeviceState;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.ReferenceDevices.Pulse;
import org.timeball.timekeeping.world.ReferenceDevices.PulseInput;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// The refclock `PPS`: asks a kernel pulse device for its latest edge and turns new ones into observations.
///
/// The stamp is the kernel's, so when it is fetched does not matter to it; it is fetched some ms after the next pulse is
/// due, and when that was missed at doubling intervals up to half a
/// pulse interval. The device may appear late, vanish and come back: it is
/// tried again every 2 s. All on the world's thread.
public final class PpsRefclock implements AutoCloseable {
    private static final Span RETRY = Span.ofSeconds(2);
    /// After a pulse is due: interrupt latency and slewed clocks are over by then.
    private static final Span LATER = Span.ofMillis(5);
    private static final Span FIRST_SEARCH = Span.ofMillis(20);
    /// Over twice the rate: no pulse is overwritten unseen.
    private static final Span LONGEST_SEARCH = Span.ofSeconds(1);
    private static final Span SILENCE = Span.ofSeconds(3);
    private static final int ENOENT = 2;
    private static final int ENODEV = 19;

    private final World world;
    private final SourceId source;
    private final PpsSettings settings;
    private final Consumer<Observation> sink;
    private final DeviceState state;
    private EdgeSieve sieve;
    private @Nullable PulseInput input;
    private @Nullable Timer timer;
    private long sequence;
    private long pulses;
    private long missed;
    private long glitchesReported;
    private MonotonicInstant lastPulse;
    private Span search = FIRST_SEARCH;

    /// @param sink takes pulse edges and device reports
    public PpsRefclock(World world, SourceId source, PpsSettings settings, Consumer<Observation> sink) {
        this.world = world;
        this.source = source;
        this.settings = settings;
        this.sink = sink;
        state = new DeviceState(world, source, sink);
        sieve = new EdgeSieve(settings.rate());
        lastPulse = world.timers().now();
    }

    /// Opens the device, now or as soon as it is there. Does nothing if it has started.
    public void open() {
        if (timer == null) {
            tryOpen();
        }
    }

    private void tryOpen() {
        try {
            PulseInput opened = world.references().openPulses(settings.path(), settings.edge());
            input = opened;
            sequence = opened.latest().sequence();
            sieve = new EdgeSieve(settings.rate());
            lastPulse = world.timers().now();
            search = FIRST_SEARCH;
            timer = world.timers().after(search, this::poll);
        } catch (WorldException failure) {
            fail(failure);
        }
    }

    private void fail(WorldException failure) {
        closeInput();
        boolean absent = failure.errno() == ENOENT || failure.errno() == ENODEV;
        state.report(absent ? Condition.ABSENT : Condition.FAILING, failure.getMessage() + " (tried again every 2 s)");
        timer = world.timers().after(RETRY, this::tryOpen);
    }

    private void poll() {
        PulseInput open = input;
        if (open == null) {
            return;
        }
        Pulse latest;
        try {
            latest = open.latest();
        } catch (WorldException failure) {
            fail(failure);
            return;
        }
        if (latest.sequence() == sequence) {
            checkSilence();
            timer = world.timers().after(search, this::poll);
            Span longest = Span.ofNanos(LONGEST_SEARCH.nanos() / (2 * settings.rate()));
            search = search.plus(search).compareTo(longest) < 0 ? search.plus(search) : longest;
            return;
        }
        take(latest);
        search = FIRST_SEARCH;
        Span since = world.clock().now().since(latest.at());
        Span due = Span.ofNanos(Math.floorMod(-since.nanos(), 1_000_000_000L / settings.rate()));
        timer = world.timers().after(due.plus(LATER), this::poll);
    }

    private void take(Pulse latest) {
        long edges = latest.sequence() - sequence & 0xffff_ffffL;
        sequence = latest.sequence();
        missed += settings.rate() == 1 ? edges - 1 : 0;
        if (!sieve.passes(latest.at())) {
            checkSilence();
            return;
        }
        lastPulse = world.timers().now();
        pulses++;
        state.working();
        if (settings.rate() == 1 || sieve.marksASecond(latest.at())) {
            sink.accept(new Observation.PulseEdge(source, latest.at()));
        }
    }

    private void checkSilence() {
        if (world.timers().now().since(lastPulse).compareTo(SILENCE) < 0) {
            return;
        }
        boolean noise = sieve.glitches() > glitchesReported;
        glitchesReported = sieve.glitches();
        if (noise) {
            state.report(Condition.GARBLED, "edges come to " + settings.path() + ", but not " + settings.rate()
                    + " a second; check the wire and the pull-up, and the receiver's pulse rate");
        } else {
            state.report(Condition.SILENT, "no pulse comes to " + settings.path());
        }
    }

    /// Edges taken for pulses so far.
    public long pulses() {
        return pulses;
    }

    /// Edges that came between two fetches and were overwritten by a later one: pulses fetched too late, or doubled edges.
    public long overwritten() {
        return missed;
    }

    /// Edges refused as glitches so far.
    public long glitches() {
        return sieve.glitches();
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        closeInput();
    }

    private void closeInput() {
        if (input != null) {
            input.close();
            input = null;
        }
    }
}
