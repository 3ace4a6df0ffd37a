package org.timeball.ntp.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// What all responders together have counted. Any thread may read at any time.
public final class ServerCounters {
    /// Clients that one responder remembers: 4,096 in 160 KiB, a busy office many times over.
    private static final int CLIENTS_PER_RESPONDER = 4_096;

    private final List<Tally> tallies = new CopyOnWriteArrayList<>();
    private final long seed;

    /// @param seed of the hash that spreads clients over memory; secret and random in a real box, fixed in a simulation
    public ServerCounters(long seed) {
        this.seed = seed;
    }

    /// A tally for one more responder thread.
    Tally newTally() {
        Tally tally = new Tally(new ClientTable(CLIENTS_PER_RESPONDER, seed));
        tallies.add(tally);
        return tally;
    }

    /// Datagrams with this outcome.
    public long total(Outcome outcome) {
        return tallies.stream().mapToLong(tally -> tally.total(outcome)).sum();
    }

    /// Datagrams that reached the NTP port.
    public long received() {
        long sum = 0;
        for (Outcome outcome : Outcome.values()) {
            sum += total(outcome);
        }
        return sum;
    }

    public long answered() {
        return total(Outcome.ANSWERED);
    }

    /// Datagrams that met with silence, for whatever cause.
    public long dropped() {
        return received() - answered();
    }

    /// The clients still remembered, last heard first.
    public List<ClientActivity> clients() {
        Map<IpAddress, ClientActivity> merged = new HashMap<>();
        for (Tally tally : tallies) {
            tally.clients().read((address, requests, lastSeen) -> merged.merge(address,
                    new ClientActivity(address, requests, lastSeen), ServerCounters::together));
        }
        List<ClientActivity> list = new ArrayList<>(merged.values());
        list.sort(Comparator.comparing(ClientActivity::lastSeen).reversed());
        return list;
    }

    /// How many remembered clients were answered at or after `earliest`.
    public int clientsSince(SystemInstant earliest) {
        return (int) clients().stream().filter(client -> client.lastSeen().compareTo(earliest) >= 0).count();
    }

    private static ClientActivity together(ClientActivity a, ClientActivity b) {
        SystemInstant later = a.lastSeen().isAfter(b.lastSeen()) ? a.lastSeen() : b.lastSeen();
        return new ClientActivity(a.address(), a.requests() + b.requests(), later);
    }
}
