package org.timeball.linux.world;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.timeball.timekeeping.world.Devices;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.WorldException;

/// A Linux world for each test, with no devices.
abstract class LinuxWorldTest {
    /// What is awaited takes microseconds; this long a wait is a failure even on a busy machine.
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    LinuxWorld world;

    @BeforeEach
    void start() throws WorldException {
        world = LinuxWorld.start(new HostTime(), KernelTimescale.SAME, executor -> NO_DEVICES);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private static final Devices NO_DEVICES = (line, handler) -> {
        throw new WorldException("this world has no devices");
    };
}
