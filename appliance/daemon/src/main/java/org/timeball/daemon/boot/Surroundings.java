package org.timeball.daemon.boot;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
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
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.time.UtcInstant;
import org.timeball.timekeeping.world.Devices.Line;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// What a daemon finds around it: a world, and what differs from one to another beside it.
public interface Surroundings {
    World world();

    /// How timestamps of other processes, and the kernel's, read on the clock that is disciplined.
    KernelTimescale timescale();

    /// Opens the NTP port.
    ///
    /// @throws WorldException if it cannot be had
    ServerPort serve(ServerSettings settings, SnapshotBoard board, AccessList access, ServerCounters counters,
            ServerLinks links) throws WorldException;

    /// Answers plain requests inside the kernel as well, where that can be; where it cannot, the log says why.
    ///
    /// @param wanted by which interfaces
    /// @param settings by which the sockets serve
    /// @param port that they got
    Optional<FastPath> answerInKernel(List<FastPathLine> wanted, ServerSettings settings, int port,
            SnapshotBoard board, AccessList access, ServerCounters counters);

    /// Establishes NTS keys with clients, where that can be on a thread of its own.
    ///
    /// @param log counts the connections
    /// @throws WorldException if a certificate or the port cannot be had
    Establishing establishKeys(KeServerSettings settings, CookieKeyStore keys, ServiceLog log) throws WorldException;

    /// A key establishment that is under way.
    @FunctionalInterface
    interface Establishing extends AutoCloseable {
        @Override
        void close();
    }

    /// Shows a receiver to gpsd's clients.
    ///
    /// @param receiver its line, as clients shall see it
    /// @return empty where there is no network that they could come by
    /// @throws IOException if the port cannot be had
    Optional<GpsdServer> showReceiver(Line receiver, int port) throws IOException;

    /// Serves pages over HTTP.
    ///
    /// @return empty where there is no network that readers could come by
    /// @throws IOException if an address cannot be had
    Optional<AutoCloseable> serveWeb(WebSettings settings, List<Page> pages) throws IOException;

    /// Does something that takes seconds without holding the world up, and then something on the world's thread.
    void aside(Runnable work, Runnable then);

    /// Reaches the world's thread from any other.
    Executor executor();

    /// The name of this box, for people.
    String hostName();

    /// The mail system.
    Mailer mailer();

    /// Where the Unix socket for commands may lie.
    SocketPlace socketPlace();

    /// Where files that bring in sources are found.
    ConfigurationFiles configurationFiles();

    /// No date before it is possible.
    UtcInstant dateFloor();

    /// Who started the daemon and waits until it is up.
    Supervisor supervisor();

    /// Number of this process, as its pid file names it.
    long processId();

    /// Ends the daemon soon, with this exit status; returns at once.
    void end(int status);
}
