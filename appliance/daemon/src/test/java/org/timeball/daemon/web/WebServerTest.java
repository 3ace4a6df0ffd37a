package org.timeball.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

    private final AtomicInteger made = new AtomicInteger();
    private WebServer server;

    @BeforeEach
    void serve() throws IOException {
        Page page = new Page("/metrics", "text/plain; charset=utf-8", Runnable::run,
                () -> "made " + made.incrementAndGet() + "\n");
        server = new WebServer(new WebSettings(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                CONNECTIONS, PATIENCE), List.of(page));
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
                        "x-content-type-options: nosniff\r\n", "content-security-policy: default-src 'none'\r\n")
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

    @Test
    void aThousandConnectionsTakeNoMoreThanTheirRoomAndMakeRoomAgain() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                sockets.add(connect());
            }
            int open = 0;
            for (Socket socket : sockets) {
                socket.setSoTimeout(20);
                try {
                    if (socket.getInputStream().read() >= 0) {
                        open++;
                    }
                } catch (SocketTimeoutException _) {
                    open++;
                } catch (SocketException _) {
                    // Closed.
                }
            }
            assertThat(open).isLessThanOrEqualTo(CONNECTIONS);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        Thread.sleep(PATIENCE.toMillis() + 200);
        assertThat(answer(GET + "Connection: close\r\n\r\n")).contains("200 OK");
    }
}
