package org.timeball.ntp.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.DatagramSpec;
import org.timeball.timekeeping.world.Datagrams;
import org.timeball.timekeeping.world.Devices;
import org.timeball.timekeeping.world.Files;
import org.timeball.timekeeping.world.Names;
import org.timeball.timekeeping.world.RandomSource;
import org.timeball.timekeeping.world.SystemClock;
import org.timeball.timekeeping.world.Timers;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// A world of nothing but a clock set by hand, its timers, and UDP sockets on which the test speaks.
final class FakeWorld implements World, Datagrams, SystemClock {
    static final int CHOSEN_PORT = 40_000;

    final Map<Address, DatagramHandler> sockets = new HashMap<>();
    final Map<Address, byte[]> sent = new HashMap<>();
    boolean hasV6 = true;
    boolean accepts = true;
    long nanos;
    private final NavigableMap<Long, List<Runnable>> due = new TreeMap<>();
    private final Timers timers = new Timers() {
        @Override
        public MonotonicInstant now() {
            return new MonotonicInstant(nanos);
        }

        @Override
        public Timer at(MonotonicInstant when, Runnable action) {
            due.computeIfAbsent(when.nanos(), _ -> new ArrayList<>()).add(action);
            return () -> due.computeIfPresent(when.nanos(), (_, actions) -> {
                actions.remove(action);
                return actions.isEmpty() ? null : actions;
            });
        }
    };

    /// Lets `payload` arrive at the socket that is bound to `to`, stamped with the clock's reading.
    void arrive(Address.Udp from, Address.Udp to, byte[] payload) {
        DatagramHandler handler = sockets.get(to);
        if (handler == null) {
            throw new AssertionError("nobody listens on " + to);
        }
        handler.received(new Datagram(from, to, payload, now(), Datagram.Stamp.KERNEL));
    }

    @Override
    public DatagramPort open(DatagramSpec spec, DatagramHandler handler) throws WorldException {
        if (!(spec.local() instanceof Address.Udp udp) || !udp.ip().isV4() && !hasV6) {
            throw new WorldException("no such family");
        }
        Address.Udp bound = new Address.Udp(udp.ip(), udp.port() == 0 ? CHOSEN_PORT : udp.port());
        if (sockets.putIfAbsent(bound, handler) != null) {
            throw new WorldException(bound + " is taken");
        }
        return new DatagramPort() {
            @Override
            public Address local() {
                return bound;
            }

            @Override
            public boolean send(Address to, byte[] payload) {
                sent.put(to, payload);
                return accepts;
            }

            @Override
            public void close() {
                sockets.remove(bound);
            }
        };
    }

    @Override
    public SystemClock clock() {
        return this;
    }

    @Override
    public Datagrams datagrams() {
        return this;
    }

    @Override
    public SystemInstant now() {
        return new SystemInstant(nanos);
    }

    @Override
    public Names names() {
        throw new UnsupportedOperationException("no names in this world");
    }

    @Override
    public RandomSource random() {
        throw new UnsupportedOperationException("nothing is random in this world");
    }

    @Override
    public Timers timers() {
        return timers;
    }

    /// Lets `span` nanoseconds pass and runs what is due, in order.
    void advance(long span) {
        long end = nanos + span;
        while (!due.isEmpty() && due.firstKey() <= end) {
            nanos = due.firstKey();
            List<Runnable> actions = due.remove(nanos);
            actions.forEach(Runnable::run);
        }
        nanos = end;
    }

    @Override
    public Devices devices() {
        throw new UnsupportedOperationException("no devices in this world");
    }

    @Override
    public Files files() {
        throw new UnsupportedOperationException("no files in this world");
    }

    @Override
    public Frequency rate() {
        return Frequency.ZERO;
    }

    @Override
    public RateChange setRate(Frequency correction) {
        throw new UnsupportedOperationException("nobody steers in this world");
    }

    @Override
    public SystemInstant step(Span amount) {
        throw new UnsupportedOperationException("nobody steers in this world");
    }

    @Override
    public void setStatus(LeapIndicator leap, double maxErrorSeconds) {
        throw new UnsupportedOperationException("nobody steers in this world");
    }

    @Override
    public Frequency rateLimit() {
        return Frequency.ZERO;
    }

    @Override
    public Span resolution() {
        return Span.ofNanos(1);
    }
}
