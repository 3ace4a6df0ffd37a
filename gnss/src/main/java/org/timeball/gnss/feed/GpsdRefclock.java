package org.timeball.gnss.feed;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.Streams.Stream;
import org.timeball.timekeeping.world.Streams.StreamHandler;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// The refclock `GPSD`: asks a gpsd on this machine for its pulses and turns them into observations.
///
/// A pulse is stamped by the kernel or by gpsd's own thread and numbered by gpsd. Where ten seconds bring messages with the
/// time but no pulse, the messages count instead, which come some tenths of a second late (`offset`); pulses that come
/// later replace them. Once pulses were heard, messages alone are silence: the two differ by more than either's noise. A
/// connection that fails is tried again every 5 s. All on the world's thread.
public final class GpsdRefclock implements AutoCloseable {
    private static final Span RETRY = Span.ofSeconds(5);
    private static final Span CHECK = Span.ofSeconds(1);
    private static final Span SILENCE = Span.ofSeconds(4);
    private static final Span NO_PULSES = Span.ofSeconds(10);
    /// A receiver that has not been heard for so long makes room for another.
    private static final Span GONE = Span.ofSeconds(10);
    private static final Span STALE = Span.ofSeconds(10);
    private static final long SECOND = 1_000_000_000L;

    private final World world;
    private final KernelTimescale timescale;
    private final SourceId source;
    private final FeedSettings settings;
    private final Consumer<Observation> sink;
    private final DeviceState state;
    private final Map<String, Boolean> oscillators = new HashMap<>();
    private LineCutter lines = new LineCutter();
    private @Nullable Stream stream;
    private @Nullable Timer timer;
    private @Nullable MonotonicInstant firstMessage;
    private @Nullable SystemInstant lastClock;
    private @Nullable String heard;
    private boolean pulses;
    private MonotonicInstant lastGood;
    private String trouble = "";
    private long good;
    private long refused;

    /// @param timescale how kernel time, by which gpsd stamps, reads on the clock of `world`
    /// @param sink takes pulse edges, external samples and device reports
    public GpsdRefclock(World world, KernelTimescale timescale, SourceId source, FeedSettings settings,
            Consumer<Observation> sink) {
        this.world = world;
        this.timescale = timescale;
        this.source = source;
        this.settings = settings;
        this.sink = sink;
        state = new DeviceState(world, source, sink);
        lastGood = world.timers().now();
    }

    /// Connects, now or as soon as gpsd answers. Does nothing if it has started.
    public void open() {
        if (timer == null) {
            connect();
        }
    }

    private void connect() {
        lines = new LineCutter();
        firstMessage = null;
        pulses = false;
        heard = null;
        oscillators.clear();
        trouble = "";
        try {
            stream = world.streams().connect(settings.gpsd(), Optional.empty(), new Talk());
            lastGood = world.timers().now();
            timer = world.timers().after(CHECK, this::check);
        } catch (WorldException failure) {
            lost(failure.getMessage());
        }
    }

    private void lost(String why) {
        stream = null;
        if (timer != null) {
            timer.cancel();
        }
        state.report(Condition.ABSENT, "no gpsd talks to us at " + settings.gpsd() + ": " + why
                + "; is it running? (tried again every 5 s)");
        timer = world.timers().after(RETRY, this::connect);
    }

    private void received(byte[] bytes) {
        for (String line : lines.accept(bytes)) {
            switch (GpsdReport.of(line).orElse(null)) {
                case null -> refuse("what it says is not gpsd's language");
                case GpsdReport.Timed timed -> take(timed);
                case GpsdReport.Fix(String device, int mode) -> {
                    if (mode <= 1 && wants(device)) {
                        trouble = "its receiver " + device + " has no fix";
                    }
                }
                case GpsdReport.Oscillator(String device, boolean trusted) -> oscillators.put(device, trusted);
                case GpsdReport.Devices(int count) ->
                    trouble = count == 0 ? "it has no receiver; name one on its command line" : trouble;
                case GpsdReport.Other _ -> {
                    // Nothing of it concerns time.
                }
            }
        }
    }

    private boolean wants(String device) {
        return settings.device().map(device::equals).orElse(true);
    }

    private void take(GpsdReport.Timed timed) {
        if (!wants(timed.device()) || timed.clock().equals(lastClock)) {
            return;
        }
        MonotonicInstant now = world.timers().now();
        SystemInstant at = timescale.toSystem(timed.clock());
        Span age = world.clock().now().since(at);
        if (Math.abs(age.nanos()) > STALE.nanos()) {
            refuse("its stamps are not of this machine's clock");
            return;
        }
        if (!oscillators.getOrDefault(timed.device(), true)) {
            refuse("the oscillator of " + timed.device() + " is not disciplined by its reference");
            return;
        }
        if (heard != null && !heard.equals(timed.device()) && now.since(lastGood).compareTo(GONE) < 0) {
            return;
        }
        if (timed.pulse()) {
            pulses = true;
        } else if (!messagesCount(now)) {
            trouble = pulses || settings.pulsesOnly() ? "it has the time, but no pulse" : trouble;
            return;
        }
        heard = timed.device();
        lastClock = timed.clock();
        lastGood = now;
        trouble = "";
        good++;
        state.working();
        sink.accept(observation(timed, at));
    }

    private boolean messagesCount(MonotonicInstant now) {
        if (firstMessage == null) {
            firstMessage = now;
        }
        return !pulses && !settings.pulsesOnly() && now.since(firstMessage).compareTo(NO_PULSES) >= 0;
    }

    private Observation observation(GpsdReport.Timed timed, SystemInstant at) {
        if (settings.pulsesOnly()) {
            long past = Math.floorMod(timed.truth().nanos() + SECOND / 2, SECOND) - SECOND / 2;
            return new Observation.PulseEdge(source, new SystemInstant(at.nanos() - past).plus(timed.early()));
        }
        Span carriedOver = at.since(timed.clock());
        return new Observation.ExternalSample(source, at, timed.offset().plus(carriedOver), LeapIndicator.NONE);
    }

    private void refuse(String why) {
        refused++;
        trouble = why;
    }

    private void check() {
        timer = world.timers().after(CHECK, this::check);
        boolean waiting = firstMessage != null && !pulses
                && world.timers().now().since(firstMessage).compareTo(NO_PULSES) < 0;
        if (!waiting && world.timers().now().since(lastGood).compareTo(SILENCE) >= 0) {
            state.report(Condition.SILENT, "gpsd at " + settings.gpsd() + " reports no pulse and no time"
                    + (trouble.isEmpty() ? "; does its receiver have a fix?" : ": " + trouble));
        }
    }

    /// Samples and edges handed on so far.
    public long good() {
        return good;
    }

    /// Reports refused so far.
    public long refused() {
        return refused;
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }

    /// One connection.
    private final class Talk implements StreamHandler {
        @Override
        public void connected() {
            Stream open = stream;
            if (open != null) {
                String device = settings.device().map(path -> ",\"device\":\"" + path + "\"").orElse("");
                open.send(("?WATCH={\"enable\":true,\"json\":true,\"pps\":true" + device + "};\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }

        @Override
        public void received(byte[] bytes) {
            GpsdRefclock.this.received(bytes);
        }

        @Override
        public void closed(Optional<String> why) {
            lost(why.orElse("it hung up"));
        }
    }
}
