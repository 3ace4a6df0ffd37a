package org.timeball.daemon.standin.trial;

import java.util.List;
import java.util.Map;
import org.timeball.daemon.standin.trial.Expectation.Limits;
import org.timeball.simulator.clknetsim.net.NodePlan;
import org.timeball.simulator.clknetsim.net.Signal;

/// Trials of single directives and options.
final class DirectiveTrials {
    private static final String SERVER = "server 192.168.123.1";
    private static final Limits EVERYDAY = Limits.DEFAULT;

    static final List<Kind> KINDS = List.of(
            new Kind("initial-slew", "initstepslew slews a small error", 1000, trial -> {
                trial.node(TrialNode.server());
                trial.node(TrialNode.client(NodePlan.perfect().offset(1), "initstepslew 5 192.168.123.1", SERVER));
                trial.expect(Expectation.settles(2, 6, 35, EVERYDAY));
                trial.expect(Expectation.lines(2, "System's initial offset.*slew", 1, 1));
            }),
            new Kind("initial-denied", "initstepslew's server refuses to answer", 1000, trial -> {
                trial.node(TrialNode.server().with("deny all"));
                trial.node(TrialNode.client(NodePlan.perfect(), "initstepslew 5 192.168.123.1", SERVER));
                trial.expect(Expectation.lines(2, "00:00:1.* No suitable source for initstepslew", 1, 1));
            }),
            new Kind("initial-dispute", "initstepslew's two servers disagree", 1000, trial -> {
                trial.node(TrialNode.server());
                trial.node(TrialNode.server().on(NodePlan.perfect().offset(5)));
                trial.node(TrialNode.client(NodePlan.perfect(), "initstepslew 5 192.168.123.1 192.168.123.2"));
                trial.expect(Expectation.lines(3, "00:03:2.* No suitable source for initstepslew", 1, 1));
            }),
            new Kind("max-change", "corrections beyond maxchange are ignored three times, then the daemon ends", 10_000,
                    trial -> {
                        trial.node(TrialNode.server());
                        trial.node(TrialNode.client(trial.poorClock().step(Signal.once(3000, 10)), SERVER
                                + " minpoll 6 maxpoll 6", "maxchange 0.1 1 3"));
                        trial.expect(Expectation.lines(2, "seconds exceeds .*ignored", 3, 3));
                        trial.expect(Expectation.lines(2, "seconds exceeds .*exiting", 1, 1));
                    }),
            new Kind("min-stratum", "a server of too low a stratum is not used", 1000, trial -> {
                trial.node(TrialNode.server());
                trial.node(TrialNode.client(trial.poorClock(), SERVER + " minstratum 3", "maxstratum 2"));
                trial.expect(Expectation.lines(2, "Selected source", 0, 1));
            }),
            new Kind("min-sources", "two agreeing sources are wanted", 2000, trial -> {
                trial.node(TrialNode.server());
                trial.node(TrialNode.server());
                trial.node(TrialNode.client(trial.poorClock(), SERVER, "server 192.168.123.2", "minsources 2"));
                trial.expect(Expectation.settles(3, 120, 210, EVERYDAY));
            }),
            new Kind("min-sources-lacking", "two agreeing sources are wanted, and there is one", 2000, trial -> {
                trial.node(TrialNode.server());
                trial.node(TrialNode.client(trial.poorClock(), SERVER, "minsources 2"));
                trial.expect(Expectation.lines(2, "Selected source", 0, 0));
            }),
            new Kind("wrong-drift", "the drift file is wrong by 5 %", 1000, trial -> {
                trial.node(TrialNode.server());
                trial.node(TrialNode.client(NodePlan.perfect().frequency(Signal.constant(0.05)), SERVER
                        + " minpoll 6 maxpoll 6", "makestep 1 1"));
                trial.delay(1, Signal.constant(1e-4)).delay(2, Signal.constant(1e-4));
                trial.expect(Expectation.settles(2, 120, 140, new Limits(1e-5, 1e-7, 0, 0)));
            }),
            new Kind("prefer", "of two servers the preferred one is followed", 2000, trial -> {
                trial.node(TrialNode.server().on(NodePlan.perfect().offset(1e-4)));
                trial.node(TrialNode.server());
                trial.node(TrialNode.client(trial.poorClock(), SERVER, "server 192.168.123.2 prefer"));
                trial.expect(Expectation.lines(3, "Selected source 192.168.123.2", 1, 1e9));
            }),
            new Kind("rate-limit", "a client that asks too often is not always answered", 10_000, trial -> {
                trial.node(TrialNode.server().with("ratelimit interval 6 burst 2 leak 4"));
                trial.node(TrialNode.client(trial.poorClock(), SERVER + " minpoll 3 maxpoll 3"));
                trial.expect(Expectation.packets(2, 1200, 1300));
                trial.expect(Expectation.packets(1, 180, 450));
                trial.expect(Expectation.lines(2, "Selected source", 1, 1e9));
            }),
            new Kind("kiss-rate", "a client that asks too often is told so", 10_000, trial -> {
                trial.node(TrialNode.server().with("ratelimit interval 6 burst 2 leak 4 kod 2"));
                trial.node(TrialNode.client(trial.poorClock(), SERVER + " minpoll 3 maxpoll 3"));
                trial.expect(Expectation.packets(2, 700, 850));
                trial.expect(Expectation.packets(1, 300, 450));
                trial.expect(Expectation.lines(2, "Received KoD RATE from 192.168.123.1", 100, 140));
            }),
            new Kind("once", "-q sets the clock and ends", 100, trial -> {
                trial.node(TrialNode.server());
                trial.node(TrialNode.client(NodePlan.perfect().offset(10), SERVER + " iburst").option("-q"));
                trial.expect(Expectation.lines(2, "System clock wrong by -10.0.*step", 1, 1));
                trial.expect(Expectation.lines(2, "System clock wrong by", 1, 1));
                trial.expect(Expectation.lines(2, "chronyd exiting", 1, 1));
                trial.expect(Expectation.packets(2, 3, 4));
                trial.expect(Expectation.settles(2, 4, 12, EVERYDAY));
            }),
            new Kind("look", "-Q measures the clock and leaves it", 100, trial -> {
                trial.node(TrialNode.server());
                trial.node(TrialNode.client(NodePlan.perfect().offset(10), SERVER + " iburst").option("-Q"));
                trial.expect(Expectation.lines(2, "System clock wrong by -10.0.*ignored", 1, 1));
                trial.expect(Expectation.lines(2, "chronyd exiting", 1, 1));
            }),
            new Kind("tai", "a reference clock that tells TAI", 1000, trial -> {
                trial.node(new TrialNode(trial.poorClock().refclock(Signal.normal(-37, 1e-6, trial.random())), Map.of(
                        "START_DATE", "1500000000"), List.of(),
                        List.of(
                                "refclock SHM 0 dpoll 0 poll 4 refid GPS tai", "leapsectz right/UTC")));
                trial.expect(Expectation.settles(1, 1, 100, new Limits(1e-4, 1e-5, 0, 0)));
            }),
            new Kind("orphans", "of three boxes without a source one leads the others", 10_000, trial -> {
                for (int node = 1; node <= 3; node++) {
                    trial.node(new TrialNode(NodePlan.perfect().frequency(Signal.wander(1e-6 * node, 1e-9,
                            trial.random())), Map.of(), List.of(), others(node)));
                }
                trial.expect(Expectation.lines(1, "Selected source", 0, 3));
                trial.expect(Expectation.lines(2, "Selected source 192.168.123.1", 1, 1e9));
                trial.expect(Expectation.lines(3, "Selected source 192.168.123.1", 1, 1e9));
            }));

    private DirectiveTrials() {
    }

    private static List<String> others(int node) {
        return List.of("server 192.168.123." + (node % 3 + 1), "server 192.168.123." + ((node + 1) % 3 + 1),
                "local stratum 5 orphan");
    }
}
