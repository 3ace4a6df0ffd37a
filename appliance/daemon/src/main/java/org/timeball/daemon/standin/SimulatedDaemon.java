package org.timeball.daemon.standin;

import org.timeball.daemon.boot.BoxDaemon;
import org.timeball.daemon.cli.DaemonOptions;
import org.timeball.daemon.cli.DaemonRunner;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.config.ReadConfiguration;
import org.timeball.daemon.control.StepRecorder;
import org.timeball.simulator.clknetsim.ClknetsimWorld;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// The daemon as a node of a simulated network: runs until the simulation ends.
final class SimulatedDaemon implements DaemonRunner {
    private final ClknetsimWorld world;

    SimulatedDaemon(ClknetsimWorld world) {
        this.world = world;
    }

    @Override
    public int run(DaemonOptions options, ReadConfiguration read) {
        Logger.info("chronyd starting");
        KernelTimescale timescale = KernelTimescale.SAME;
        if (!options.steerSystemClock()) {
            Logger.info("Disabled control of system clock");
            timescale = world.leaveClockAlone();
        }
        read.notices().forEach(notice -> Logger.warn("{}", notice));
        try (BoxDaemon daemon = new BoxDaemon(new SimulatedSurroundings(world, timescale), options,
                read.configuration(), StepRecorder.NONE)) {
            daemon.start();
            world.run();
            return ExitStatus.OK;
        } catch (WorldException e) {
            Logger.error("Fatal error : {}", e.getMessage());
            return ExitStatus.FAILED;
        } finally {
            Logger.info("chronyd exiting");
        }
    }
}
