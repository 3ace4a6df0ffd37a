package org.timeball.ntp.fastpath;

import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.timeball.linux.bpf.XdpLink;
import org.timeball.linux.bpf.XdpMode;
import org.timeball.linux.clock.ClockSetWatch;
import org.timeball.linux.nic.EthtoolCalls;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.access.Subnet;
import org.timeball.ntp.server.FastPathCounts;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// The answers inside the kernel of a running daemon.
///
/// A thread of its own, `fastpath`, writes a new state each half second, and a silent one first when somebody steps the
/// clock; each five seconds it looks which interfaces and addresses there are. The timekeeper's thread may have a state
/// written at once. If both end, the kernel stops answering at the deadline of the last state; if the process ends, at
/// once, since the attachments end with it.
public final class FastPath implements AutoCloseable {
    private static final long WRITE_NANOS = 500_000_000;
    private static final int WRITES_A_SURVEY = 10;
    private static final long JOIN_MILLIS = 1_000;

    private final FastPathSettings settings;
    private final SnapshotBoard board;
    private final KernelTimescale timescale;
    private final AccessList access;
    private final StateEncoder encoder;
    private final FastPathProgram program;
    private final ClockSetWatch watch;
    private final Thread thread;
    private final Map<String, Attachment> attached = new TreeMap<>();
    /// What was said of an interface, so that it is said once.
    private final Map<String, String> told = new HashMap<>();
    private Map<Subnet, Boolean> rules = Map.of();
    private boolean failing;
    /// Whether a step of the clock would not be noticed.
    private volatile boolean blind;
    private volatile boolean closed;
    private volatile String summary = "off";

    /// @param index the kernel's number of the interface
    private record Attachment(int index, XdpMode mode, XdpLink link) {
    }

    private FastPath(FastPathSettings settings, SnapshotBoard board, KernelTimescale timescale, AccessList access,
            FastPathProgram program, ClockSetWatch watch) {
        this.settings = settings;
        this.board = board;
        this.timescale = timescale;
        this.access = access;
        this.program = program;
        this.watch = watch;
        encoder = settings.encoder();
        thread = Thread.ofPlatform().name("fastpath").daemon().unstarted(this::run);
    }

    /// Loads the program, attaches it where it can be and goes on from there. Interfaces that refuse it are told in the
    /// log; they may come, go and change later.
    ///
    /// @param timescale how kernel timestamps read on the clock that the snapshot is about
    /// @throws WorldException with the reason if the kernel cannot answer anybody here
    public static FastPath start(FastPathSettings settings, SnapshotBoard board, KernelTimescale timescale,
            AccessList access) throws WorldException {
        Optional<String> obstacle = settings.obstacle();
        if (obstacle.isPresent()) {
            throw new WorldException(obstacle.get());
        }
        FastPathProgram program = FastPathProgram.load();
        ClockSetWatch watch;
        try {
            watch = new ClockSetWatch();
        } catch (WorldException e) {
            program.close();
            throw e;
        }
        FastPath path = new FastPath(settings, board, timescale, access, program, watch);
        path.survey();
        path.refresh();
        path.thread.start();
        return path;
    }

    /// What it has counted since the start.
    public FastPathCounts counts() {
        try {
            return program.counts();
        } catch (WorldException e) {
            Logger.warn("{}", e.getMessage());
            return FastPathCounts.NONE;
        }
    }

    /// Where the kernel answers, such as `eth0 (native)`; `off` if nowhere.
    public String summary() {
        return summary;
    }

    /// Writes what the newest snapshot claims. Any thread; takes some 50 us.
    public synchronized void refresh() {
        if (closed || blind) {
            return;
        }
        try {
            Map<Subnet, Boolean> wanted = access.rules();
            if (wanted != rules) {
                program.state(encoder.silent());
                program.access(wanted);
                rules = wanted;
            }
            Optional<ClockReading> clocks = program.readClocks(timescale);
            program.state(clocks.map(reading -> encoder.encode(board.current(), reading)).orElseGet(encoder::silent));
            failing = false;
        } catch (WorldException e) {
            fail(e);
        }
    }

    private void run() {
        int writes = 0;
        while (!closed) {
            try {
                if (watch.await(WRITE_NANOS)) {
                    silence();
                }
            } catch (WorldException e) {
                fail(e);
                blind = true;
                break;
            }
            writes++;
            if (writes % WRITES_A_SURVEY == 0) {
                survey();
            }
            refresh();
        }
        silence();
        watch.close();
    }

    private synchronized void silence() {
        if (!closed) {
            try {
                program.state(encoder.silent());
            } catch (WorldException e) {
                fail(e);
            }
        }
    }

    /// What fails may fail each half second; the deadline of the last state ends the answers.
    private void fail(WorldException e) {
        if (!failing) {
            failing = true;
            Logger.error("The kernel stops answering NTP: {}", e.getMessage());
        }
    }

    /// Looks what interfaces and addresses there are; that takes milliseconds, so that nobody waits for it.
    private void survey() {
        try {
            follow(Interfaces.survey());
        } catch (SocketException e) {
            fail(new WorldException("cannot list the network interfaces: " + e.getMessage(), e));
        }
    }

    /// Attaches to what came, forgets what went.
    private synchronized void follow(Interfaces.Survey now) {
        if (closed) {
            return;
        }
        try {
            program.addresses(settings.served(now.addresses()));
        } catch (WorldException e) {
            fail(e);
            return;
        }
        Set<String> there = new HashSet<>();
        for (Interfaces.Card card : now.cards()) {
            there.add(card.name());
            Attachment old = attached.get(card.name());
            if (old != null && old.index() != card.index()) {
                detach(card.name());
            }
            if (!attached.containsKey(card.name()) && isWanted(card)) {
                attach(card);
            }
        }
        for (String name : Set.copyOf(attached.keySet())) {
            if (!there.contains(name)) {
                detach(name);
            }
        }
        settings.interfaces().stream().map(FastPathSettings.Interface::name)
                .filter(name -> !name.equals(FastPathSettings.ALL) && !there.contains(name))
                .forEach(name -> tell(name, "it is no Ethernet interface that is up"));
        summarise();
    }

    private boolean isWanted(Interfaces.Card card) {
        return !settings.modes(card.name()).isEmpty() && (settings.names(card.name()) || !card.stacked());
    }

    private void attach(Interfaces.Card card) {
        if (!card.vlans().isEmpty() && takesTagsOff(card.name())) {
            tell(card.name(), ("it carries the VLAN interface %s and takes VLAN tags off, so that answers would leave"
                    + " without them; ethtool -K %s rxvlan off").formatted(card.vlans().getFirst(), card.name()));
            return;
        }
        List<String> refusals = new ArrayList<>();
        for (XdpMode mode : settings.modes(card.name())) {
            try {
                XdpLink link = program.attach(card.index(), mode);
                attached.put(card.name(), new Attachment(card.index(), mode, link));
                told.remove(card.name());
                Logger.info("NTP is answered inside the kernel on {} ({} mode)", card.name(), word(mode));
                return;
            } catch (WorldException e) {
                refusals.add(e.getMessage());
            }
        }
        tell(card.name(), String.join("; ", refusals));
    }

    /// True in doubt.
    private static boolean takesTagsOff(String name) {
        try (EthtoolCalls calls = EthtoolCalls.open()) {
            return calls.look(name).fast().takesTagsOff();
        } catch (WorldException _) {
            return true;
        }
    }

    private void detach(String name) {
        attached.remove(name).link().close();
        Logger.info("NTP is not answered inside the kernel on {} any more", name);
    }

    private void tell(String name, String why) {
        if (!why.equals(told.put(name, why))) {
            Logger.warn("NTP is answered by sockets alone on {}: {}", name, why);
        }
    }

    private void summarise() {
        List<String> places = new ArrayList<>();
        attached.forEach((name, at) -> places.add(name + " (" + word(at.mode()) + ")"));
        summary = places.isEmpty() ? "off" : String.join(", ", places);
    }

    private static String word(XdpMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    /// Ends the answers at once, and what belongs to them within a second.
    @Override
    public void close() {
        silence();
        counts();
        synchronized (this) {
            closed = true;
            attached.values().forEach(at -> at.link().close());
            attached.clear();
            summarise();
        }
        boolean interrupted = false;
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException _) {
            interrupted = true;
        }
        program.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
