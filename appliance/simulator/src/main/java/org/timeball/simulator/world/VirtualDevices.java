package org.timeball.simulator.world;

import java.util.HashMap;
import java.util.Map;
import org.timeball.timekeeping.world.Devices;
import org.timeball.timekeeping.world.WorldException;

/// The serial lines of one world.
public final class VirtualDevices implements Devices {
    private static final int ENOENT = 2;

    private final VirtualUniverse universe;
    private final VirtualWorld world;
    private final Map<String, VirtualLine> lines = new HashMap<>();

    VirtualDevices(VirtualUniverse universe, VirtualWorld world) {
        this.universe = universe;
        this.world = world;
    }

    /// The far end of a line, for whoever plays the receiver; made and plugged in when first asked for.
    public VirtualLine line(String path) {
        return lines.computeIfAbsent(path, absent -> new VirtualLine(universe, world, path));
    }

    @Override
    public Device open(Line line, DeviceHandler handler) throws WorldException {
        VirtualLine far = lines.get(line.path());
        if (far == null) {
            throw new WorldException(line.path() + " is absent: no such device; is the receiver plugged in?", ENOENT);
        }
        return far.open(line, handler);
    }
}
