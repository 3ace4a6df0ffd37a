package org.timeball.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Debian's Chromium without a window, told what to do over its DevTools protocol.
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern PAGE = Pattern.compile("\"webSocketDebuggerUrl\": \"(ws:[^\"]*/page/[^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("\"value\":\"?((?:[^\"\\\\}]|\\\\.)*)");
    private static final Pattern DATA = Pattern.compile("\"data\":\"([^\"]+)\"");

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private int commands;

    /// Starts one, or leaves the calling test out.
    ///
    /// @param profile an empty folder
    Browser(Path profile) throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "chromium is not installed");
        process = new ProcessBuilder(CHROMIUM.toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-background-networking", "--hide-scrollbars", "--remote-debugging-port=0",
                "--remote-allow-origins=*", "--user-data-dir=" + profile, "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path told = profile.resolve("DevToolsActivePort");
        HttpClient client = HttpClient.newHttpClient();
        String address = "";
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (address.isEmpty()) {
            assertThat(System.nanoTime()).as("the browser starts").isLessThan(deadline);
            Thread.sleep(100);
            if (Files.exists(told) && Files.size(told) > 0) {
                String port = Files.readAllLines(told).getFirst();
                Matcher page = PAGE.matcher(client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build(),
                        HttpResponse.BodyHandlers.ofString()).body());
                address = page.find() ? page.group(1) : "";
            }
        }
        socket = client.newWebSocketBuilder().buildAsync(URI.create(address), new WebSocket.Listener() {
            private final StringBuilder message = new StringBuilder();

            @Override
            public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                message.append(data);
                if (last) {
                    messages.add(message.toString());
                    message.setLength(0);
                }
                from.request(1);
                return null;
            }
        }).join();
        command("Page.enable", "{}");
    }

    private String command(String method, String parameters) throws InterruptedException {
        int number = ++commands;
        socket.sendText("{\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(number, method, parameters), true)
                .join();
        while (true) {
            String message = messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(message).as(method).isNotNull();
            if (message != null && message.startsWith("{\"id\":" + number + ",")) {
                assertThat(message).as(method).doesNotContain("\"error\":");
                return message;
            }
        }
    }

    /// Opens a page as this user would see it.
    void open(String url, int width, int height, boolean dark) throws InterruptedException {
        command("Emulation.setDeviceMetricsOverride",
                "{\"width\":%d,\"height\":%d,\"deviceScaleFactor\":1,\"mobile\":%b}".formatted(width, height,
                        width < 600));
        command("Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"%s\"}]}"
                        .formatted(dark ? "dark" : "light"));
        command("Page.navigate", "{\"url\":\"" + url + "\"}");
    }

    /// The value of an expression of JavaScript without quotation marks, as text.
    String value(String expression) throws InterruptedException {
        Matcher value = VALUE.matcher(
                command("Runtime.evaluate", "{\"expression\":\"String(" + expression + ")\",\"returnByValue\":true}"));
        return value.find() ? value.group(1) : "";
    }

    /// Waits until an expression has this value.
    void await(String expression, String wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String value = value(expression);
        while (!value.equals(wanted)) {
            assertThat(System.nanoTime()).as("%s is '%s', wanted '%s'", expression, value, wanted).isLessThan(deadline);
            Thread.sleep(100);
            value = value(expression);
        }
    }

    void picture(Path file) throws Exception {
        Matcher data = DATA.matcher(command("Page.captureScreenshot", "{\"format\":\"png\"}"));
        assertThat(data.find()).isTrue();
        Files.write(file, Base64.getDecoder().decode(data.group(1)));
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
