package org.timeball.gnss.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.Streams;
import org.timeball.timekeeping.world.WorldException;

/// A gpsd at the other end of a TCP connection, played by a test.
final class FakeGpsd implements Streams {
    private static final long SECOND = 1_000_000_000L;

    final List<String> heard = new ArrayList<>();
    boolean up = true;
    int connections;
    private @Nullable StreamHandler client;

    @Override
    public AutoCloseable listen(Endpoint local, Acceptor acceptor) throws WorldException {
        throw new WorldException("nobody listens here");
    }

    @Override
    public Stream connect(Endpoint to, Optional<IpAddress> local, StreamHandler handler) throws WorldException {
        if (!up) {
            throw new WorldException("Connection refused");
        }
        client = handler;
        connections++;
        return new Stream() {
            @Override
            public void send(byte[] bytes) {
                heard.add(new String(bytes, StandardCharsets.UTF_8));
            }

            @Override
            public void close() {
                client = null;
            }
        };
    }

    boolean isConnected() {
        return client != null;
    }

    void greet() {
        StreamHandler handler = client;
        if (handler != null) {
            handler.connected();
        }
        say("{\"class\":\"VERSION\",\"release\":\"3.22\",\"rev\":\"3.22\",\"proto_major\":3,\"proto_minor\":14}");
    }

    void hangUp() {
        StreamHandler handler = client;
        client = null;
        if (handler != null) {
            handler.closed(Optional.empty());
        }
    }

    void say(String line) {
        raw((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    void raw(byte[] bytes) {
        StreamHandler handler = client;
        if (handler != null) {
            handler.received(bytes);
        }
    }

    /// @param report PPS or TOFF
    void time(String report, String device, SystemInstant clock, SystemInstant real, String more) {
        say("{\"class\":\"%s\",\"device\":\"%s\",\"real_sec\":%d, \"real_nsec\":%d,\"clock_sec\":%d,\"clock_nsec\":%d%s}"
                .formatted(report, device, real.nanos() / SECOND, real.nanos() % SECOND, clock.nanos() / SECOND,
                        clock.nanos() % SECOND, more));
    }
}
