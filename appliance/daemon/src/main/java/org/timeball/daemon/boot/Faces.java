package org.timeball.daemon.boot;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.candm.Box;
import org.timeball.daemon.config.CommandConfiguration;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.console.StatusPages;
import org.timeball.daemon.history.History;
import org.timeball.daemon.metrics.BoxMetrics;
import org.timeball.daemon.page.BoxPage;
import org.timeball.daemon.page.Recent;
import org.timeball.daemon.status.BoxReading;
import org.timeball.daemon.status.ServerReading;
import org.timeball.daemon.status.StatusReport;
import org.timeball.daemon.web.FreshPage;
import org.timeball.daemon.web.Page;
import org.timeball.daemon.web.WebSettings;
import org.timeball.ntp.server.ServerCounters;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.tinylog.Logger;

/// What the running daemon shows of itself to whoever asks: the status as text, and pages over HTTP. On the world's thread.
final class Faces implements AutoCloseable {
    private static final Span EVERY = Span.ofSeconds(1);
    /// Clients that were heard since then are counted as such.
    private static final Span LATELY = Span.ofSeconds(600);

    private final Surroundings around;
    private final World world;
    private final SnapshotBoard board;
    private final ServerCounters counters;
    private final Appliance appliance;
    private final Configuration configuration;
    private final Recent recent;
    private final History history;
    private final StatusPages pages = new StatusPages();
    private final MonotonicInstant started;
    private Optional<AutoCloseable> web = Optional.empty();
    private @Nullable Timer timer;
    private int servedPort;
    private Supplier<String> fastPath = () -> "off";

    Faces(Surroundings around, Configuration configuration, SnapshotBoard board, ServerCounters counters,
            Appliance appliance, Recent recent) {
        this.around = around;
        this.world = around.world();
        this.board = board;
        this.counters = counters;
        this.appliance = appliance;
        this.configuration = configuration;
        this.recent = recent;
        history = new History(world, configuration.logs().historyDirectory(), work -> around.aside(work, () -> {
        }));
        started = world.timers().now();
    }

    /// Tells on which port NTP is served.
    void served(int port) {
        servedPort = port;
    }

    /// Tells by which interfaces the kernel answers.
    void answeredInKernel(Supplier<String> summary) {
        fastPath = summary;
    }

    void start(Box box, CommandConfiguration command) {
        history.start();
        look();
        if (command.webPort() != 0) {
            serveWeb(box, command);
        }
    }

    /// What the history of offsets shows is looked at each second.
    private void look() {
        StatusReport report = report();
        pages.look(report);
        history.look(report);
        timer = world.timers().after(EVERY, this::look);
    }

    /// A port that cannot be had is told and costs no more than the pages.
    private void serveWeb(Box box, CommandConfiguration command) {
        BoxMetrics metrics = new BoxMetrics(box, board::current, appliance::receiver, world.clock()::now,
                counters::fastPath);
        Page page = new FreshPage<>("/metrics", "text/plain; version=0.0.4; charset=utf-8", Duration.ofSeconds(1),
                around.executor(), metrics::gather, Page.utf8(BoxMetrics::text));
        try {
            web = around.serveWeb(WebSettings.at(ControlPlan.webAddresses(command)),
                    Stream.concat(box().pages().stream(), Stream.of(page)).toList());
        } catch (IOException e) {
            Logger.error("{}", e.getMessage());
        }
    }

    private BoxPage box() {
        return new BoxPage(world, around.executor(), configuration, counters, history, recent, this::report);
    }

    /// Answers a request of `timeball status`; empty if it is none.
    Optional<String> answer(String request) {
        return pages.page(request, report());
    }

    private StatusReport report() {
        SystemInstant now = world.clock().now();
        ServerReading server = servedPort == 0
                ? null
                : new ServerReading(servedPort, counters.received(), counters.answered(), counters.dropped(),
                        counters.clientsSince(now.minus(LATELY)), fastPath.get());
        return StatusReport.of(new BoxReading(now, board.current(), appliance.receiver().orElse(null), server,
                Double.NaN, world.timers().now().since(started).seconds(), "", Double.NaN));
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
        }
        history.close();
        web.ifPresent(pages -> {
            try {
                pages.close();
            } catch (Exception e) {
                Logger.warn("HTTP did not close: {}", e.toString());
            }
        });
    }
}
