package org.timeball.simulator.world;

import java.util.List;
import java.util.SplittableRandom;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.clock.SteeredClock;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.RandomSource;
import org.timeball.timekeeping.world.World;

/// The surroundings of one simulated daemon.
///
/// The monotonic time of its timers runs at the rate of its steered clock and is never stepped, as CLOCK_MONOTONIC does
/// on Linux.
public final class VirtualWorld implements World {
    private final VirtualUniverse universe;
    private final String name;
    private final SteeredClock clock;
    private final VirtualTimers timers;
    private final VirtualDatagrams datagrams;
    private final VirtualDevices devices;
    private final VirtualFiles files = new VirtualFiles(this::reading);
    private final VirtualNames names;
    private final VirtualRandom random;
    private final VirtualReferences references = new VirtualReferences(this);

    VirtualWorld(VirtualUniverse universe, String name, Oscillator oscillator, Span initialOffset,
            List<IpAddress> addresses) {
        this.universe = universe;
        this.name = name;
        this.clock = new SteeredClock(universe::nowNanos, oscillator, initialOffset);
        this.timers = new VirtualTimers(universe, clock);
        this.datagrams = new VirtualDatagrams(universe, this, addresses);
        this.devices = new VirtualDevices(universe, this);
        this.names = new VirtualNames(universe);
        this.random = new VirtualRandom(universe.random("random bits of " + name));
    }

    public String name() {
        return name;
    }

    @Override
    public SteeredClock clock() {
        return clock;
    }

    @Override
    public VirtualTimers timers() {
        return timers;
    }

    @Override
    public VirtualNames names() {
        return names;
    }

    @Override
    public RandomSource random() {
        return random;
    }

    @Override
    public VirtualDatagrams datagrams() {
        return datagrams;
    }

    @Override
    public VirtualDevices devices() {
        return devices;
    }

    @Override
    public VirtualFiles files() {
        return files;
    }

    @Override
    public VirtualReferences references() {
        return references;
    }

    /// The clock's true error: reading minus true time, seconds.
    public double clockErrorSeconds() {
        return clock.errorSecondsAt(universe.nowNanos());
    }

    long trueNanos() {
        return universe.nowNanos();
    }

    SplittableRandom random(String purpose) {
        return universe.random(name + " " + purpose);
    }

    SystemInstant reading() {
        return new SystemInstant(clock.readingAt(universe.nowNanos()));
    }
}
