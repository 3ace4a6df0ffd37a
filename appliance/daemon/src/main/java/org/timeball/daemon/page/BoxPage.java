package org.timeball.daemon.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.console.StatusPages;
import org.timeball.daemon.history.History;
import org.timeball.daemon.status.StatusReport;
import org.timeball.daemon.web.FixedPage;
import org.timeball.daemon.web.FreshPage;
import org.timeball.daemon.web.LivePage;
import org.timeball.daemon.web.Page;
import org.timeball.ntp.server.ServerCounters;
import org.timeball.timekeeping.world.World;

/// The page that shows one box, with everything that it fetches.
///
/// @param executor reaches the world's thread
/// @param status the reading, on the world's thread
/// @param recent what happened lately
public record BoxPage(World world, Executor executor, Configuration configuration, ServerCounters counters,
        History history, Recent recent, Supplier<StatusReport> status) {
    private static final Duration SECOND = Duration.ofMillis(900);
    private static final Duration WHILE = Duration.ofSeconds(4);
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final String JSON = "application/json";
    private static final int DETAILS_SECONDS = 5;
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "css",
            "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml", "txt",
            "text/plain; charset=utf-8");
    private static final List<String> FILES = List.of("index.html", "box.css", "box.js", "draw.js", "icon.svg",
            "uPlot.iife.min.js", "uPlot.min.css", "uPlot-LICENCE.txt");

    /// All of them.
    public List<Page> pages() {
        List<Page> pages = new ArrayList<>();
        FILES.forEach(name -> pages.add(file(name)));
        FreshPage<StatusReport> reading = new FreshPage<>("/status.json", JSON, SECOND, executor, status,
                Page.utf8(StatusPages::json));
        FreshPage<Details> details = new FreshPage<>("/details.json", JSON, WHILE, executor,
                () -> Details.of(world.clock().now(), counters.clients(), recent.all(), configuration),
                Page.utf8(PageJson::details));
        pages.add(reading);
        pages.add(details);
        pages.add(new LivePage("/events", List.of(new LivePage.Feed("status", 1, reading),
                new LivePage.Feed("details", DETAILS_SECONDS, details))));
        for (String span : history.spans()) {
            int interval = history.ring(span).intervalSeconds();
            pages.add(new FreshPage<>("/history/" + span + ".json", JSON, WHILE, executor,
                    () -> history.ring(span).points(), Page.utf8(points -> PageJson.history(interval, points))));
        }
        pages.add(new FreshPage<>("/nts.json", JSON, MINUTE, executor, this::nts, Page.utf8(PageJson::nts)));
        pages.add(new FreshPage<>("/timeball-ca.crt", "application/x-pem-file", MINUTE, executor, this::nts,
                Page.utf8((Optional<NtsReading> nts) -> nts.map(NtsReading::authority).orElse("")))
                .savedAs("timeball-ca.crt"));
        return pages;
    }

    private Optional<NtsReading> nts() {
        return NtsReading.of(configuration.nts(), world.files());
    }

    private static FixedPage file(String name) {
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        try (InputStream in = BoxPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in this build; build it anew");
            }
            return new FixedPage(name.equals("index.html") ? "/" : "/" + name, type, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
