package org.timeball.linux.reference;

import java.util.concurrent.Executor;
import org.timeball.timekeeping.world.HardwareClock;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.RealTimeClock;
import org.timeball.timekeeping.world.ReferenceDevices;
import org.timeball.timekeeping.world.WorldException;

/// Pulse devices, shared memory and PTP hardware clocks of this machine.
public final class KernelReferences implements ReferenceDevices {
    private final KernelTimescale timescale;
    private final Executor executor;

    /// @param timescale how kernel timestamps read on the clock that is disciplined
    /// @param executor reaches the world's thread
    public KernelReferences(KernelTimescale timescale, Executor executor) {
        this.timescale = timescale;
        this.executor = executor;
    }

    @Override
    public PulseInput openPulses(String path, Edge edge) throws WorldException {
        return KernelPulses.open(path, edge, timescale);
    }

    @Override
    public SharedMemory attach(int unit, int permissions) throws WorldException {
        return SystemVSegment.attach(unit, permissions);
    }

    @Override
    public HardwareClock openHardwareClock(String name) throws WorldException {
        return KernelHardwareClock.open(name, timescale);
    }

    @Override
    public RealTimeClock openRealTimeClock(String path) throws WorldException {
        return KernelRealTimeClock.open(path, timescale, executor);
    }
}
