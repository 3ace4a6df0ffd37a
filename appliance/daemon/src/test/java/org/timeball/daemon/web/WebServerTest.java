package org.timeball.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String GET = "GET /metrics HTTP/1.1\r\nHost: box\r\n";
    private static final int CONNECTIONS = 20;
    private static final int PER_CLIENT = 15;
    private static final int VIEWERS = 3;

    private final AtomicInteger made = new AtomicInteger();
    private WebServer server;

    @BeforeEach
    void serve() throws IOException {
        server = served(PATIENCE);
    }

    private WebServer served(Duration patience) throws IOException {
        FreshPage<Integer> page = new FreshPage<>("/metrics", "text/plain; charset=utf-8", Duration.ofSeconds(1),
                Runnable::run, made::incrementAndGet, Page.utf8(count -> "made " + count + "\n"));
        FreshPage<Integer> number = new FreshPage<>("/number", "application/json", Duration.ofMillis(500),
                Runnable::run, made::incrementAndGet, Page.utf8(count -> "{\"number\":" + count + "}"));
        FreshPage<Integer> broken = new FreshPage<>("/broken", "application/json", Duration.ofSeconds(1),
                Runnable::run, () -> {
                    throw new IllegalStateException("broken on purpose, for a test");
                }, Page.utf8(String::valueOf));
        FreshPage<String> flood = new FreshPage<>("/long", "text/plain", Duration.ofHours(1), Runnable::run,
                () -> "x".repeat(3_000_000), Page.utf8(text -> text));
        return new WebServer(new WebSettings(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                CONNECTIONS, PER_CLIENT, VIEWERS, patience),
                List.of(page, number, broken,
                        new FreshPage<>("/saved", "application/json", Duration.ofSeconds(1), Runnable::run,
                                made::incrementAndGet, Page.utf8(String::valueOf)).savedAs("number.json"),
                        new FixedPage("/", "text/html; charset=utf-8", "<!doctype html>".getBytes(
                                StandardCharsets.UTF_8)),
                        new LivePage("/events", List.of(new LivePage.Feed("number", 1, number))),
                        new LivePage("/flood", List.of(new LivePage.Feed("long", 1, flood)))));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /// All that is answered until the connection is closed.
    private String answer(String request) throws IOException {
        try (Socket socket = connect()) {
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            } catch (SocketException _) {
                // Closed before all was sent, as it should be with what is too long.
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aPageIsReadWithItsLengthAndTheHeadersThatKeepItHarmless() throws IOException {
        assertThat(answer(GET + "Connection: close\r\n\r\n")).startsWith("HTTP/1.1 200 OK\r\n")
                .contains("content-length: 7\r\n", "content-type: text/plain; charset=utf-8\r\n",
                        "x-content-type-options: nosniff\r\n", "content-security-policy: default-src 'none';")
                .doesNotContain("unsafe-inline")
                .endsWith("\r\n\r\nmade 1\n");
        assertThat(answer("HEAD /metrics?x=y HTTP/1.1\r\nHost: box\r\nConnection: close\r\n\r\n"))
                .contains("content-length: 7\r\n").endsWith("\r\n\r\n");
    }

    @Test
    void oneConnectionCarriesOneRequestAfterTheOther() throws IOException {
        try (Socket socket = connect()) {
            for (int i = 0; i < 5; i++) {
                socket.getOutputStream().write((GET + "\r\n").getBytes(StandardCharsets.UTF_8));
                byte[] bytes = new byte[4096];
                int length = socket.getInputStream().read(bytes);
                assertThat(new String(bytes, 0, length, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void manyReadersMakeAPageOnceASecond() throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            answer(GET + "Connection: close\r\n\r\n");
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000L;
        assertThat(made.get()).isBetween(1, (int) seconds + 2);
    }

    @Test
    void whatIsNoRequestToReadIsRefusedWithAReason() throws IOException {
        assertThat(answer("POST /metrics HTTP/1.1\r\nHost: box\r\nContent-Length: 3\r\n\r\nabc")).startsWith(
                "HTTP/1.1 405").contains("read only");
        assertThat(answer("GET /../../etc/passwd HTTP/1.1\r\nHost: box\r\n\r\n")).startsWith("HTTP/1.1 404")
                .contains("/metrics").doesNotContain("root:");
        for (String way : List.of("/..%2f..%2fetc/passwd", "//etc/passwd", "/%00", "/metrics/../../etc/passwd",
                "file:///etc/passwd", "/\\..\\..\\etc\\passwd", "/metrics%00.html")) {
            assertThat(answer("GET " + way + " HTTP/1.1\r\nHost: box\r\n\r\n")).as(way).startsWith("HTTP/1.1 404")
                    .doesNotContain("root:");
        }
        assertThat(answer("GET /%2e%2e/etc/passwd HTTP/1.1\r\nHost: box\r\n\r\n")).startsWith("HTTP/1.1 404");
        assertThat(answer("\u0000\u0001\u0002\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(made.get()).isZero();
    }

    @Test
    void headersOfTenMegabytesAreNotReadToTheirEnd() throws IOException {
        long start = System.nanoTime();
        String said = "";
        try {
            said = answer(GET + "X: " + "x".repeat(10_000_000) + "\r\n\r\n");
        } catch (SocketException _) {
            // Reset, since it went on sending.
        }
        assertThat(said).doesNotContain("200 OK");
        assertThat(System.nanoTime() - start).isLessThan(8_000_000_000L);
        assertThat(answer(GET + "Connection: close\r\n\r\n")).contains("200 OK");
    }

    @Test
    void whoeverSendsAByteNowAndThenIsClosedInTime() throws Exception {
        long start = System.nanoTime();
        try (Socket socket = connect()) {
            for (byte b : (GET + "\r\n").getBytes(StandardCharsets.UTF_8)) {
                socket.getOutputStream().write(b);
                Thread.sleep(150);
            }
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException _) {
            // Closed while we wrote.
        }
        assertThat(System.nanoTime() - start).isBetween(1_500_000_000L, 6_000_000_000L);
    }

    /// Those of the connections that the server has not closed, as far as can be told yet.
    private static List<Socket> stillOpen(List<Socket> sockets) throws IOException {
        List<Socket> open = new ArrayList<>();
        for (Socket socket : sockets) {
            socket.setSoTimeout(20);
            try {
                if (socket.getInputStream().read() >= 0) {
                    open.add(socket);
                }
            } catch (SocketTimeoutException _) {
                open.add(socket);
            } catch (SocketException _) {
                // Closed.
            }
        }
        return open;
    }

    @Test
    void aThousandConnectionsTakeNoMoreThanTheirRoomAndMakeRoomAgain() throws Exception {
        server.close();
        // So patient that nothing but the limit closes a connection.
        server = served(Duration.ofMinutes(2));
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                sockets.add(connect());
            }
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            List<Socket> open = stillOpen(sockets);
            while (open.size() > PER_CLIENT && System.nanoTime() < deadline) {
                open = stillOpen(open);
            }
            assertThat(open).hasSize(PER_CLIENT);
            try (Socket other = new Socket()) {
                other.bind(new InetSocketAddress("127.0.0.2", 0));
                other.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
                other.setSoTimeout(10_000);
                other.getOutputStream().write((GET + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
                assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .as("there is room for another client").contains("200 OK");
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        Thread.sleep(PATIENCE.toMillis() + 200);
        assertThat(answer(GET + "Connection: close\r\n\r\n")).contains("200 OK");
    }

    @Test
    void aFileThatABrowserHasIsNotSentAgain() throws IOException {
        String first = answer("GET / HTTP/1.1\r\nHost: box\r\nConnection: close\r\n\r\n");
        assertThat(first).contains("cache-control: no-cache\r\n").endsWith("<!doctype html>");
        String tag = first.lines().filter(line -> line.startsWith("etag: ")).findFirst().orElseThrow().substring(6);
        assertThat(answer("GET / HTTP/1.1\r\nHost: box\r\nIf-None-Match: " + tag
                + "\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 304").doesNotContain("doctype");
    }

    @Test
    void aPageToBeSavedHasAName() throws IOException {
        assertThat(answer("GET /saved HTTP/1.1\r\nHost: box\r\nConnection: close\r\n\r\n"))
                .contains("content-disposition: attachment; filename=\"number.json\"\r\n");
    }

    @Test
    void aPageThatCannotBeMadeIsToldAndTheNextOneIs() throws IOException {
        assertThat(answer("GET /broken HTTP/1.1\r\nHost: box\r\n\r\n")).startsWith("HTTP/1.1 500").contains("log");
        assertThat(answer(GET + "Connection: close\r\n\r\n")).contains("200 OK");
    }

    private Socket view(String path) throws IOException {
        Socket socket = connect();
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: box\r\n\r\n").getBytes(
                StandardCharsets.UTF_8));
        return socket;
    }

    @Test
    void eventsComeAtOnceAndThenEachSecondForLongerThanARequestIsWaitedFor() throws IOException {
        long start = System.nanoTime();
        try (Socket viewer = view("/events");
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(viewer.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).startsWith("HTTP/1.1 200");
            List<String> events = new ArrayList<>();
            while (events.size() < 5) {
                String line = lines.readLine();
                if (line.startsWith("data: ")) {
                    events.add(line);
                    assertThat(System.nanoTime() - start).isLessThan(events.size() * 1_500_000_000L + 1_000_000_000L);
                }
            }
            assertThat(System.nanoTime() - start).isGreaterThan(PATIENCE.toNanos());
            assertThat(events).allMatch(event -> event.matches("data: \\{\"number\":\\d+}")).doesNotHaveDuplicates();
        }
    }

    @Test
    void viewersHaveTheirNumberAndRoomIsMadeWhenOneGoes() throws Exception {
        List<Socket> viewers = new ArrayList<>();
        for (int i = 0; i < VIEWERS; i++) {
            Socket viewer = view("/events");
            viewers.add(viewer);
            assertThat(head(viewer)).startsWith("HTTP/1.1 200");
        }
        try (Socket late = view("/events")) {
            assertThat(head(late)).startsWith("HTTP/1.1 503");
        }
        viewers.removeLast().close();
        long deadline = System.nanoTime() + 5_000_000_000L;
        String said = "";
        while (!said.startsWith("HTTP/1.1 200") && System.nanoTime() < deadline) {
            try (Socket next = view("/events")) {
                said = head(next);
            }
            Thread.sleep(100);
        }
        assertThat(said).startsWith("HTTP/1.1 200");
        for (Socket viewer : viewers) {
            viewer.close();
        }
    }

    private static String head(Socket socket) throws IOException {
        byte[] bytes = new byte[12];
        int length = socket.getInputStream().readNBytes(bytes, 0, bytes.length);
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    @Test
    void aViewerThatTakesNothingInIsClosedAndOthersDoNotWaitForIt() throws Exception {
        try (Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(4096);
            deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            deaf.getOutputStream().write("GET /flood HTTP/1.1\r\nHost: box\r\n\r\n".getBytes(
                    StandardCharsets.UTF_8));
            Thread.sleep(500);
            assertThat(answer(GET + "Connection: close\r\n\r\n")).contains("200 OK");
            Thread.sleep(6_000);
            long taken = 0;
            try {
                deaf.setSoTimeout(3_000);
                taken = deaf.getInputStream().readAllBytes().length;
            } catch (SocketException _) {
                // Reset: it was closed.
            }
            assertThat(taken).as("then the stream ended, with what the kernel held").isLessThan(12_000_000);
        }
    }
}
