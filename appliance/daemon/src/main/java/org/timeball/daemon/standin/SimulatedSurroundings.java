package org.timeball.daemon.standin;

import org.timeball.daemon.boot.Surroundings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.timeball.daemon.candm.server.SocketPlace;
import org.timeball.daemon.config.ConfigurationFiles;
import org.timeball.daemon.config.DiskFiles;
import org.timeball.daemon.config.ServerConfiguration.FastPathLine;
import org.timeball.daemon.control.Supervisor;
import org.timeball.daemon.logs.Mailer;
import org.timeball.daemon.web.Page;
import org.timeball.daemon.web.WebSettings;
import org.timeball.gnss.gpsd.GpsdServer;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.fastpath.FastPath;
import org.timeball.ntp.nts.CookieKeyStore;
import org.timeball.ntp.nts.ke.KeServer;
import org.timeball.ntp.nts.ke.KeServerSettings;
import org.timeball.ntp.server.ServerCounters;
import org.timeball.ntp.server.ServerLinks;
import org.timeball.ntp.server.ServerPort;
import org.timeball.ntp.server.ServerSettings;
import org.timeball.ntp.server.ServiceLog;
import org.timeball.ntp.server.WorldResponder;
import org.timeball.simulator.clknetsim.ClknetsimWorld;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.time.UtcInstant;
import org.timeball.timekeeping.world.Devices.Line;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// A place in a simulated network.
///
/// @param node the node's world
/// @param timescale how readings of the node's own clock read on the one that is disciplined
record SimulatedSurroundings(ClknetsimWorld node, KernelTimescale timescale) implements Surroundings {
    /// The first date that SystemInstant can hold, rounded up: a simulated year may lie long before this program's.
    private static final UtcInstant LONG_AGO = UtcInstant.of(1700, 1, 1, 0, 0, 0, 0);

    @Override
    public World world() {
        return node;
    }

    @Override
    public ServerPort serve(ServerSettings settings, SnapshotBoard board, AccessList access, ServerCounters counters,
            ServerLinks links) throws WorldException {
        return new WorldResponder(node, settings, board, access, counters, links);
    }

    @Override
    public Optional<FastPath> answerInKernel(List<FastPathLine> wanted, ServerSettings settings, int port,
            SnapshotBoard board, AccessList access, ServerCounters counters) {
        return Optional.empty();
    }

    @Override
    public Establishing establishKeys(KeServerSettings settings, CookieKeyStore keys, ServiceLog log)
            throws WorldException {
        KeServer server = new KeServer(node, settings, keys, log);
        server.start();
        return server::close;
    }

    @Override
    public Optional<GpsdServer> showReceiver(Line receiver, int port) {
        return Optional.empty();
    }

    @Override
    public Optional<AutoCloseable> serveWeb(WebSettings settings, List<Page> pages) {
        return Optional.empty();
    }

    /// Simulated time waits.
    @Override
    public void aside(Runnable work, Runnable then) {
        work.run();
        then.run();
    }

    @Override
    public Executor executor() {
        return Runnable::run;
    }

    @Override
    public String hostName() {
        return "clknetsim-node";
    }

    /// A simulation has no mail system: letters are told in the log.
    @Override
    public Mailer mailer() {
        return (address, subject, _) -> Logger.info("Mail to {}: {}", address, subject);
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
        return LONG_AGO;
    }

    @Override
    public Supervisor supervisor() {
        return Supervisor.NONE;
    }

    @Override
    public long processId() {
        return ProcessHandle.current().pid();
    }

    /// Nobody asks for the status of a node that was told to end.
    @Override
    public void end(int status) {
        node.stop();
    }
}
