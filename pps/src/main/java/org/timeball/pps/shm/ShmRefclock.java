package org.timeball.pps.shm;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.refclock.DeviceState;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.ReferenceDevices.SharedMemory;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// The refclock `SHM`: looks for samples in NTP's shared memory and turns them into observations.
///
/// After a sample it looks again shortly before one poll interval has passed, then every 1/32 s until the next is there,
/// so that a sample is taken soon after it was written without a busy loop. A segment that cannot be attached is tried
/// again every 5 s. All on the world's thread.
public final class ShmRefclock implements AutoCloseable {
    private static final Span RETRY = Span.ofSeconds(5);
    private static final Span SEARCH = Span.ofNanos(1_000_000_000L / 32);
    private static final Span EARLY = Span.ofNanos(1_000_000_000L / 64);
    /// A sample measured longer ago than this is left over from a writer that has ended.
    private static final Span STALE = Span.ofSeconds(10);
    private static final Span SHORTEST_SILENCE = Span.ofSeconds(3);

    private final World world;
    private final KernelTimescale timescale;
    private final SourceId source;
    private final ShmSettings settings;
    private final Consumer<Observation> sink;
    private final DeviceState state;
    private final Map<ShmRefusal, Long> refused = new EnumMap<>(ShmRefusal.class);
    private @Nullable SharedMemory memory;
    private ShmLayout layout = ShmLayout.WIDE;
    private @Nullable Timer timer;
    private @Nullable ShmRefusal refusalSinceGood;
    private @Nullable SystemInstant lastReceived;
    private MonotonicInstant lastGood;
    private long good;

    /// @param timescale how kernel time, by which writers stamp, reads on the clock of `world`
    /// @param sink takes external samples, pulse edges and device reports
    public ShmRefclock(World world, KernelTimescale timescale, SourceId source, ShmSettings settings,
            Consumer<Observation> sink) {
        this.world = world;
        this.timescale = timescale;
        this.source = source;
        this.settings = settings;
        this.sink = sink;
        state = new DeviceState(world, source, sink);
        lastGood = world.timers().now();
    }

    /// Attaches the segment, now or as soon as that is allowed. Does nothing if it has started.
    public void open() {
        if (timer == null) {
            tryOpen();
        }
    }

    private void tryOpen() {
        try {
            SharedMemory attached = world.references().attach(settings.unit(), settings.permissions());
            ShmLayout found = ShmLayout.of(attached.size()).orElse(null);
            if (found == null) {
                attached.close();
                throw new WorldException("shared memory unit " + settings.unit() + " has " + attached.size()
                        + " bytes, which is no layout of NTP's; remove it with ipcrm -M 0x"
                        + Integer.toHexString(0x4e54_5030 + settings.unit()));
            }
            memory = attached;
            layout = found;
            lastGood = world.timers().now();
            poll();
        } catch (WorldException failure) {
            state.report(Condition.FAILING, failure.getMessage() + " (tried again every 5 s)");
            timer = world.timers().after(RETRY, this::tryOpen);
        }
    }

    private void poll() {
        SharedMemory open = memory;
        if (open == null) {
            return;
        }
        Span next = switch (read(open)) {
            case ShmRefusal refusal -> {
                refuse(refusal);
                yield SEARCH;
            }
            case ShmSample sample -> {
                take(sample);
                yield settings.interval().minus(EARLY);
            }
        };
        timer = world.timers().after(next, this::poll);
    }

    private ShmReading read(SharedMemory open) {
        if (open.getInt(layout.valid) == 0) {
            return ShmRefusal.NOT_VALID;
        }
        int count = open.getInt(ShmLayout.COUNT);
        byte[] copy = open.copy();
        boolean torn = open.getInt(ShmLayout.MODE) == 1 && open.getInt(ShmLayout.COUNT) != count;
        if (torn) {
            return ShmRefusal.TORN;
        }
        open.putInt(layout.valid, 0);
        ShmReading reading = ShmSample.decode(layout, copy);
        if (reading instanceof ShmSample sample && isStale(sample)) {
            return ShmRefusal.STALE;
        }
        return reading;
    }

    private boolean isStale(ShmSample sample) {
        return world.clock().now().since(timescale.toSystem(sample.received())).compareTo(STALE) > 0;
    }

    private void take(ShmSample sample) {
        if (sample.received().equals(lastReceived)) {
            return;
        }
        lastReceived = sample.received();
        lastGood = world.timers().now();
        refusalSinceGood = null;
        good++;
        state.working();
        SystemInstant at = timescale.toSystem(sample.received());
        if (settings.pulse()) {
            long past = Math.floorMod(sample.reference().nanos() + 500_000_000L, 1_000_000_000L) - 500_000_000L;
            sink.accept(new Observation.PulseEdge(source, new SystemInstant(at.nanos() - past)));
        } else {
            Span carriedOver = at.since(sample.received());
            sink.accept(new Observation.ExternalSample(source, at, sample.offset().plus(carriedOver), sample.leap()));
        }
    }

    private void refuse(ShmRefusal refusal) {
        if (refusal != ShmRefusal.NOT_VALID && refusal != ShmRefusal.TORN) {
            refused.merge(refusal, 1L, Long::sum);
            refusalSinceGood = refusal;
        }
        Span silence = SHORTEST_SILENCE.compareTo(settings.interval()) > 0
                ? SHORTEST_SILENCE
                : settings.interval().plus(settings.interval()).plus(settings.interval());
        if (world.timers().now().since(lastGood).compareTo(silence) < 0) {
            return;
        }
        ShmRefusal why = refusalSinceGood;
        if (why == null || why == ShmRefusal.STALE || why == ShmRefusal.NOT_SYNCHRONISED) {
            state.report(Condition.SILENT, "no new sample comes to shared memory unit " + settings.unit()
                    + (why == null ? "; is its writer running?" : "; the last was refused: " + why.words()));
        } else {
            state.report(Condition.GARBLED, "what is in shared memory unit " + settings.unit()
                    + " is no sample; the last was refused: " + why.words());
        }
    }

    /// Samples handed on so far.
    public long good() {
        return good;
    }

    /// Samples refused so far for one reason.
    public long refused(ShmRefusal reason) {
        return refused.getOrDefault(reason, 0L);
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (memory != null) {
            memory.close();
            memory = null;
        }
    }
}
