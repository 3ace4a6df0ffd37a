package org.timeball.ptp.card;

import org.timeball.timekeeping.world.Datagrams;
import org.timeball.timekeeping.world.Devices;
import org.timeball.timekeeping.world.Files;
import org.timeball.timekeeping.world.Names;
import org.timeball.timekeeping.world.NetworkCards;
import org.timeball.timekeeping.world.RandomSource;
import org.timeball.timekeeping.world.ReferenceDevices;
import org.timeball.timekeeping.world.SystemClock;
import org.timeball.timekeeping.world.Timers;
import org.timeball.timekeeping.world.World;

/// Another world with network cards in it.
record WorldWithCards(World other, NetworkCards cards) implements World {
    @Override
    public SystemClock clock() {
        return other.clock();
    }

    @Override
    public Timers timers() {
        return other.timers();
    }

    @Override
    public Names names() {
        return other.names();
    }

    @Override
    public RandomSource random() {
        return other.random();
    }

    @Override
    public Datagrams datagrams() {
        return other.datagrams();
    }

    @Override
    public Devices devices() {
        return other.devices();
    }

    @Override
    public Files files() {
        return other.files();
    }

    @Override
    public ReferenceDevices references() {
        return other.references();
    }
}
