package org.timeball.timekeeping.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.ReferenceId;
import org.timeball.timekeeping.observation.Request;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.snapshot.Event;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.steering.ClockCommand;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// A clock with a constant rate error, servers that are polled, refclocks that give a sample a second, and the core.
/// Time advances a tenth of a second at a time; the true error is known, and that it lies within what is claimed is
/// checked all the time.
final class Lab {
    private static final double TICK = 0.1;
    private static final long START = 1_800_000_000_000_000_000L;

    final List<Peer> peers = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    private final Random random;
    private final double oscillatorRate = 100e-6;
    private State state;
    private TimingSnapshot snapshot;
    private long ticks;
    /// Our clock minus true time, seconds.
    double error = 0.1;
    private double rate;
    private double slewRate;
    private double slewSeconds;
    /// How long before the end of the tick it is.
    private double early;
    /// Since when the clock has been right to a millisecond; seconds.
    private double settled;
    private double outside;

    Lab(long seed, SelectionSettings selection) {
        this(seed, selection, SteeringSettings.DEFAULT);
    }

    Lab(long seed, SelectionSettings selection, SteeringSettings steering) {
        random = new Random(seed);
        state = State.start(new CoreSettings(List.of(), selection, steering, Span.ofNanos(1)), now(), Frequency.ZERO);
        snapshot = TimingSnapshot.unsynchronised(now());
    }

    /// A server with a perfect clock and symmetric delays of 0.1 to 0.2 ms and more, polled every 64 s.
    Peer server(UnaryOperator<SourceSettings> options) {
        int number = peers.size();
        SourceSettings settings = SourceSettings.server(new SourceId(number), "server" + number,
                IpAddress.v4(192, 168, 123, number + 1));
        return added(options.apply(settings));
    }

    Peer server() {
        return server(UnaryOperator.identity());
    }

    Peer refclock(UnaryOperator<SourceSettings> options) {
        int number = peers.size();
        Peer peer = added(options.apply(
                SourceSettings.refclock(new SourceId(number), "REF" + number, SourceSettings.Kind.SAMPLE)));
        peer.interval = 1;
        peer.jitter = 1e-6;
        return peer;
    }

    private Peer added(SourceSettings settings) {
        Peer peer = new Peer(settings, 0.2 + 0.2 * peers.size());
        peers.add(peer);
        observe(new Observation.SourceAdded(now(), settings));
        return peer;
    }

    void ask(Request request) {
        observe(new Observation.OperatorRequest(now(), request));
    }

    void tell(Observation observation) {
        observe(observation);
    }

    SystemInstant now() {
        return new SystemInstant(START + ticks * 100_000_000L + Math.round((error - early) * 1e9));
    }

    TimingSnapshot snapshot() {
        return snapshot;
    }

    SourceSnapshot source(Peer peer) {
        return snapshot.sources().stream().filter(source -> source.id().equals(peer.settings.id())).findFirst()
                .orElseThrow();
    }

    double trueErrorSeconds() {
        return error;
    }

    double settledAfterSeconds() {
        return settled;
    }

    /// How many seconds the true error lay outside what was claimed.
    double outsideSeconds() {
        return outside;
    }

    void run(double seconds) {
        long end = ticks + Math.round(seconds / TICK);
        while (ticks < end) {
            pass();
            double second = ticks * TICK;
            for (Peer peer : peers) {
                if (second >= peer.next - 1e-6) {
                    poll(peer);
                }
            }
            if (ticks % 10 == 0) {
                observe(new Observation.Silence(now()));
                check();
            }
        }
    }

    private void check() {
        if (Math.abs(error) > 1e-3) {
            settled = ticks * TICK;
        }
        long reading = now().nanos();
        boolean outsideNow = snapshot.vouchesAt(reading) && Math.abs(error) > snapshot.rootDispersionAt(reading)
                + snapshot.rootDelay().seconds() / 2 + 2e-9;
        outside += outsideNow ? 1 : 0;
    }

    private void pass() {
        ticks++;
        early = TICK;
        if (slewSeconds > 0 && slewSeconds <= TICK) {
            glide(slewSeconds);
            slewSeconds = 0;
            changed(Span.ZERO);
        }
        glide(early);
        slewSeconds = Math.max(0, slewSeconds);
    }

    private void glide(double seconds) {
        error += seconds * ((1 + oscillatorRate) * (1 + total().fraction()) - 1);
        slewSeconds -= slewSeconds > 0 ? seconds : 0;
        early -= seconds;
    }

    private void poll(Peer peer) {
        double sent = Math.max(peer.interval, TICK);
        peer.next += peer.burst > 0 ? 2 : sent;
        peer.burst = Math.max(0, peer.burst - 1);
        boolean answered = peer.online && random.nextDouble() >= peer.loss;
        peer.register = (peer.register << 1 | (answered ? 1 : 0)) & 255;
        SystemInstant at = now();
        double out = peer.jitter * -Math.log(1 - random.nextDouble());
        double back = peer.jitter * -Math.log(1 - random.nextDouble());
        Span delay = Span.ofSeconds(2 * peer.delay + out + back);
        if (peer.settings.kind() != SourceSettings.Kind.SERVER) {
            if (answered) {
                observe(new Observation.ExternalSample(peer.settings.id(), at,
                        Span.ofSeconds(error - peer.error + peer.jitter * random.nextGaussian()), peer.leap));
            }
            return;
        }
        if (answered) {
            peer.samples++;
            observe(new Observation.Exchange(peer.settings.id(), at,
                    Span.ofSeconds(error - peer.error + (back - out) / 2), delay, Span.ofNanos(100),
                    Span.ofSeconds(peer.rootDelay), Span.ofSeconds(peer.rootDispersion), peer.stratum,
                    ReferenceId.ofName("GPS"), peer.leap));
        }
        observe(new Observation.Reach(peer.settings.id(), at, peer.register, peer.selectable));
    }

    private void observe(Observation observation) {
        Step step = Core.step(state, observation);
        state = step.next();
        snapshot = step.snapshot();
        events.addAll(step.events());
        step.commands().forEach(this::obey);
    }

    private void obey(ClockCommand command) {
        switch (command) {
            case ClockCommand.Steer(Frequency base, Span slew, Span within) -> {
                rate = base.fraction();
                slewRate = slew.seconds() / within.seconds();
                slewSeconds = slew.nanos() == 0 ? 0 : within.seconds();
                changed(Span.ZERO);
            }
            case ClockCommand.Step(Span amount) -> {
                SystemInstant before = now();
                error += amount.seconds();
                observe(new Observation.ClockChanged(before, total(), amount, true));
            }
            case ClockCommand.Status _,ClockCommand.TaiOffset _,ClockCommand.Wake _ -> {
            }
        }
    }

    private void changed(Span stepped) {
        observe(new Observation.ClockChanged(now(), total(), stepped, true));
    }

    private Frequency total() {
        return new Frequency((1 + rate) * (1 + (slewSeconds > 0 ? slewRate : 0)) - 1);
    }

    /// What a source is like; may be changed at any time.
    static final class Peer {
        final SourceSettings settings;
        /// Its clock minus true time.
        double error;
        double delay = 1e-4;
        double jitter = 1e-4;
        double interval = 64;
        /// Polls two seconds apart that are still to come.
        int burst;
        double loss;
        double rootDelay;
        double rootDispersion;
        int stratum = 1;
        boolean online = true;
        boolean selectable = true;
        LeapIndicator leap = LeapIndicator.NONE;
        int samples;
        private double next;
        private int register;

        Peer(SourceSettings settings, double first) {
            this.settings = settings;
            next = first;
        }
    }
}
