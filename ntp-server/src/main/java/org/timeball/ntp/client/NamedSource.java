package org.timeball.ntp.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.Names.Answer;
import org.timeball.timekeeping.world.Timers.Timer;

/// One configured server, peer or pool: its name, and the addresses of it that are in use.
///
/// A name that gives too few addresses is looked up again at intervals that double from 28 s to about an hour. An
/// address from which nothing good comes gives its place to another one of the same name; of a pool twice as many as
/// wanted are tried, and those that answer first are kept.
final class NamedSource implements Association.Owner {
    private static final Span LOOKUP_UNIT = Span.ofSeconds(7);
    private static final int FIRST_LOOKUP = 2;
    private static final int LAST_LOOKUP = 9;
    private static final int MOST_TRIED = 16;

    private final Client client;
    private final Neighbours neighbours;
    private final SourceKind kind;
    private final String name;
    private final boolean figures;
    private final long number;
    private final List<Association> associations = new ArrayList<>();
    private NtpSourceOptions options;
    private Timer retry = () -> {
    };
    private int lookups = FIRST_LOOKUP;
    private boolean asking;
    private boolean complained;
    private boolean closed;
    private @Nullable MonotonicInstant lookedUp;

    /// What all named sources share.
    interface Neighbours {
        /// Whether some source has this address.
        boolean isUsed(IpAddress address);

        /// Addresses came or went.
        void changed();

        /// Whether a bad address may be replaced now; at most once in half an hour.
        boolean mayReplace();

        PacketAuth auth(SourceAddress source, NtpSourceOptions options, NtsSession.TargetListener target);
    }

    /// @param address if the name is one
    /// @param number that people see while there is no address
    NamedSource(Client client, Neighbours neighbours, SourceKind kind, String name, Optional<IpAddress> address,
            long number, NtpSourceOptions options) {
        this.client = client;
        this.neighbours = neighbours;
        this.kind = kind;
        this.name = name;
        this.number = number;
        this.options = options;
        figures = address.isPresent();
        address.ifPresent(this::use);
    }

    String name() {
        return name;
    }

    long number() {
        return number;
    }

    List<Association> associations() {
        return associations;
    }

    boolean isResolved() {
        return !associations.isEmpty();
    }

    NtpSourceOptions options() {
        return options;
    }

    /// Looks its name up, if it lacks addresses.
    void resolve() {
        if (figures || asking || closed || missing() == 0) {
            return;
        }
        retry.cancel();
        ask(this::found);
    }

    /// As before, at the first interval again: the network may have come.
    void resolveAnew() {
        lookups = FIRST_LOOKUP;
        resolve();
    }

    private void ask(Consumer<Answer> then) {
        asking = true;
        lookedUp = client.world().timers().now();
        client.world().names().resolve(name, options.connection().family(), answer -> {
            asking = false;
            if (!closed) {
                then.accept(answer);
            }
        });
    }

    /// Addresses still wanted.
    private int missing() {
        return switch (kind) {
            case SERVER, PEER -> 1 - associations.size();
            case POOL -> confirmed() >= options.connection().maxSources() ? 0 : tried() - associations.size();
        };
    }

    private int tried() {
        return Math.min(MOST_TRIED, 2 * options.connection().maxSources());
    }

    private int confirmed() {
        return (int) associations.stream().filter(association -> association.reach().isReachable()).count();
    }

    private void found(Answer answer) {
        switch (answer) {
            case Answer.Found(List<IpAddress> addresses) -> {
                complained = false;
                addresses.stream().filter(unused()).limit(missing()).toList().forEach(this::use);
            }
            case Answer.Unknown(String why) -> complain(why);
            case Answer.TryAgain(String why) -> complain(why);
        }
        if (missing() > 0) {
            Span pause = new Span(LOOKUP_UNIT.nanos() << lookups);
            lookups = Math.min(lookups + 1, LAST_LOOKUP);
            retry = client.world().timers().after(pause, this::resolve);
        }
    }

    private void complain(String why) {
        if (!complained) {
            complained = true;
            client.log().happened(new ClientEvent.Unresolved(name, why));
        }
    }

    private Predicate<IpAddress> unused() {
        return address -> !neighbours.isUsed(address);
    }

    private void use(IpAddress address) {
        Association association = associate(address);
        associations.add(association);
        neighbours.changed();
        association.start();
    }

    private Association associate(IpAddress address) {
        SourceAddress source = new SourceAddress(name, new Address.Udp(address, options.protocol().port()),
                kind == SourceKind.PEER);
        Association[] made = new Association[1];
        PacketAuth auth = neighbours.auth(source, options,
                (target, port) -> moved(made[0], target.orElse(address), port));
        made[0] = new Association(client, source, options, auth, this);
        return made[0];
    }

    /// A key establishment named the server to ask.
    private void moved(Association association, IpAddress target, int port) {
        Address.Udp next = new Address.Udp(target, port);
        Address.Udp old = association.source().udp();
        if (!next.equals(old) && (target.equals(old.ip()) || !neighbours.isUsed(target))) {
            association.moveTo(new SourceAddress(name, next, association.source().peer()));
            neighbours.changed();
            client.log().happened(new ClientEvent.Changed(old, next, name));
        }
    }

    @Override
    public void polled(Association association, boolean bad) {
        if (kind == SourceKind.POOL && confirmed() >= options.connection().maxSources()) {
            dropUnconfirmed();
        }
        if (figures || asking || !associations.contains(association)) {
            return;
        }
        if (bad && neighbours.mayReplace()) {
            ask(answer -> replace(association, answer, true));
        } else if (isOutdated()) {
            refresh();
        }
    }

    private boolean isOutdated() {
        long limit = client.settings().refreshSeconds();
        return limit > 0 && lookedUp != null
                && client.world().timers().now().since(lookedUp).compareTo(Span.ofSeconds(limit)) >= 0;
    }

    private void dropUnconfirmed() {
        List<Association> superfluous = associations.stream()
                .filter(association -> !association.reach().isReachable()).toList();
        superfluous.stream().skip(Math.max(0, options.connection().maxSources() - confirmed())).forEach(this::drop);
        retry.cancel();
    }

    void drop(Association association) {
        associations.remove(association);
        association.close();
        neighbours.changed();
    }

    /// Looks its name up, and replaces every address that it no longer has.
    void refresh() {
        if (figures || asking || closed) {
            return;
        }
        for (Association association : associations) {
            client.log().happened(new ClientEvent.Refreshing(association.source().udp().ip()));
        }
        ask(answer -> {
            for (Association association : List.copyOf(associations)) {
                replace(association, answer, false);
            }
            found(answer);
        });
    }

    /// @param bad whether it is to go even if the name still has its address
    private void replace(Association association, Answer answer, boolean bad) {
        int index = associations.indexOf(association);
        IpAddress old = association.source().udp().ip();
        if (index < 0 || !(answer instanceof Answer.Found(List<IpAddress> addresses))) {
            return;
        }
        if (!bad && addresses.contains(old)) {
            client.log().happened(new ClientEvent.StillFresh(old));
            return;
        }
        List<IpAddress> others = addresses.stream().filter(unused()).toList();
        if (others.isEmpty()) {
            return;
        }
        int choice = (int) (client.world().random().uniform() * others.size());
        association.close();
        Association next = associate(others.get(choice));
        associations.set(index, next);
        neighbours.changed();
        client.log().happened(new ClientEvent.Replaced(old, others.get(choice), name));
        next.start();
    }

    void change(Association association, NtpSourceOptions next) {
        association.change(next);
        options = next;
    }

    /// Whether its addresses to come are to be asked.
    void setOffline(boolean offline) {
        NtpSourceOptions.Connection old = options.connection();
        options = options.with(
                new NtpSourceOptions.Connection(offline, old.autoOffline(), old.family(), old.maxSources()));
    }

    NtpSourceReport unresolvedReport() {
        Activity activity = options.connection().offline() ? Activity.OFFLINE : Activity.ONLINE;
        return new NtpSourceReport(Optional.empty(), number, name, Optional.empty(), kind == SourceKind.PEER, activity,
                options.polling().min(), 0, Optional.empty(), Optional.empty(), PacketCounters.ZERO, AuthReport.NONE,
                options);
    }

    void close() {
        closed = true;
        retry.cancel();
        Set.copyOf(associations).forEach(this::drop);
    }
}
