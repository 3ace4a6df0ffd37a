package org.timeball.daemon.whole;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.timeball.daemon.boot.Surroundings;
import org.timeball.daemon.candm.server.SocketPlace;
import org.timeball.daemon.config.ConfigurationFiles;
import org.timeball.daemon.config.ServerConfiguration.FastPathLine;
import org.timeball.daemon.control.Supervisor;
import org.timeball.daemon.logs.Mailer;
import org.timeball.daemon.web.Page;
import org.timeball.daemon.web.WebSettings;
import org.timeball.gnss.gpsd.GpsdServer;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.fastpath.FastPath;
import org.timeball.ntp.nts.CookieKeyStore;
import org.timeball.ntp.nts.ke.KeServerSettings;
import org.timeball.ntp.server.ServerCounters;
import org.timeball.ntp.server.ServerLinks;
import org.timeball.ntp.server.ServerPort;
import org.timeball.ntp.server.ServerSettings;
import org.timeball.ntp.server.ServiceLog;
import org.timeball.ntp.server.WorldResponder;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.time.UtcInstant;
import org.timeball.timekeeping.world.Devices.Line;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// A place in a virtual world.
///
/// @param ended is run when the daemon wants to end
record VirtualSurroundings(VirtualWorld machine, ConfigurationFiles configurationFiles, Runnable ended)
        implements
            Surroundings {
    private static final UtcInstant FLOOR = UtcInstant.of(2026, 11, 20, 0, 0, 0, 0);
    private static final long PROCESS = 4711;

    @Override
    public World world() {
        return machine;
    }

    @Override
    public KernelTimescale timescale() {
        return machine.clock();
    }

    @Override
    public ServerPort serve(ServerSettings settings, SnapshotBoard board, AccessList access, ServerCounters counters,
            ServerLinks links) throws WorldException {
        return new WorldResponder(machine, settings, board, access, counters, links);
    }

    @Override
    public Optional<FastPath> answerInKernel(List<FastPathLine> wanted, ServerSettings settings, int port,
            SnapshotBoard board, AccessList access, ServerCounters counters) {
        return Optional.empty();
    }

    @Override
    public Establishing establishKeys(KeServerSettings settings, CookieKeyStore keys, ServiceLog log)
            throws WorldException {
        throw new WorldException("a virtual world has no TLS");
    }

    @Override
    public Optional<GpsdServer> showReceiver(Line receiver, int port) {
        return Optional.empty();
    }

    @Override
    public Optional<AutoCloseable> serveWeb(WebSettings settings, List<Page> pages) {
        return Optional.empty();
    }

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
        return machine.name();
    }

    @Override
    public Mailer mailer() {
        return (_, _, _) -> {
        };
    }

    @Override
    public Supervisor supervisor() {
        return Supervisor.NONE;
    }

    @Override
    public SocketPlace socketPlace() {
        return SocketPlace.ANYWHERE;
    }

    @Override
    public UtcInstant dateFloor() {
        return FLOOR;
    }

    @Override
    public long processId() {
        return PROCESS;
    }

    @Override
    public void end(int status) {
        ended.run();
    }
}
