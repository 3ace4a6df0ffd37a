package org.timeball.ntp.server;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// The clients of another service than NTP: the command port or NTS key establishment.
///
/// For the world's one thread; any may read.
public final class ServiceLog {
    private final ClientTable clients;
    private final long seed;
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong drops = new AtomicLong();
    private @Nullable Limiter limiter;

    ServiceLog(ClientTable clients, long seed) {
        this.clients = clients;
        this.seed = seed;
    }

    /// Puts a rate limit in force: `cmdratelimit` or `ntsratelimit`.
    ///
    /// @param limit empty for none
    public void limit(Optional<RateLimit> limit) {
        limiter = limit.map(some -> new Limiter(some, seed)).orElse(null);
    }

    /// Counts a request.
    ///
    /// @param at the system clock when it came
    /// @return what it earns; a kiss is silence where the service has none
    public Verdict hit(IpAddress client, SystemInstant at) {
        hits.incrementAndGet();
        Verdict verdict = clients.hit(client.high(), client.low(), at.nanos(), limiter);
        if (verdict != Verdict.ANSWER) {
            drops.incrementAndGet();
        }
        return verdict;
    }

    /// Counts a request of somebody who has no address: over a Unix socket.
    public void hit() {
        hits.incrementAndGet();
    }

    /// Counts a request for which there is no place.
    public void refuse() {
        hits.incrementAndGet();
        drops.incrementAndGet();
    }

    /// Requests.
    public long hits() {
        return hits.get();
    }

    /// Those of them that were beyond the rate.
    public long drops() {
        return drops.get();
    }

    ClientTable clients() {
        return clients;
    }
}
