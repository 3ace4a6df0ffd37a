package org.timeball.daemon.standin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.world.LinuxWorld;
import org.timeball.ntp.access.IpText;
import org.timeball.ntp.client.NtpSourceOptions;
import org.timeball.ntp.client.NtsSession;
import org.timeball.ntp.nts.AeadAlgorithm;
import org.timeball.ntp.nts.ke.NtsClientSettings;
import org.timeball.ntp.nts.ke.NtsSessions;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.clock.SteeredClock;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.WorldException;

/// Makes requests with NTS for `hw-tests/load`, which sends each again and again: a server remembers nothing of them.
///
/// Each is the first request of a session of its own, with another transmit time. The file has a length of two bytes,
/// high byte first, before each.
public final class NtsRequests {
    private static final int LONGEST = 2_048;
    private static final Span PATIENCE = Span.ofSeconds(60);
    private static final Span PAUSE = Span.ofMillis(2);

    private final LinuxWorld world;
    private final CountDownLatch done = new CountDownLatch(1);
    private final ByteArrayOutputStream requests = new ByteArrayOutputStream();
    private final List<NtsSession> waiting = new ArrayList<>();
    private long number = 1;

    private NtsRequests(LinuxWorld world) {
        this.world = world;
    }

    /// @param arguments address and port of the key establishment, path of the trusted certificate, number of the AEAD
    ///            algorithm, how many requests, file to write
    public static void main(String[] arguments) throws IOException, InterruptedException, WorldException {
        SteeredClock clock = new SteeredClock(HostClock::realtimeNanos, Oscillator.perfect(), Span.ZERO);
        try (LinuxWorld world = LinuxWorld.start(clock, clock, _ -> (line, _) -> {
            throw new WorldException("there are no devices here: " + line.path());
        })) {
            NtsRequests requests = new NtsRequests(world);
            NtsClientSettings settings = new NtsClientSettings(
                    List.of(AeadAlgorithm.of(Integer.parseInt(arguments[3])).orElseThrow()), Optional.empty(),
                    Span.ofSeconds(86_400), Map.of(0L, List.of(arguments[2])), false, 0, Optional.empty(),
                    Optional.empty());
            int count = Integer.parseInt(arguments[4]);
            world.executor()
                    .execute(() -> requests.open(settings, arguments[0], Integer.parseInt(arguments[1]), count));
            if (!requests.done.await(PATIENCE.nanos(), TimeUnit.NANOSECONDS)) {
                System.err.println("no keys from " + arguments[0] + ":" + arguments[1]);
                System.exit(1);
            }
            Files.write(Path.of(arguments[5]), requests.requests.toByteArray());
        }
    }

    private void open(NtsClientSettings settings, String server, int port, int count) {
        NtpSourceOptions options = NtpSourceOptions.DEFAULT.with(NtpSourceOptions.Protocol.DEFAULT.withNts(port, 0));
        NtsSessions sessions = new NtsSessions(world, settings, () -> 0);
        for (int i = 0; i < count; i++) {
            waiting.add(sessions.open(server, IpText.parse(server), options, (_, _) -> {
                // The same server.
            }));
        }
        next();
    }

    /// One after another, so that no server has too many at once.
    private void next() {
        if (waiting.isEmpty()) {
            done.countDown();
            return;
        }
        if (waiting.getFirst().prepare()) {
            write(waiting.removeFirst());
        }
        world.timers().after(PAUSE, this::next);
    }

    private void write(NtsSession session) {
        ByteBuffer packet = ByteBuffer.allocate(LONGEST);
        new HeaderFlyweight().wrap(packet).leapVersionMode(0, 4, HeaderFlyweight.MODE_CLIENT).poll(6)
                .transmitTime(number);
        number += 2;
        int length = session.protect(packet, HeaderFlyweight.BYTES);
        requests.write(length >>> Byte.SIZE);
        requests.write(length);
        requests.write(packet.array(), 0, length);
    }
}
