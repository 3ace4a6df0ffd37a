package org.timeball.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.candm.FakeBox;
import org.timeball.daemon.metrics.BoxMetrics;
import org.timeball.daemon.web.FreshPage;
import org.timeball.daemon.web.Page;
import org.timeball.daemon.web.WebServer;
import org.timeball.daemon.web.WebSettings;
import org.timeball.ntp.server.FastPathCounts;
import org.timeball.timekeeping.snapshot.TimingSnapshot;

/// Debian's Prometheus scrapes a box whose state is known, and what chrony_exporter's users query has the right value.
class PrometheusTest {
    private static final Pattern VALUE = Pattern.compile("\"value\":\\[[0-9.]+,\"([^\"]+)\"]");
    private static final Path MONITORING = Path.of("src/main/distribution/share/monitoring");
    private static final Pattern EXPRESSION = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    private Path folder;

    private final FakeBox box = new FakeBox();
    private int port;

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private RunningPeer prometheus(int scraped) throws IOException {
        Path file = folder.resolve("prometheus.yml");
        Files.writeString(file, """
                global:
                  scrape_interval: 1s
                  evaluation_interval: 1s
                rule_files: ['%s']
                scrape_configs:
                  - job_name: timeball
                    static_configs:
                      - targets: ['127.0.0.1:%d']
                """.formatted(MONITORING.resolve("alerts.yml").toAbsolutePath(), scraped));
        port = freePort();
        return new RunningPeer(Peer.named("prometheus"), folder.resolve("said"), List.of(), "--config.file=" + file,
                "--storage.tsdb.path=" + folder.resolve("data"), "--web.listen-address=127.0.0.1:" + port);
    }

    private String said(String query) throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/query?query="
                    + URLEncoder.encode(query, StandardCharsets.UTF_8))).build(), BodyHandlers.ofString()).body();
        } catch (IOException _) {
            return "nobody answers yet";
        }
    }

    /// The value of a query, once it has one.
    private double value(String query, RunningPeer prometheus) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        String said = "";
        while (System.nanoTime() < deadline) {
            said = said(query);
            Matcher value = VALUE.matcher(said);
            if (value.find()) {
                return Double.parseDouble(value.group(1));
            }
            Thread.sleep(250);
        }
        throw new AssertionError(query + ": " + said + "; prometheus: " + prometheus.said());
    }

    @Test
    void queriesOfChronyExportersUsersHaveTheRightValues() throws Exception {
        BoxMetrics metrics = new BoxMetrics(box, () -> TimingSnapshot.unsynchronised(FakeBox.NOW), Optional::empty,
                () -> FakeBox.NOW, () -> FastPathCounts.NONE);
        Page page = new FreshPage<>("/metrics", "text/plain; version=0.0.4; charset=utf-8", Duration.ofSeconds(1),
                Runnable::run, metrics::gather, Page.utf8(BoxMetrics::text));
        try (WebServer server = new WebServer(
                WebSettings.at(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))), List.of(page));
                RunningPeer prometheus = prometheus(server.port())) {
            assertThat(value("up{job=\"timeball\"} == 1", prometheus)).isEqualTo(1);
            assertThat(value("chrony_tracking_stratum", prometheus)).isEqualTo(box.tracking().stratum());
            assertThat(value("chrony_tracking_system_time_seconds", prometheus))
                    .isEqualTo(-box.tracking().offsetSeconds());
            assertThat(value("chrony_tracking_root_delay_seconds / 2 + chrony_tracking_root_dispersion_seconds",
                    prometheus)).isCloseTo(box.tracking().rootDelaySeconds() / 2
                            + box.tracking().rootDispersionSeconds(), within(1e-12));
            assertThat(value("avg_over_time(chrony_sources_reachability_ratio{source_address=\"192.0.2.1\"}[1m])",
                    prometheus)).isEqualTo(1);
            assertThat(value("count(chrony_sources_state_info{source_state=\"falseticker\"})", prometheus))
                    .isEqualTo(1);
            assertThat(value("rate(chrony_serverstats_ntp_packets_received_total[1m]) >= 0", prometheus)).isZero();
            assertThat(value("timeball_lock_state{state=\"acquiring\"}", prometheus)).isEqualTo(1);
            assertThat(value("ALERTS{alertname=\"TimeNotKnown\",alertstate=\"pending\"}", prometheus)).isEqualTo(1);
            everyQueryOfTheDashboardIsUnderstood();
        }
    }

    private void everyQueryOfTheDashboardIsUnderstood() throws Exception {
        List<String> queries = EXPRESSION.matcher(Files.readString(MONITORING.resolve("grafana.json"))).results()
                .map(found -> found.group(1).replace("\\\"", "\"").replace("$instance", "127.0.0.1")).toList();
        assertThat(queries).hasSizeGreaterThan(15);
        for (String query : queries) {
            assertThat(said(query)).as(query).startsWith("{\"status\":\"success\"");
        }
    }
}
