package org.timeball.simulator.scenario;

import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.ReferenceId;
import org.timeball.timekeeping.polling.PollInterval;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// Asks a server with a perfect clock for the time, at its poll interval.
final class ServerListener implements Listener {
    private static final int GPS = ReferenceId.ofName("GPS");

    private final SimulatedBox box;
    private final boolean interleaved;
    private final IntFunction<Delays> path;
    private PollInterval poll;
    private long nextSecond;
    private Observation.@Nullable Exchange last;

    /// @param path delays of the packets of the exchange that begins in a second, asked for in order
    ServerListener(SimulatedBox box, Feed.Server server, IntFunction<Delays> path) {
        this.box = box;
        this.path = path;
        interleaved = server.interleaved();
        poll = PollInterval.start(server.leastPoll(), server.mostPoll());
    }

    /// The delays that a path is said to have.
    static IntFunction<Delays> path(Feed.Server server, SplittableRandom random) {
        double least = server.delaySeconds();
        double jitter = server.jitterSeconds();
        return _ -> new Delays(least + jitter * random.nextExponential(), least + jitter * random.nextExponential());
    }

    @Override
    public void second(int second, long trueNanos) {
        if (second < nextSecond) {
            return;
        }
        Observation.Exchange exchange = exchange(path.apply(second), trueNanos);
        Observation.Exchange complete = interleaved ? last : exchange;
        last = exchange;
        if (complete != null) {
            box.observe(complete);
            box.estimate().ifPresent(estimate -> poll = poll.after(estimate));
        }
        nextSecond = second + (long) poll.seconds();
    }

    private Observation.Exchange exchange(Delays delays, long trueNanos) {
        SystemInstant sent = box.now();
        SystemInstant atServer = new SystemInstant(trueNanos).plus(Span.ofSeconds(delays.outSeconds));
        SystemInstant arrival = atServer.plus(Span.ofSeconds(delays.backSeconds));
        box.advanceTo(arrival.nanos());
        SystemInstant received = box.now();
        Span ahead = sent.since(atServer).plus(received.since(atServer));
        Span delay = received.since(sent);
        return new Observation.Exchange(SimulatedBox.SOURCE, sent.plus(new Span(delay.nanos() / 2)),
                new Span(Math.floorDiv(ahead.nanos(), 2)), delay, Span.ZERO, Span.ZERO, Span.ZERO, 1,
                GPS, LeapIndicator.NONE);
    }

    /// @param outSeconds of the request
    /// @param backSeconds of the reply
    record Delays(double outSeconds, double backSeconds) {
        /// Delays that give a sample this error: the one packet waits for twice of it, the other not at all.
        static Delays of(double leastSeconds, double noiseSeconds) {
            return new Delays(leastSeconds + 2 * Math.max(0, -noiseSeconds),
                    leastSeconds + 2 * Math.max(0, noiseSeconds));
        }
    }
}
