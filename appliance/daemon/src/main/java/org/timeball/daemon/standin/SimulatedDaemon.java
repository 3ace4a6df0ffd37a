package org.timeball.daemon.standin;

import org.timeball.daemon.boot.AccessRules;
import org.timeball.daemon.boot.Appliance;
import org.timeball.daemon.boot.BuildDate;
import org.timeball.daemon.cli.DaemonOptions;
import org.timeball.daemon.cli.DaemonRunner;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.ReadConfiguration;
import org.timeball.daemon.control.Journal;
import org.timeball.daemon.control.StepRecorder;
import org.timeball.ntp.server.ServerCounters;
import org.timeball.ntp.server.WorldResponder;
import org.timeball.simulator.clknetsim.ClknetsimWorld;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// The daemon as a node of a simulated network: runs until the simulation ends.
public final class SimulatedDaemon implements DaemonRunner {
    private final ClknetsimWorld world;

    public SimulatedDaemon(ClknetsimWorld world) {
        this.world = world;
    }

    @Override
    public int run(DaemonOptions options, ReadConfiguration read) {
        Configuration configuration = read.configuration();
        try {
            Logger.info("chronyd starting");
            SnapshotBoard board = new SnapshotBoard(TimingSnapshot.unsynchronised(world.clock().now()));
            if (configuration.server().port() != 0) {
                new WorldResponder(world, configuration.server().port(), -23, board,
                        AccessRules.of(configuration.server().access()), new ServerCounters(world.random().nextLong()));
            }
            Appliance appliance = new Appliance(world, KernelTimescale.SAME, configuration, BuildDate.date(), board,
                    new Journal(), StepRecorder.NONE);
            appliance.start();
            world.run();
            appliance.close();
            Logger.info("chronyd exiting");
            return ExitStatus.OK;
        } catch (WorldException e) {
            Logger.error("{}", e.getMessage());
            return ExitStatus.FAILED;
        }
    }
}
