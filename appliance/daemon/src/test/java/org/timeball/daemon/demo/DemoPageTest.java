package org.timeball.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The web page of a box that runs, as a browser gets it.
class DemoPageTest {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final Duration TO_LOCK = Duration.ofSeconds(60);
    private static final Pattern NAMED_FILE = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");
    private static final Pattern SOUGHT_ID = Pattern.compile("(?:at|say)\\('([a-z-]+)'");
    private static final Pattern COLOUR = Pattern.compile("--([a-z]+): #([0-9a-f]{6});");
    /// WCAG 2.2 success criterion 1.4.3.
    private static final double LEAST_CONTRAST = 4.5;

    private static RunningBox box;
    private static String base;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        box = RunningBox.withPage(port);
        base = "http://127.0.0.1:" + port;
        long deadline = System.nanoTime() + TO_LOCK.toNanos();
        while (!get("/status.json").body().contains("\"state\":\"locked\"")
                || !get("/history/hour.json").body().matches(".*\"time\":\\[\\d+,\\d+.*")) {
            assertThat(System.nanoTime()).as("the box locks and has a history").isLessThan(deadline);
            Thread.sleep(200);
        }
    }

    @AfterAll
    static void end() throws Exception {
        box.close();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(base + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void everythingThatThePageNamesIsThere() throws Exception {
        HttpResponse<String> page = get("/");
        assertThat(page.headers().firstValue("content-security-policy")).hasValueSatisfying(
                policy -> assertThat(policy).contains("default-src 'none'").doesNotContain("unsafe"));
        Matcher named = NAMED_FILE.matcher(page.body());
        List<String> files = new ArrayList<>(List.of("draw.js", "details.json", "nts.json", "history/month.json"));
        while (named.find()) {
            files.add(named.group(1));
        }
        assertThat(files).hasSizeGreaterThan(8).noneMatch(name -> name.contains("//"));
        for (String file : files) {
            assertThat(get("/" + file).statusCode()).as(file).isEqualTo(200);
        }
        assertThat(page.body()).as("nothing that the policy forbids").doesNotContain(" style=")
                .doesNotContain("onclick");
    }

    @Test
    void whatTheScriptFillsInIsOnThePage() throws Exception {
        String page = get("/").body();
        Matcher sought = SOUGHT_ID.matcher(get("/box.js").body());
        Set<String> ids = new HashSet<>();
        while (sought.find()) {
            ids.add(sought.group(1));
        }
        assertThat(ids).hasSizeGreaterThan(15).allSatisfy(id -> assertThat(page).contains("id=\"" + id + "\""));
    }

    @Test
    void theBoxTellsOfItselfEachSecond() throws Exception {
        HttpResponse<java.io.InputStream> events = CLIENT.send(
                HttpRequest.newBuilder(URI.create(base + "/events")).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(events.headers().firstValue("content-type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("text/event-stream"));
        Set<String> times = new HashSet<>();
        long start = System.nanoTime();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
            while (times.size() < 3) {
                String line = lines.readLine();
                assertThat(line).isNotNull();
                if (line.startsWith("data: {\"time\":")) {
                    times.add(line.substring(0, 40));
                }
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void textStandsOutFromItsGround(int scheme) throws Exception {
        String[] schemes = get("/box.css").body().split("@media \\(prefers-color-scheme: dark\\)", 2);
        Map<String, Integer> colours = new HashMap<>();
        Matcher colour = COLOUR.matcher(schemes[scheme].split("\\* \\{")[0]);
        while (colour.find()) {
            colours.put(colour.group(1), Integer.parseInt(colour.group(2), 16));
        }
        for (String text : List.of("ink", "soft", "accent", "good", "wait", "hold", "bad")) {
            for (String ground : List.of("card", "ground")) {
                assertThat(contrast(colours.get(text), colours.get(ground))).as("%s on %s", text, ground)
                        .isGreaterThanOrEqualTo(LEAST_CONTRAST);
            }
        }
    }

    private static double contrast(int one, int other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double share = (channel & 0xff) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    @Test
    void aBrowserShowsTheBoxAndItsButtonsWork(@TempDir Path profile) throws Exception {
        Files.createDirectories(PICTURES);
        try (Browser browser = new Browser(profile)) {
            for (boolean dark : new boolean[]{false, true}) {
                for (int width : new int[]{1_280, 400}) {
                    look(browser, dark, width);
                }
            }
            browser.await("document.querySelectorAll('#sky .sat').length > 10", "true");
            String headline = get("/status.json").body().replaceFirst(".*\"headline\":\"(.*?), good to .*", "$1");
            assertThat(browser.value("document.getElementById('headline').textContent")).startsWith(headline);
            for (String span : List.of("day", "month", "hour")) {
                browser.value("document.querySelector('[data-span=" + span + "]').click()");
                browser.await("document.querySelector('[aria-pressed=true]').dataset.span", span);
            }
            browser.await("document.querySelectorAll('canvas').length", "2");
            assertThat(browser.value("document.documentElement.scrollWidth <= innerWidth"))
                    .as("a phone need not scroll sideways").isEqualTo("true");
            assertThat(browser.value("[...document.querySelectorAll('button,a,[role=img],section')].filter("
                    + "e => !(e.textContent.trim() || e.getAttribute('aria-label'))).length")).as("without a name")
                    .isEqualTo("0");
        }
    }

    private static void look(Browser browser, boolean dark, int width) throws Exception {
        int height = width < 600 ? 3_300 : 1_900;
        browser.open(base + "/", width, height, dark);
        browser.await("document.body.dataset.state", "locked");
        browser.await("document.querySelectorAll('canvas').length", "2");
        browser.await("document.getElementById('link').textContent", "Live");
        Path file = PICTURES.resolve("page-%s-%d.png".formatted(dark ? "dark" : "light", width));
        browser.picture(file);
        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isEqualTo(width);
        assertThat(luminance(picture.getRGB(3, height / 2)) > 0.5).isEqualTo(!dark);
    }
}
