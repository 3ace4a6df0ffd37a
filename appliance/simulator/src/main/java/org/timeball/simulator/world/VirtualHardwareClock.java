package org.timeball.simulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.timeball.timekeeping.time.PhcInstant;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.HardwareClock;
import org.timeball.timekeeping.world.ReferenceDevices.Edge;
import org.timeball.timekeeping.world.WorldException;

/// A PTP hardware clock behind a bus whose transfers take 1 us, and now and then up to 20 us more on one side.
public final class VirtualHardwareClock implements HardwareClock {
    private static final int ENODEV = 19;
    private static final long TRANSFER_NANOS = 1000;
    private static final int LONGEST_DELAY_NANOS = 20_000;

    private final VirtualWorld world;
    private final long startNanos;
    private final double rate;
    private final SplittableRandom random;
    private final List<ExternalEdge> edges = new ArrayList<>();
    private long aheadNanos;
    private Method method = Method.EXTENDED;
    private int stamping = -1;
    private boolean gone;

    VirtualHardwareClock(VirtualWorld world, long aheadNanos, double rate) {
        this.world = world;
        this.startNanos = world.trueNanos();
        this.aheadNanos = aheadNanos;
        this.rate = rate;
        this.random = world.random("hardware clock");
    }

    /// From now on its driver offers this method and worse ones.
    public VirtualHardwareClock offering(Method best) {
        method = best;
        return this;
    }

    /// Sets it forward by so much.
    public void step(long nanos) {
        aheadNanos += nanos;
    }

    /// An edge on an input, now.
    public void edge(int channel) {
        if (channel == stamping) {
            edges.add(new ExternalEdge(channel, new PhcInstant(readingNanos())));
        }
    }

    void unplugged() {
        gone = true;
    }

    private long readingNanos() {
        long passed = world.trueNanos() - startNanos;
        return world.trueNanos() + aheadNanos + Math.round(passed * rate);
    }

    @Override
    public Method method() {
        return method;
    }

    @Override
    public List<Reading> read(int count, Method best) throws WorldException {
        check();
        Method used = best.compareTo(method) > 0 ? best : method;
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < (used == Method.PRECISE ? 1 : count); i++) {
            long early = used == Method.PRECISE ? 0 : TRANSFER_NANOS / 2 + delay();
            long late = used == Method.PRECISE ? 0 : TRANSFER_NANOS / 2 + delay();
            long system = world.reading().nanos();
            readings.add(new Reading(new SystemInstant(system - early), new PhcInstant(readingNanos()),
                    new SystemInstant(system + late)));
        }
        return readings;
    }

    private long delay() {
        return random.nextInt(3) == 0 ? random.nextInt(LONGEST_DELAY_NANOS) : 0;
    }

    @Override
    public void stampEdges(Optional<Integer> pin, int channel, Edge edge) throws WorldException {
        check();
        stamping = channel;
    }

    @Override
    public List<ExternalEdge> edges() throws WorldException {
        check();
        List<ExternalEdge> stamped = List.copyOf(edges);
        edges.clear();
        return stamped;
    }

    private void check() throws WorldException {
        if (gone) {
            throw new WorldException("the hardware clock is gone; plug it in again", ENODEV);
        }
    }

    @Override
    public void close() {
        stamping = -1;
    }
}
