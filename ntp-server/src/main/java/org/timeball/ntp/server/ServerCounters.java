package org.timeball.ntp.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Datagram.Stamp;
import org.timeball.timekeeping.world.IpAddress;

/// What all responders together have counted, and the log of clients. Any thread may read at any time.
public final class ServerCounters {
    private final List<Tally> tallies = new CopyOnWriteArrayList<>();
    private final ClientLogSettings settings;
    private final long seed;
    private final ServiceLog commands;
    private final ServiceLog ntsKe;
    private volatile Supplier<FastPathCounts> kernel = () -> FastPathCounts.NONE;
    private volatile Map<IpAddress, ClientActivity> baseline = Map.of();

    /// With chrony's memory.
    ///
    /// @param seed of the hash that spreads clients over memory; secret and random in a real box, fixed in a simulation
    public ServerCounters(long seed) {
        this(seed, ClientLogSettings.DEFAULT);
    }

    public ServerCounters(long seed, ClientLogSettings settings) {
        this.seed = seed;
        this.settings = settings;
        commands = new ServiceLog(new ClientTable(settings.otherClients(), seed), seed);
        ntsKe = new ServiceLog(new ClientTable(settings.otherClients(), seed), seed);
    }

    /// A tally for one more responder.
    ///
    /// @param responders how many share the memory
    Tally newTally(int responders) {
        Tally tally = new Tally(new ClientTable(settings.ntpClients(responders), seed),
                new TimestampTable(settings.timestamps(responders), seed));
        tallies.add(tally);
        return tally;
    }

    /// A seed for one more responder's chances.
    long newSeed() {
        return seed * 0x9e3779b97f4a7c15L + tallies.size();
    }

    /// Clients of the command port.
    public ServiceLog commands() {
        return commands;
    }

    /// Clients of NTS key establishment.
    public ServiceLog ntsKe() {
        return ntsKe;
    }

    /// Whether clients are remembered at all.
    public boolean hasClientLog() {
        return settings.limitBytes() > 0;
    }

    /// Counts what is answered inside the kernel, too.
    public void countKernel(Supplier<FastPathCounts> counts) {
        kernel = counts;
    }

    /// What was answered inside the kernel; it is part of all the sums here, but not of the clients.
    public FastPathCounts fastPath() {
        return kernel.get();
    }

    /// Datagrams that reached a socket, with this outcome.
    public long total(Outcome outcome) {
        return sum(tally -> tally.total(outcome));
    }

    /// Datagrams that reached the NTP port.
    public long received() {
        FastPathCounts fast = fastPath();
        long sum = fast.answered() + fast.limited() + fast.denied();
        for (Outcome outcome : Outcome.values()) {
            sum += total(outcome);
        }
        return sum;
    }

    public long answered() {
        return total(Outcome.ANSWERED) + fastPath().answered();
    }

    /// Datagrams that met with silence or a kiss code, for whatever cause.
    public long dropped() {
        return received() - answered();
    }

    public ServerStatistics statistics() {
        FastPathCounts fast = fastPath();
        long requests = fast.answered() + fast.limited();
        for (Outcome outcome : Outcome.values()) {
            requests += outcome.isRequest() ? total(outcome) : 0;
        }
        List<TimestampTable.Held> held = tallies.stream().map(tally -> tally.timestamps().held()).toList();
        return new ServerStatistics(requests, total(Outcome.LIMITED) + total(Outcome.KISSED) + fast.limited(),
                commands.hits(),
                commands.drops(), ntsKe.hits(), ntsKe.drops(), sum(Tally::evicted), sum(Tally::authenticated),
                sum(Tally::interleaved), held.stream().mapToLong(TimestampTable.Held::count).sum(),
                held.stream().mapToLong(TimestampTable.Held::spanSeconds).max().orElse(0),
                sum(tally -> tally.receivedBy(Stamp.DAEMON)), sum(tally -> tally.transmittedBy(Stamp.DAEMON)),
                sum(tally -> tally.receivedBy(Stamp.KERNEL)) + fast.answered(),
                sum(tally -> tally.transmittedBy(Stamp.KERNEL)) + fast.answered(),
                sum(tally -> tally.receivedBy(Stamp.HARDWARE)), sum(tally -> tally.transmittedBy(Stamp.HARDWARE)));
    }

    private long sum(ToLongFunction<Tally> counter) {
        return tallies.stream().mapToLong(counter).sum();
    }

    /// The clients still remembered, last heard on the NTP port first.
    public List<ClientActivity> clients() {
        Map<IpAddress, ClientActivity> before = baseline;
        List<ClientActivity> list = new ArrayList<>();
        allClients().values().forEach(client -> {
            ClientActivity since = before.containsKey(client.address())
                    ? client.since(before.get(client.address()))
                    : client;
            if (since.hits() > 0) {
                list.add(since);
            }
        });
        list.sort(Comparator.comparing(ClientActivity::lastSeen).reversed());
        return list;
    }

    /// Counts the clients' requests from 0 again, as `clients -r` asks.
    public void resetClients() {
        baseline = allClients();
    }

    private Map<IpAddress, ClientActivity> allClients() {
        Map<IpAddress, ClientActivity> merged = new HashMap<>();
        ServiceActivity none = ServiceActivity.NONE;
        for (Tally tally : tallies) {
            tally.clients().read((address, ntp) -> merged.merge(address,
                    new ClientActivity(address, ntp, none, none), ClientActivity::plus));
        }
        ntsKe.clients().read((address, some) -> merged.merge(address,
                new ClientActivity(address, none, some, none), ClientActivity::plus));
        commands.clients().read((address, some) -> merged.merge(address,
                new ClientActivity(address, none, none, some), ClientActivity::plus));
        return merged;
    }

    /// How many remembered clients asked for the time at or after `earliest`.
    public int clientsSince(SystemInstant earliest) {
        return (int) clients().stream().filter(client -> client.lastSeen().compareTo(earliest) >= 0).count();
    }
}
