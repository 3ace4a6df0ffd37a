package org.timeball.pps.sock;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.refclock.DeviceState;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// The refclock `SOCK`: listens on a Unix datagram socket and turns samples into observations.
///
/// Senders stamp with the kernel's clock, so every reading is carried over to the clock that is disciplined. The
/// socket is made when it is opened and, where that fails, tried again every 5 s. Its condition is reported when it
/// changes: it works as long as samples come; when three are missing (at least 3 s) it is garbled if anything was
/// refused since, else silent. So a sender of nonsense beside a good one changes nothing, and cannot make it flutter.
/// All on the world's thread.
public final class SockRefclock implements AutoCloseable {
    /// Twelve times what the fastest receivers have; more would be somebody who keeps the daemon busy.
    static final int MOST_A_SECOND = 64;
    private static final Span RETRY = Span.ofSeconds(5);
    private static final Span CHECK = Span.ofSeconds(1);
    private static final Span SHORTEST_SILENCE = Span.ofSeconds(3);
    private static final Span LONGEST_SILENCE = Span.ofSeconds(3_600);

    private final World world;
    private final KernelTimescale timescale;
    private final SourceId source;
    private final String path;
    private final Consumer<Observation> sink;
    private final DeviceState state;
    private final Map<SockRefusal, Long> refused = new EnumMap<>(SockRefusal.class);
    private @Nullable DatagramPort port;
    private @Nullable Timer timer;
    private @Nullable SockRefusal refusalSinceGood;
    private @Nullable SystemInstant lastTime;
    private long good;
    private MonotonicInstant lastGood;
    private Span silence = SHORTEST_SILENCE;
    private MonotonicInstant secondBegan;
    private int inThisSecond;

    /// @param timescale how kernel time reads on the clock of `world`
    /// @param path of the socket, such as `/run/chrony.ttyAMA0.sock`
    /// @param sink takes pulse edges, external samples and device reports
    public SockRefclock(World world, KernelTimescale timescale, SourceId source, String path,
            Consumer<Observation> sink) {
        this.world = world;
        this.timescale = timescale;
        this.source = source;
        this.path = path;
        this.sink = sink;
        state = new DeviceState(world, source, sink);
        this.lastGood = world.timers().now();
        this.secondBegan = lastGood;
    }

    /// Starts to listen, now or as soon as the socket can be made. Does nothing if it has started.
    public void open() {
        if (timer != null) {
            return;
        }
        try {
            port = world.datagrams().open(new Address.Unix(path), this::received);
            lastGood = world.timers().now();
            timer = world.timers().after(CHECK, this::check);
        } catch (WorldException failure) {
            state.report(Condition.FAILING, failure.getMessage() + "; trying again every 5 s");
            timer = world.timers().after(RETRY, this::retry);
        }
    }

    /// Samples handed on so far.
    public long good() {
        return good;
    }

    /// Datagrams refused so far for one reason.
    public long refused(SockRefusal reason) {
        return refused.getOrDefault(reason, 0L);
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (port != null) {
            port.close();
            port = null;
        }
    }

    private void retry() {
        timer = null;
        open();
    }

    private void received(Datagram datagram) {
        switch (SockSample.decode(datagram.payload())) {
            case SockRefusal refusal -> refuse(refusal);
            case SockSample sample when sample.leap() == LeapIndicator.UNSYNCHRONISED ->
                refuse(SockRefusal.NOT_SYNCHRONISED);
            case SockSample sample when sample.at().equals(lastTime) -> refuse(SockRefusal.DUPLICATE);
            case SockSample _ when isFlood() -> refuse(SockRefusal.FLOOD);
            case SockSample sample -> accept(sample);
        }
    }

    private boolean isFlood() {
        MonotonicInstant now = world.timers().now();
        if (now.since(secondBegan).compareTo(Span.ofSeconds(1)) >= 0) {
            secondBegan = now;
            inThisSecond = 0;
        }
        inThisSecond++;
        return inThisSecond > MOST_A_SECOND;
    }

    private void refuse(SockRefusal reason) {
        refused.merge(reason, 1L, Long::sum);
        refusalSinceGood = reason;
    }

    private void accept(SockSample sample) {
        MonotonicInstant now = world.timers().now();
        Span interval = now.since(lastGood);
        silence = Span.ofNanos(
                Math.clamp(3 * interval.nanos(), SHORTEST_SILENCE.nanos(), LONGEST_SILENCE.nanos()));
        lastGood = now;
        lastTime = sample.at();
        refusalSinceGood = null;
        good++;
        state.working();
        sink.accept(observation(sample));
    }

    private Observation observation(SockSample sample) {
        if (sample.pulse()) {
            return new Observation.PulseEdge(source, timescale.toSystem(sample.edge()));
        }
        SystemInstant at = timescale.toSystem(sample.at());
        Span carriedOver = at.since(sample.at());
        return new Observation.ExternalSample(source, at, sample.offset().plus(carriedOver), sample.leap());
    }

    private void check() {
        timer = world.timers().after(CHECK, this::check);
        if (world.timers().now().since(lastGood).compareTo(silence) < 0) {
            return;
        }
        SockRefusal refusal = refusalSinceGood;
        if (refusal == null) {
            state.report(Condition.SILENT, "no sample comes to " + path + "; is its sender running?");
        } else if (refusal == SockRefusal.NOT_SYNCHRONISED || refusal == SockRefusal.DUPLICATE) {
            state.report(Condition.SILENT,
                    "no new sample comes to " + path + "; the last was refused: " + refusal.words());
        } else {
            state.report(Condition.GARBLED,
                    "what comes to " + path + " is no sample; the last was refused: " + refusal.words());
        }
    }
}
