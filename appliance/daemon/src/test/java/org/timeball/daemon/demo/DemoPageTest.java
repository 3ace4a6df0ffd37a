package org.timeball.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The web page of a box that runs, as a browser gets it.
class DemoPageTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
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
                || get("/history/hour.json").body().contains("\"time\":[]")) {
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

    @ParameterizedTest
    @CsvSource({"light, 1280, 1900", "dark, 1280, 1900", "light, 400, 3600", "dark, 400, 3600"})
    void picturesOfThePageAreMade(String scheme, int width, int height) throws Exception {
        String name = "page-%s-%d.png".formatted(scheme, width);
        Path target = Files.createDirectories(PICTURES).resolve(name).toAbsolutePath();
        Files.deleteIfExists(target);
        browser(name + ".log", "--screenshot=" + target, "--window-size=" + width + "," + height,
                "--hide-scrollbars", "--blink-settings=preferredColorScheme=" + (scheme.equals("dark") ? 0 : 1));
        BufferedImage picture = ImageIO.read(target.toFile());
        assertThat(picture.getWidth()).isEqualTo(width);
        assertThat(luminance(picture.getRGB(3, height / 2)) > 0.5).isEqualTo(scheme.equals("light"));
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < height; y += 3) {
            for (int x = 0; x < width; x += 3) {
                colours.add(picture.getRGB(x, y));
            }
        }
        assertThat(colours).as("text, charts and bars").hasSizeGreaterThan(60);
    }

    /// Runs Debian's Chromium on the page for some seconds.
    private static void browser(String name, String... options) throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "chromium is not installed");
        Path output = Files.createDirectories(PICTURES).resolve(name);
        List<String> command = new ArrayList<>(List.of(CHROMIUM.toString(), "--headless", "--no-sandbox",
                "--disable-gpu", "--disable-background-networking", "--timeout=9000"));
        command.addAll(List.of(options));
        command.add(base + "/");
        Process chromium = new ProcessBuilder(command).redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        if (!chromium.waitFor(40, TimeUnit.SECONDS)) {
            chromium.descendants().forEach(ProcessHandle::destroyForcibly);
            chromium.destroyForcibly().waitFor();
        }
    }
}
