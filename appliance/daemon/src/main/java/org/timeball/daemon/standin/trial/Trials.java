package org.timeball.daemon.standin.trial;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.timeball.daemon.standin.trial.Expectation.Limits;
import org.timeball.simulator.clknetsim.net.NodePlan;
import org.timeball.simulator.clknetsim.net.PacketLog;
import org.timeball.simulator.clknetsim.net.Signal;

/// The trials that there are.
public final class Trials {
    private static final double EVERYDAY_SECONDS = 10_000;
    private static final String SERVER = "server 192.168.123.1";
    private static final Limits EVERYDAY = Limits.DEFAULT;

    private Trials() {
    }

    private static final List<Kind> GENERAL = List.of(
            new Kind("everyday", "one server, one client", EVERYDAY_SECONDS, trial -> oneClient(trial, SERVER)),
            new Kind("fast", "the oscillator is 5 % fast", EVERYDAY_SECONDS, trial -> frequency(trial, 0.05)),
            new Kind("slow", "the oscillator is 5 % slow", EVERYDAY_SECONDS, trial -> frequency(trial, -0.05)),
            new Kind("ahead", "the clock is 100 s ahead and may only be slewed", EVERYDAY_SECONDS,
                    trial -> offset(trial, 100)),
            new Kind("behind", "the clock is 100 s behind and may only be slewed", EVERYDAY_SECONDS,
                    trial -> offset(trial, -100)),
            new Kind("stepped", "somebody steps the clock by 100 s", EVERYDAY_SECONDS, Trials::stepped),
            new Kind("wander", "the oscillator wanders by 1e-7 each second", EVERYDAY_SECONDS, Trials::wander),
            new Kind("multiplied", "each packet comes up to four times", EVERYDAY_SECONDS, trial -> {
                trial.node(TrialNode.server().environment("RECV_MULTIPLY", "4"));
                trial.node(TrialNode.client(trial.poorClock(), SERVER).environment("RECV_MULTIPLY", "4"));
                trial.expectDefault(2, 120, 210, EVERYDAY);
            }),
            new Kind("daemon-stamps", "the kernel stamps no packet", EVERYDAY_SECONDS, trial -> {
                trial.node(TrialNode.server().environment("TIMESTAMPING", "0"));
                trial.node(TrialNode.client(trial.poorClock(), SERVER).environment("TIMESTAMPING", "0"));
                trial.expectDefault(2, 120, 210, EVERYDAY);
            }),
            new Kind("names", "the server is named", EVERYDAY_SECONDS,
                    trial -> oneClient(trial, "server node1.net1.clk")),
            new Kind("ipv6", "there is IPv6 alone", EVERYDAY_SECONDS, trial -> {
                trial.node(TrialNode.server().environment("IP_FAMILY", "6"));
                trial.node(TrialNode.client(trial.poorClock(), "server node1.net1.clk").environment("IP_FAMILY", "6"));
                trial.expectDefault(2, 120, 210, EVERYDAY);
            }),
            new Kind("iburst", "four requests at the start", EVERYDAY_SECONDS, trial -> {
                trial.node(TrialNode.server());
                trial.node(TrialNode.client(trial.poorClock(), SERVER + " iburst", "makestep 1e-2 1"));
                trial.expect(Expectation.settles(2, 4, 6, EVERYDAY));
                trial.expect(Expectation.rmsOffset(2, 6, EVERYDAY.rmsOffset()));
            }),
            new Kind("makestep", "an offset beyond makestep's threshold is stepped away", EVERYDAY_SECONDS, trial -> {
                trial.node(TrialNode.server());
                trial.node(TrialNode.client(trial.poorClock().offset(10), SERVER, "makestep 1 -1"));
                trial.expectDefault(2, 120, 140, EVERYDAY);
                trial.expect(Expectation.lines(2, "System clock was stepped by", 1, 1));
            }),
            new Kind("poll-4", "a fixed poll interval of 16 s", 1000, trial -> poll(trial, 4)),
            new Kind("poll-6", "a fixed poll interval of 64 s", 4000, trial -> poll(trial, 6)),
            new Kind("xleave", "interleaved mode", EVERYDAY_SECONDS,
                    trial -> oneClient(trial, SERVER + " xleave maxpoll 7")),
            new Kind("loss", "a third of the packets is lost", EVERYDAY_SECONDS, trial -> {
                oneServer(trial);
                for (int node = 1; node <= 2; node++) {
                    trial.delay(node, Signal.exponential(1e-4, 1e-4, trial.random()).lost(0.33, trial.random()));
                }
                trial.node(TrialNode.client(trial.poorClock(), SERVER));
                trial.expect(Expectation.settles(2, 0, EVERYDAY_SECONDS - 1, EVERYDAY));
                trial.expect(Expectation.lines(2, "chronyd exiting", 1, 1));
            }),
            new Kind("hands-off", "-x leaves the clock alone", 2000, trial -> {
                trial.node(TrialNode.server());
                trial.node(TrialNode.client(trial.poorClock(), SERVER).option("-x"));
                trial.expect(new Expectation("the clock's rate error at the end", 0.9e-4, 1.1e-4,
                        outcome -> outcome.history(2).frequency(1999)));
                trial.expect(Expectation.lines(2, "Disabled control of system clock", 1, 1));
                trial.expect(Expectation.lines(2, "Selected source", 1, 1e9));
            }),
            new Kind("shm", "a reference clock in shared memory", 1000, trial -> {
                trial.node(new TrialNode(trial.poorClock().refclock(Signal.normal(0, 1e-6, trial.random())),
                        Map.of(), List.of(), List.of("refclock SHM 0 dpoll 0 poll 4 refid GPS")));
                trial.expect(Expectation.settles(1, 1, 100, new Limits(1e-4, 1e-5, 0, 0)));
                trial.expect(Expectation.lines(1, "Selected source GPS", 1, 1e9));
            }),
            new Kind("falseticker", "two of three servers agree", EVERYDAY_SECONDS, trial -> {
                trial.node(TrialNode.server());
                trial.node(TrialNode.server());
                trial.node(TrialNode.server().on(NodePlan.perfect().offset(5)));
                trial.node(TrialNode.client(trial.poorClock(), SERVER, "server 192.168.123.2",
                        "server 192.168.123.3"));
                trial.expect(Expectation.settles(4, 120, 210, EVERYDAY));
                trial.expect(Expectation.lines(4, "Detected falseticker", 1, 10));
            }),
            new Kind("initstepslew", "the clock is set by initstepslew before it is steered", EVERYDAY_SECONDS,
                    trial -> {
                        oneServer(trial);
                        trial.node(TrialNode.client(NodePlan.perfect().offset(10), "initstepslew 5 192.168.123.1",
                                SERVER));
                        trial.expect(Expectation.settles(2, 5, 40, EVERYDAY));
                        trial.expect(Expectation.lines(2, "System's initial offset.*step", 1, 1));
                    }),
            new Kind("filter", "a median of 15 samples every 16 s", EVERYDAY_SECONDS, trial -> {
                oneServer(trial);
                trial.node(TrialNode.client(trial.poorClock(), SERVER + " minpoll 4 maxpoll 4 filter 15"));
                trial.expect(Expectation.settles(2, 700, 730, EVERYDAY));
                trial.expect(Expectation.meanInterval(2, 15.9, 17.6));
            }),
            new Kind("broadcast", "a server broadcasts and is asked, too", 1000, trial -> {
                trial.node(TrialNode.server().with("broadcast 60 192.168.123.255"));
                trial.node(TrialNode.client(trial.poorClock(), SERVER + " iburst", "makestep 1e-2 1"));
                trial.expect(new Expectation("packets broadcast", 16, 17,
                        outcome -> outcome.packets().count(entry -> entry.from() == 1
                                && entry.payload().sourcePort() == 123 && entry.payload().destinationPort() == 123)));
                trial.expect(Expectation.settles(2, 4, 6, EVERYDAY));
            }),
            new Kind("peers", "two peers, one of them with a server", EVERYDAY_SECONDS, trial -> {
                oneServer(trial);
                trial.node(TrialNode.client(trial.poorClock(), SERVER, "peer 192.168.123.3", "allow"));
                trial.node(TrialNode.client(trial.poorClock(), "peer 192.168.123.2", "allow"));
                trial.expect(Expectation.settles(2, 120, 500, EVERYDAY));
                trial.expect(Expectation.settles(3, 120, 1500, EVERYDAY));
            }),
            new Kind("pool", "four of a pool's six servers are asked", 1000, trial -> {
                for (int server = 1; server <= 6; server++) {
                    oneServer(trial);
                }
                trial.node(TrialNode.client(trial.poorClock(), "pool nodes-1-2-3-4-5-6.net1.clk minpoll 6 maxpoll 6"));
                trial.expect(Expectation.settles(7, 64, 210, EVERYDAY));
                trial.expect(new Expectation("servers asked", 4, 4, outcome -> outcome.packets().entries().stream()
                        .filter(entry -> entry.from() == 7).map(PacketLog.Entry::to).distinct().count()));
            }),
            new Kind("denied", "the server lets nobody ask", 2000, trial -> {
                trial.node(TrialNode.server().with("deny all"));
                trial.node(TrialNode.client(trial.poorClock(), SERVER));
                trial.expect(Expectation.lines(2, "Selected source", 0, 0));
                trial.expect(Expectation.packets(1, 0, 0));
            }),
            new Kind("subsecond", "eight requests a second on a short line", 20, trial -> {
                oneServer(trial);
                trial.node(TrialNode.client(trial.poorClock(), SERVER + " minpoll -3 maxpoll -3"));
                trial.expect(Expectation.packets(2, 0.9 * 20 * 8, 20 * 8));
            }),
            new Kind("century", "the year is 1850", 2000, trial -> {
                trial.node(TrialNode.server().environment("START_DATE", "-3786825600"));
                trial.node(TrialNode.client(trial.poorClock(), SERVER).environment("START_DATE", "-3786825600"));
                trial.expect(Expectation.settles(2, 120, 210, EVERYDAY));
                trial.expect(Expectation.lines(2, "^1850-01-01T00:0", 1, 1e9));
            }));

    private static final List<Kind> KINDS = Stream.of(GENERAL, DirectiveTrials.KINDS, SourceTrials.KINDS,
            ClockTrials.KINDS, RefclockTrials.KINDS, CardTrials.KINDS, RtcTrials.KINDS, NtsTrials.KINDS)
            .flatMap(List::stream).toList();

    /// Their names and what they are about, in order.
    public static List<String> names() {
        return KINDS.stream().map(Kind::name).toList();
    }

    /// @param seed of its noise
    public static Optional<Trial> make(String name, long seed) {
        return KINDS.stream().filter(kind -> kind.name().equals(name)).findFirst().map(kind -> kind.make(seed));
    }

    private static void oneServer(Trial trial) {
        trial.node(TrialNode.server());
    }

    private static void oneClient(Trial trial, String source) {
        oneServer(trial);
        trial.node(TrialNode.client(trial.poorClock(), source));
        trial.expectDefault(2, 120, 210, EVERYDAY);
        trial.expect(Expectation.leastInterval(2, 1.8));
    }

    private static void frequency(Trial trial, double fraction) {
        oneServer(trial);
        trial.node(TrialNode.client(trial.poorClock().frequency(Signal.wander(fraction, 1e-9, trial.random())),
                SERVER));
        trial.expectDefault(2, 120, 1000, EVERYDAY);
    }

    private static void offset(Trial trial, double seconds) {
        oneServer(trial);
        trial.node(TrialNode.client(trial.poorClock().offset(seconds), SERVER));
        trial.expectDefault(2, 120, 2500, EVERYDAY);
    }

    private static void stepped(Trial trial) {
        oneServer(trial);
        trial.node(TrialNode.client(trial.poorClock().step(Signal.once(149, 100)), SERVER));
        trial.expect(Expectation.settles(2, 1400, 1600, EVERYDAY));
        trial.expect(Expectation.lines(2, "Forward time jump detected!", 1, 1));
    }

    private static void wander(Trial trial) {
        oneServer(trial);
        trial.node(TrialNode.client(trial.poorClock().frequency(Signal.wander(1e-4, 1e-7, trial.random())), SERVER));
        trial.expectDefault(2, 120, 210, new Limits(5e-3, 5e-3, 1e-3, 1e-4));
    }

    private static void poll(Trial trial, int log2) {
        double interval = 1 << log2;
        trial.delay(1, Signal.constant(1e-4)).delay(2, Signal.constant(1e-4));
        oneServer(trial);
        trial.node(TrialNode.client(trial.poorClock(), "%s minpoll %d maxpoll %d".formatted(SERVER, log2, log2),
                "makestep 1e-2 1"));
        trial.expect(Expectation.settles(2, 2 * interval, 2.1 * interval + 1, new Limits(1e-5, 1e-5, 5e-6, 5e-6)));
        trial.expect(Expectation.meanInterval(2, 0.99 * interval, 1.1 * interval));
    }
}
