package org.timeball.ntp.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.timeball.ntp.access.IpText;
import org.timeball.ntp.auth.KeyRing;
import org.timeball.ntp.auth.MacEngine;
import org.timeball.ntp.server.ServerPort;
import org.timeball.ntp.server.SourceTraffic;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.DatagramSpec;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// All NTP sources of the daemon: added, asked, reported, removed. Lives on the world's one thread.
///
/// Sources keep the order in which they were added. Commands that take a choice of addresses return how many sources
/// they met.
public final class NtpSources implements AutoCloseable {
    /// Bad addresses are replaced no more often.
    private static final Span REPLACEMENT_PAUSE = Span.ofSeconds(1_792);
    private static final int LONGEST_NAME = 253;
    private static final int DISCARD_PORT = 9;

    private final Client client;
    private final List<NamedSource> sources = new ArrayList<>();
    private long nextNumber = 1;
    private @Nullable MonotonicInstant replaced;

    /// @param keys shared with the server; may change at any time
    public NtpSources(World world, NtpClientSettings settings, KeyRing keys, ClientLinks links) {
        CoreLink core = new CoreSources(world.clock(), links.numbers(), links.core(), links.feedback());
        client = new Client(world, settings, keys, new MacEngine(keys), new TransmitSchedule(world), links.own(), core,
                links.log(), new SharedPort(this::taken), links.nts(), links.cards(), links.cardPatience(),
                links.feedback()::slewing);
    }

    /// Joins the client and the server, which share a port: peers send by it, and so do requests where the acquisition
    /// port is the server's. Until then such sources open sockets of their own.
    ///
    /// @param port of the server
    public void shareWith(ServerPort port) {
        client.shared().open(port);
    }

    /// What the server hands over to the client.
    ///
    /// @param onWorld reaches the world's thread
    public SourceTraffic traffic(Executor onWorld) {
        client.shared().handOverBy(onWorld);
        return client.shared();
    }

    private void taken(Datagram datagram) {
        SharedPort.sender(datagram).ifPresent(sender -> associations()
                .filter(association -> association.source().udp().ip().equals(sender)).findFirst()
                .ifPresent(association -> association.exchanger().received(datagram)));
    }

    private void tellSharedPort() {
        client.shared().sources(associations().map(Association::source)
                .filter(source -> RequestSocket.usesServersPort(source, client.settings()))
                .map(source -> source.udp().ip()).toList());
    }

    /// Adds a source, which is asked from now on unless its options say it is offline.
    ///
    /// @param name host name, or address in figures
    public AddResult add(SourceKind kind, String name, NtpSourceOptions options) {
        Optional<IpAddress> address = figures(name);
        if (options.protocol().nts() && client.nts().isEmpty()) {
            return AddResult.NO_NTS;
        }
        if (address.isEmpty() && !isName(name)) {
            return AddResult.BAD_NAME;
        }
        if (address.isPresent() && !fits(address.get(), options)) {
            return AddResult.WRONG_FAMILY;
        }
        if (address.filter(this::isUsed).isPresent()) {
            return AddResult.IN_USE;
        }
        long number = address.isPresent() ? 0 : nextNumber++;
        NamedSource source = new NamedSource(client, new Shared(), kind, name, address, number, options);
        sources.add(source);
        tellSharedPort();
        source.resolve();
        return AddResult.ADDED;
    }

    private static Optional<IpAddress> figures(String name) {
        try {
            return Optional.of(IpText.parse(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && name.length() <= LONGEST_NAME && name.chars().allMatch(c -> c > 32 && c < 127);
    }

    private static boolean fits(IpAddress address, NtpSourceOptions options) {
        return switch (options.connection().family()) {
            case ANY -> true;
            case V4 -> address.isV4();
            case V6 -> !address.isV4();
        };
    }

    /// Removes the source with this address.
    ///
    /// @return whether there was one
    public boolean remove(IpAddress address) {
        for (NamedSource source : sources) {
            for (Association association : source.associations()) {
                if (association.source().udp().ip().equals(address)) {
                    source.drop(association);
                    if (!source.isResolved()) {
                        close(source);
                    }
                    return true;
                }
            }
        }
        return false;
    }

    /// Removes a configured source by its name, with all its addresses.
    ///
    /// @return whether there was one
    public boolean remove(String name) {
        return removeIf(source -> source.name().equals(name));
    }

    /// Removes a source whose name has no address.
    ///
    /// @param number see [NtpSourceReport#number]
    public boolean removeUnresolved(long number) {
        return removeIf(source -> !source.isResolved() && source.number() == number);
    }

    private boolean removeIf(Predicate<NamedSource> which) {
        List<NamedSource> gone = sources.stream().filter(which).toList();
        gone.forEach(this::close);
        return !gone.isEmpty();
    }

    private void close(NamedSource source) {
        sources.remove(source);
        source.close();
    }

    /// Removes all sources.
    @Override
    public void close() {
        removeIf(source -> true);
    }

    /// Has sources asked again; names without address are looked up at once.
    public int online(Predicate<IpAddress> which) {
        int met = each(which, Association::goOnline);
        sources.forEach(source -> {
            source.setOffline(false);
            source.resolveAnew();
        });
        return met;
    }

    /// Has sources asked no more.
    public int offline(Predicate<IpAddress> which) {
        sources.stream().filter(source -> !source.isResolved()).forEach(source -> source.setOffline(true));
        return each(which, Association::goOffline);
    }

    /// Has sources asked if there is a route to them, and not if there is none.
    public void onOrOffline() {
        each(address -> true, association -> {
            if (hasRoute(association.source().udp().ip())) {
                association.goOnline();
            } else {
                association.goOffline();
            }
        });
        sources.forEach(NamedSource::resolveAnew);
    }

    /// Connecting a UDP socket sends nothing, but fails without a route.
    private boolean hasRoute(IpAddress address) {
        IpAddress any = address.isV4() ? IpAddress.v4(0) : new IpAddress(0, 0);
        DatagramSpec spec = DatagramSpec.at(new Address.Udp(any, 0))
                .connectedTo(new Address.Udp(address, DISCARD_PORT));
        try {
            DatagramPort port = client.world().datagrams().open(spec, datagram -> {
            });
            port.close();
            return true;
        } catch (WorldException e) {
            return false;
        }
    }

    /// Has sources asked in quick succession.
    ///
    /// @param good measurements wanted
    /// @param requests sent at most
    public int burst(int good, int requests, Predicate<IpAddress> which) {
        return each(which, association -> association.burst(good, requests));
    }

    /// Looks all names up again and replaces the addresses that they no longer have.
    public void refresh() {
        List.copyOf(sources).forEach(NamedSource::refresh);
    }

    /// Changes the options of the source with this address.
    ///
    /// @return whether there was one
    public boolean change(IpAddress address, UnaryOperator<NtpSourceOptions> change) {
        for (NamedSource source : sources) {
            for (Association association : source.associations()) {
                if (association.source().udp().ip().equals(address)) {
                    source.change(association, change.apply(association.options()));
                    return true;
                }
            }
        }
        return false;
    }

    /// Forgets what was measured, here; the core's memory is the core's.
    public void reset() {
        each(address -> true, Association::reset);
    }

    /// The clock was stepped, by us or by somebody else.
    ///
    /// @param amount what was added to its reading
    public void clockStepped(Span amount) {
        each(address -> true, association -> association.stepped(amount));
    }

    private int each(Predicate<IpAddress> which, Consumer<Association> action) {
        List<Association> met = associations().filter(a -> which.test(a.source().udp().ip())).toList();
        met.forEach(action);
        return met.size();
    }

    private Stream<Association> associations() {
        return sources.stream().flatMap(source -> source.associations().stream());
    }

    /// All sources in order, those without address too.
    public List<NtpSourceReport> reports() {
        List<NtpSourceReport> reports = new ArrayList<>();
        for (NamedSource source : sources) {
            source.associations().forEach(association -> reports.add(association.report()));
            if (!source.isResolved()) {
                reports.add(source.unresolvedReport());
            }
        }
        return reports;
    }

    public Optional<NtpSourceReport> report(IpAddress address) {
        return associations().filter(a -> a.source().udp().ip().equals(address)).findFirst().map(Association::report);
    }

    public ActivityReport activity() {
        int[] count = new int[Activity.values().length];
        associations().forEach(association -> count[association.activity().ordinal()]++);
        int unresolved = (int) sources.stream().filter(source -> !source.isResolved()).count();
        return new ActivityReport(count[Activity.ONLINE.ordinal()], count[Activity.OFFLINE.ordinal()],
                count[Activity.BURST_FROM_ONLINE.ordinal()], count[Activity.BURST_FROM_OFFLINE.ordinal()], unresolved);
    }

    /// Whether every source has been asked so often that, if nothing came of it, nothing will: seven polls.
    /// A name without address is still a hope.
    public boolean areExhausted() {
        return sources.stream().allMatch(NamedSource::isResolved) && associations().allMatch(Association::isExhausted);
    }

    /// A choice of the addresses that agree with `address` in the bits of `mask`.
    public static Predicate<IpAddress> matching(IpAddress mask, IpAddress address) {
        return ip -> ip.isV4() == address.isV4() && ((ip.high() ^ address.high()) & mask.high()) == 0
                && ((ip.low() ^ address.low()) & mask.low()) == 0;
    }

    private boolean isUsed(IpAddress address) {
        return associations().anyMatch(association -> association.source().udp().ip().equals(address));
    }

    private final class Shared implements NamedSource.Neighbours {
        @Override
        public void changed() {
            tellSharedPort();
        }

        @Override
        public boolean isUsed(IpAddress address) {
            return NtpSources.this.isUsed(address);
        }

        @Override
        public boolean mayReplace() {
            MonotonicInstant now = client.world().timers().now();
            if (replaced != null && now.since(replaced).compareTo(REPLACEMENT_PAUSE) < 0) {
                return false;
            }
            replaced = now;
            return true;
        }

        @Override
        public PacketAuth auth(SourceAddress source, NtpSourceOptions options, NtsSession.TargetListener target) {
            NtpSourceOptions.Protocol protocol = options.protocol();
            if (protocol.nts()) {
                return new PacketAuth.Nts(client.nts().orElseThrow().open(source.name(), source.udp().ip(), options,
                        target));
            }
            return protocol.key() == 0
                    ? new PacketAuth.Open()
                    : new PacketAuth.Symmetric(client.ring(), client.keys(), protocol.key());
        }
    }
}
