package org.timeball.simulator.clknetsim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.linux.world.DiskFiles;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.clock.SteeredClock;
import org.timeball.simulator.clknetsim.protocol.PacketLink;
import org.timeball.simulator.clknetsim.protocol.Payload;
import org.timeball.simulator.clknetsim.protocol.Reply.Selected;
import org.timeball.simulator.clknetsim.protocol.Reply.Selected.Event;
import org.timeball.simulator.clknetsim.protocol.SocketLink;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Datagrams;
import org.timeball.timekeeping.world.Devices;
import org.timeball.timekeeping.world.Files;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.Names;
import org.timeball.timekeeping.world.NetworkCards;
import org.timeball.timekeeping.world.RandomSource;
import org.timeball.timekeeping.world.ReferenceDevices;
import org.timeball.timekeeping.world.Streams;
import org.timeball.timekeeping.world.SystemClock;
import org.timeball.timekeeping.world.Timers;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// The world of one node: whoever calls [#run] is its one thread.
///
/// Within one instant due timers come first, then what the last turn left behind (transmit timestamps, answered names),
/// and when there is no more of either, time may pass. Files are ordinary ones.
public final class ClknetsimWorld implements World, AutoCloseable {
    /// Longer than any simulation; what SELECT is given where nothing is to come.
    private static final double EVER = 1e9;

    private final Clknetsim clknetsim;
    private final NodeSettings settings;
    private final NodeClock clock;
    private final NodeTimers timers;
    private final NodeNames names;
    private final RandomSource random;
    private final NodeDatagrams datagrams;
    private final NodeReferences references;
    private final NodeCards cards;
    private final NodeStreams streams;
    private final Files files = new DiskFiles();
    private final Deque<Runnable> nextTurn = new ArrayDeque<>();
    private final Consumer<RuntimeException> failed;
    private @Nullable SteeredClock virtual;
    private boolean stopped;

    private ClknetsimWorld(Clknetsim clknetsim, NodeSettings settings, Consumer<RuntimeException> failed) {
        this.clknetsim = clknetsim;
        this.settings = settings;
        this.failed = failed;
        clock = new NodeClock(clknetsim, settings);
        timers = new NodeTimers(clock);
        int interfaces = clknetsim.subnets() - (settings.unixSubnet() > 0 ? 1 : 0);
        NodeAddresses addresses = new NodeAddresses(settings.number(), settings.families(), interfaces);
        names = new NodeNames(addresses, nextTurn::addLast);
        random = new NodeRandom(settings);
        references = new NodeReferences(clknetsim, settings, clock, random,
                path -> new NodeRealTimeClock(clock, timers, () -> clock().now(), settings));
        cards = new NodeCards(references, settings, interfaces);
        datagrams = new NodeDatagrams(clknetsim, settings, () -> clock().now(), addresses, cards, nextTurn::addLast);
        streams = new NodeStreams(clknetsim::send, settings, addresses);
    }

    /// Connects to clknetsim, registers, and waits until the node's time has come to start.
    ///
    /// @param failed told what a callback threw; the world goes on if it returns
    /// @throws WorldException if nobody listens within 10 s
    public static ClknetsimWorld join(NodeSettings settings, Consumer<RuntimeException> failed) throws WorldException {
        return join(settings, Clknetsim.connect(settings.socketPath()), failed);
    }

    /// Registers over a link and waits until the node's time has come to start.
    public static ClknetsimWorld join(NodeSettings settings, PacketLink link, Consumer<RuntimeException> failed) {
        return new ClknetsimWorld(Clknetsim.register(link, settings.number()), settings, failed);
    }

    /// Takes over a connection on which REGISTER has been sent, and waits until the node's time has come to start.
    ///
    /// @param descriptor the inherited socket
    public static ClknetsimWorld inherit(NodeSettings settings, int descriptor, Consumer<RuntimeException> failed) {
        return new ClknetsimWorld(Clknetsim.registered(SocketLink.inherited(descriptor)), settings, failed);
    }

    /// Steers a virtual clock above the node's own from now on, and leaves that alone.
    ///
    /// @return how readings of the node's own clock read on the virtual one
    public KernelTimescale leaveClockAlone() {
        SteeredClock above = new SteeredClock(() -> clock.now().nanos(), Oscillator.perfect(), Span.ZERO);
        virtual = above;
        return above;
    }

    /// Lets time pass until the simulation ends or [#stop] is called.
    public void run() {
        runUntil(() -> false);
    }

    /// Lets time pass until something is so, the simulation ends or [#stop] is called.
    ///
    /// @return whether it is so
    public boolean runUntil(BooleanSupplier reached) {
        while (!stopped && !reached.getAsBoolean()) {
            if (call(timers::runNext) || call(this::runLeftBehind)) {
                continue;
            }
            Selected selected = clknetsim.select(timers.untilNext().orElse(EVER));
            clock.show(selected.readings());
            references.refresh();
            switch (selected.event()) {
                case TIMEOUT -> {
                }
                case PACKET, BROADCAST -> take(clknetsim.receive(), selected.event() == Event.BROADCAST);
                case TERMINATE -> stopped = true;
            }
        }
        return reached.getAsBoolean();
    }

    /// Has [#run] return before the simulation ends.
    public void stop() {
        stopped = true;
    }

    private boolean runLeftBehind() {
        Runnable task = nextTurn.pollFirst();
        if (task == null) {
            return false;
        }
        task.run();
        return true;
    }

    private void take(Payload packet, boolean isBroadcast) {
        switch (packet.kind()) {
            case UDP -> {
                int times = settings.receiveMultiply() == 1
                        ? 1
                        : 1 + (int) (random.uniform() * settings.receiveMultiply());
                for (int i = 0; i < times; i++) {
                    call(() -> {
                        datagrams.arrived(packet, isBroadcast);
                        return true;
                    });
                }
            }
            case TCP_CONNECT, TCP_DATA, TCP_DISCONNECT -> call(() -> {
                streams.arrived(packet);
                return true;
            });
            case NONE -> {
            }
        }
    }

    /// Calls what others wrote.
    ///
    /// @return what it returned; true if it failed
    private boolean call(Callback callback) {
        try {
            return callback.run();
        } catch (SimulationLost e) {
            throw e;
        } catch (RuntimeException e) {
            failed.accept(e);
            return true;
        }
    }

    @FunctionalInterface
    private interface Callback {
        boolean run();
    }

    @Override
    public SystemClock clock() {
        SteeredClock above = virtual;
        return above == null ? clock : above;
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public Names names() {
        return names;
    }

    @Override
    public RandomSource random() {
        return random;
    }

    @Override
    public Datagrams datagrams() {
        return datagrams;
    }

    @Override
    public Streams streams() {
        return streams;
    }

    /// There are no serial lines in the simulation.
    @Override
    public Devices devices() {
        return (line, _) -> {
            throw new WorldException("cannot open %s: there are no serial lines in clknetsim; remove it from the"
                    .formatted(line.path()) + " configuration");
        };
    }

    @Override
    public ReferenceDevices references() {
        return references;
    }

    @Override
    public NetworkCards cards() {
        return cards;
    }

    @Override
    public Files files() {
        return files;
    }

    /// Takes leave of the simulation, so that the others can go on.
    @Override
    public void close() {
        clknetsim.close();
    }
}
