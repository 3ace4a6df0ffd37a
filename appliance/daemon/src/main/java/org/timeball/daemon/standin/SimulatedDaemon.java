package org.timeball.daemon.standin;

import org.timeball.daemon.boot.BoxDaemon;
import org.timeball.daemon.boot.BuildDate;
import org.timeball.daemon.boot.ClientJournal;
import org.timeball.daemon.boot.Surroundings;
import org.timeball.daemon.candm.server.SocketPlace;
import org.timeball.daemon.cli.DaemonOptions;
import org.timeball.daemon.cli.DaemonRunner;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.config.ConfigurationFiles;
import org.timeball.daemon.config.DiskFiles;
import org.timeball.daemon.config.ReadConfiguration;
import org.timeball.daemon.control.Journal;
import org.timeball.daemon.control.StepRecorder;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.server.ServerCounters;
import org.timeball.ntp.server.ServerLinks;
import org.timeball.ntp.server.ServerPort;
import org.timeball.ntp.server.ServerSettings;
import org.timeball.ntp.server.WorldResponder;
import org.timeball.simulator.clknetsim.ClknetsimWorld;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.time.UtcInstant;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.World;
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
        Node node = new Node(world);
        Logger.info("chronyd starting");
        try (BoxDaemon daemon = new BoxDaemon(node, read.configuration(), new Journal(), StepRecorder.NONE,
                new ClientJournal())) {
            daemon.start();
            world.run();
        } catch (WorldException e) {
            Logger.error("{}", e.getMessage());
            return ExitStatus.FAILED;
        } finally {
            Logger.info("chronyd exiting");
        }
        return node.status;
    }

    /// What a node finds around it.
    private static final class Node implements Surroundings {
        private final ClknetsimWorld world;
        private int status = ExitStatus.OK;

        Node(ClknetsimWorld world) {
            this.world = world;
        }

        @Override
        public World world() {
            return world;
        }

        @Override
        public KernelTimescale timescale() {
            return KernelTimescale.SAME;
        }

        @Override
        public ServerPort serve(ServerSettings settings, SnapshotBoard board, AccessList access,
                ServerCounters counters, ServerLinks links) throws WorldException {
            return new WorldResponder(world, settings, board, access, counters, links);
        }

        @Override
        public SocketPlace socketPlace() {
            return SocketPlace.ANYWHERE;
        }

        @Override
        public ConfigurationFiles configurationFiles() {
            return new DiskFiles();
        }

        @Override
        public UtcInstant dateFloor() {
            return BuildDate.date();
        }

        @Override
        public long processId() {
            return ProcessHandle.current().pid();
        }

        @Override
        public void end(int exitStatus) {
            status = exitStatus;
            world.stop();
        }
    }
}
