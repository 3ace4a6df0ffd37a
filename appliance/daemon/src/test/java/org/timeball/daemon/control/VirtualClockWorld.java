package org.timeball.daemon.control;

import java.nio.charset.StandardCharsets;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

/// A world with a clock that runs 12 ppm fast and a disk, in virtual time.
public record VirtualClockWorld(VirtualUniverse universe, VirtualWorld world) {
    public static VirtualClockWorld open() throws WorldException {
        VirtualUniverse universe = new VirtualUniverse(1, 1_800_000_000_000_000_000L);
        return new VirtualClockWorld(universe,
                universe.world("box", Oscillator.constant(Frequency.ofPpm(12)), Span.ZERO,
                        IpAddress.v4(10, 0, 0, 1)));
    }

    public void file(String path, String content) throws WorldException {
        world.files().replace(path, content.getBytes(StandardCharsets.UTF_8));
    }

    public String file(String path) {
        return world.files().read(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
    }

    public void pass(double seconds) {
        universe.runFor(Span.ofSeconds(seconds));
    }
}
