package org.timeball.daemon.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.timeball.daemon.candm.server.DiskSocketPlace;
import org.timeball.daemon.candm.server.SocketPlace;
import org.timeball.daemon.config.ConfigurationFiles;
import org.timeball.daemon.config.DiskFiles;
import org.timeball.daemon.config.ServerConfiguration.FastPathLine;
import org.timeball.daemon.control.Supervisor;
import org.timeball.daemon.logs.Mailer;
import org.timeball.daemon.logs.Sendmail;
import org.timeball.daemon.nts.BoxNames;
import org.timeball.daemon.web.Page;
import org.timeball.daemon.web.WebServer;
import org.timeball.daemon.web.WebSettings;
import org.timeball.gnss.gpsd.GpsdServer;
import org.timeball.gnss.gpsd.GpsdSettings;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.world.LinuxWorld;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.fastpath.FastPath;
import org.timeball.ntp.nts.CookieKeyStore;
import org.timeball.ntp.nts.ke.KeServer;
import org.timeball.ntp.nts.ke.KeServerSettings;
import org.timeball.ntp.server.LinuxResponders;
import org.timeball.ntp.server.ServerCounters;
import org.timeball.ntp.server.ServerLinks;
import org.timeball.ntp.server.ServerPort;
import org.timeball.ntp.server.ServerSettings;
import org.timeball.ntp.server.ServiceLog;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.time.UtcInstant;
import org.timeball.timekeeping.world.Devices.Line;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// This machine.
///
/// @param timescale how kernel timestamps read on the world's clock
/// @param ending is told to end the daemon
record LinuxSurroundings(LinuxWorld linux, KernelTimescale timescale,
        RealDaemon.Ending ending) implements Surroundings {
    private static final String SENDMAIL = "/usr/sbin/sendmail";
    private static final long NANOS = 1_000_000_000L;

    @Override
    public World world() {
        return linux;
    }

    @Override
    public ServerPort serve(ServerSettings settings, SnapshotBoard board, AccessList access, ServerCounters counters,
            ServerLinks links) throws WorldException {
        return LinuxResponders.start(settings, board, timescale, access, counters, links);
    }

    @Override
    public Optional<FastPath> answerInKernel(List<FastPathLine> wanted, ServerSettings settings, int port,
            SnapshotBoard board, AccessList access, ServerCounters counters) {
        try {
            FastPath path = FastPath.start(ServerPlan.fastPath(wanted, settings, port), board, timescale, access);
            counters.countKernel(path::counts);
            return Optional.of(path);
        } catch (WorldException e) {
            Logger.warn("NTP is answered by sockets alone: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Establishing establishKeys(KeServerSettings settings, CookieKeyStore keys, ServiceLog log)
            throws WorldException {
        LinuxWorld aside = linux.beside("nts-ke");
        KeServer server = new KeServer(aside, settings, keys, log);
        Establishing both = () -> {
            server.close();
            aside.close();
        };
        try {
            server.start();
        } catch (WorldException e) {
            aside.close();
            throw e;
        }
        aside.executor().execute(server::warmUp);
        return both;
    }

    @Override
    public Optional<GpsdServer> showReceiver(Line receiver, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return Optional.of(GpsdServer.start(GpsdSettings.at(address), receiver.path(), receiver.baud(),
                () -> UtcInstant.ofEpochSecond(Math.floorDiv(HostClock.realtimeNanos(), NANOS))));
    }

    @Override
    public Optional<AutoCloseable> serveWeb(WebSettings settings, List<Page> pages) throws IOException {
        return Optional.of(new WebServer(settings, pages));
    }

    @Override
    public void aside(Runnable work, Runnable then) {
        Thread.ofPlatform().name("aside").daemon().start(() -> {
            work.run();
            linux.executor().execute(then);
        });
    }

    @Override
    public Executor executor() {
        return linux.executor();
    }

    @Override
    public String hostName() {
        return BoxNames.ofThisMachine().host();
    }

    @Override
    public Mailer mailer() {
        return new Sendmail(SENDMAIL);
    }

    @Override
    public SocketPlace socketPlace() {
        return new DiskSocketPlace();
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
    public Supervisor supervisor() {
        return Systemd.of(System.getenv(), processId());
    }

    @Override
    public long processId() {
        return ProcessHandle.current().pid();
    }

    @Override
    public void end(int status) {
        ending.accept(status);
    }
}
