package org.timeball.gnss.receiver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Datagrams;
import org.timeball.timekeeping.world.Devices;
import org.timeball.timekeeping.world.Files;
import org.timeball.timekeeping.world.Names;
import org.timeball.timekeeping.world.RandomSource;
import org.timeball.timekeeping.world.SystemClock;
import org.timeball.timekeeping.world.Timers;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// A world with a perfect clock, timers and serial lines, moved on by hand. It has no network and no files.
final class HandWorld implements World, Timers, Devices {
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<String, WorldException> refusals = new HashMap<>();
    private final Map<String, DeviceHandler> open = new HashMap<>();
    private long nanos;
    private final Map<String, Integer> bauds = new HashMap<>();
    int openings;
    int closings;

    private record Waiting(long at, Runnable action) {
    }

    HandWorld(long nanosSince1970) {
        nanos = nanosSince1970;
    }

    long nanos() {
        return nanos;
    }

    /// Runs the timers that are due up to a time, in order.
    void advanceTo(long until) {
        while (true) {
            Waiting next = waiting.stream().min(Comparator.comparingLong(Waiting::at)).orElse(null);
            if (next == null || next.at > until) {
                break;
            }
            waiting.remove(next);
            nanos = Math.max(nanos, next.at);
            next.action.run();
        }
        nanos = Math.max(nanos, until);
    }

    void refuse(String path, int errno) {
        refusals.put(path, new WorldException(path + " refused", errno));
    }

    void allow(String path) {
        refusals.remove(path);
    }

    void feed(String path, byte[] bytes) {
        DeviceHandler handler = open.get(path);
        if (handler != null) {
            handler.received(bytes, new SystemInstant(nanos));
        }
    }

    void hangUp(String path, int errno) {
        DeviceHandler handler = open.remove(path);
        if (handler != null) {
            handler.gone(new WorldException(path + " hung up", errno));
        }
    }

    /// At which speed a line was opened last, bit/s; 0 if never.
    int baud(String path) {
        return bauds.getOrDefault(path, 0);
    }

    boolean isOpen(String path) {
        return open.containsKey(path);
    }

    boolean hasTimers() {
        return !waiting.isEmpty();
    }

    @Override
    public Device open(Line line, DeviceHandler handler) throws WorldException {
        openings++;
        @Nullable
        WorldException refusal = refusals.get(line.path());
        if (refusal != null) {
            throw refusal;
        }
        open.put(line.path(), handler);
        bauds.put(line.path(), line.baud());
        return new Device() {
            @Override
            public void write(byte[] bytes) {
            }

            @Override
            public void close() {
                closings++;
                open.remove(line.path(), handler);
            }
        };
    }

    @Override
    public Timer at(MonotonicInstant when, Runnable action) {
        Waiting entry = new Waiting(when.nanos(), action);
        waiting.add(entry);
        return () -> waiting.remove(entry);
    }

    @Override
    public SystemClock clock() {
        return new SystemClock() {
            @Override
            public SystemInstant now() {
                return new SystemInstant(nanos);
            }

            @Override
            public Frequency rate() {
                return Frequency.ZERO;
            }

            @Override
            public RateChange setRate(Frequency correction) {
                throw new UnsupportedOperationException("a receiver's driver never steers the clock");
            }

            @Override
            public SystemInstant step(Span amount) {
                throw new UnsupportedOperationException("a receiver's driver never steps the clock");
            }

            @Override
            public void setStatus(LeapIndicator leap, double maxErrorSeconds) {
                throw new UnsupportedOperationException("a receiver's driver never grades the clock");
            }

            @Override
            public Frequency rateLimit() {
                return Frequency.ofPpm(500);
            }

            @Override
            public Span resolution() {
                return Span.ofNanos(1);
            }
        };
    }

    @Override
    public MonotonicInstant now() {
        return new MonotonicInstant(nanos);
    }

    @Override
    public Timers timers() {
        return this;
    }

    @Override
    public Devices devices() {
        return this;
    }

    @Override
    public Names names() {
        throw new UnsupportedOperationException("this world has no names");
    }

    @Override
    public RandomSource random() {
        throw new UnsupportedOperationException("nothing is random in this world");
    }

    @Override
    public Datagrams datagrams() {
        throw new UnsupportedOperationException("this world has no network");
    }

    @Override
    public Files files() {
        throw new UnsupportedOperationException("this world has no files");
    }
}
