package org.timeball.daemon.standin.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.timeball.daemon.standin.trial.Expectation.Limits;
import org.timeball.simulator.clknetsim.net.NodePlan;
import org.timeball.simulator.clknetsim.net.Signal;

/// Trials of how sources are asked and chosen.
final class SourceTrials {
    private static final String SERVER = "server 192.168.123.1";
    private static final Limits EVERYDAY = Limits.DEFAULT;

    static final List<Kind> KINDS = kinds();

    private SourceTrials() {
    }

    private static List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        kinds.add(new Kind("network", "four layers of three servers, five clients", 10_000, SourceTrials::network));
        kinds.add(new Kind("jitter", "packets take 0.1 s on average", 10_000, trial -> {
            trial.delay(1, Signal.exponential(1e-4, 0.1, trial.random()));
            trial.delay(2, Signal.exponential(1e-4, 0.1, trial.random()));
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), SERVER, "logdir @", "log tracking statistics measurements"));
            trial.expect(Expectation.settles(2, 0, 5000, new Limits(0.2, 1e-3, 0, 0)));
            trial.expect(Expectation.lines(2, "Selected source", 1, 1e9));
        }));
        kinds.add(new Kind("rare-packets", "one packet in twenty arrives", 40_000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), SERVER));
            trial.delay(1, Signal.exponential(1e-4, 1e-4, trial.random()).lost(0.8, trial.random()));
            trial.delay(2, Signal.exponential(1e-4, 1e-4, trial.random()).lost(0.75, trial.random()));
            trial.expect(Expectation.settles(2, 1000, 39_000, EVERYDAY));
        }));
        kinds.add(new Kind("rare-link", "the link is up one hour in eight", 50_000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), SERVER));
            Signal up = now -> Math.sin(now / 5000 * 2 * Math.PI) > 0.93 ? 1e-4 : -1;
            trial.delay(1, up).delay(2, up);
            trial.expect(Expectation.settles(2, 100, 49_000, new Limits(1e-2, 1e-4, 0, 0)));
        }));
        for (int log2 : new int[]{1, 2, 5, 8, 10, 12}) {
            kinds.add(
                    new Kind("poll-" + log2, "a fixed poll interval of 2^%d s".formatted(log2), 12 * (1 << log2) + 200,
                            trial -> poll(trial, log2)));
        }
        for (int log2 : new int[]{-1, -5, -7}) {
            kinds.add(new Kind("poll-minus" + log2, "a fixed poll interval of 2^%d s".formatted(log2), 10, trial -> {
                trial.delay(1, Signal.constant(1e-4)).delay(2, Signal.constant(1e-4));
                trial.node(TrialNode.server());
                trial.node(TrialNode.client(trial.poorClock(), "%s minpoll %d maxpoll %d".formatted(SERVER, log2,
                        log2), "makestep 1e-2 1"));
                double most = 10 * Math.pow(2, -log2);
                trial.expect(Expectation.packets(2, 0.9 * most, most));
            }));
        }
        kinds.add(new Kind("far-subsecond", "a server 20 ms away is asked once a second at most", 10, trial -> {
            trial.delay(1, Signal.constant(0.02)).delay(2, Signal.constant(0.02));
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), SERVER + " minpoll -3 maxpoll -3", "makestep 1e-2 1"));
            trial.expect(Expectation.packets(2, 9, 10));
        }));
        kinds.add(new Kind("filter-subsecond", "64 requests a second, one sample from each", 10, trial -> {
            trial.delay(1, Signal.constant(1e-4)).delay(2, Signal.constant(1e-4));
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), SERVER + " minpoll -6 maxpoll -6 filter 1"));
            trial.expect(Expectation.packets(2, 590, 640));
        }));
        for (String type : List.of("MD5", "SHA1", "SHA256", "SHA384", "SHA512", "AES128", "AES256")) {
            kinds.add(new Kind("key-" + type, "a symmetric key of type " + type, 2000, trial -> key(trial, type)));
        }
        kinds.add(new Kind("wrong-key", "client and server disagree about the key", 2000, trial -> {
            trial.node(TrialNode.server().with("keyfile @keys.1").file("keys.1", "1 SHA1 HEX:00112233445566778899"));
            trial.node(TrialNode.client(trial.poorClock(), SERVER + " key 1", "keyfile @keys.2").file("keys.2",
                    "1 SHA1 HEX:00112233445566778890"));
            trial.expect(Expectation.lines(2, "Selected source", 0, 0));
            trial.expect(Expectation.packets(1, 0, 0));
            trial.expect(Expectation.leastInterval(2, 1.8));
        }));
        for (String options : List.of("", " xleave", " minpoll 5 maxpoll 5", " key 1",
                " xleave key 1 minpoll 4 maxpoll 7")) {
            kinds.add(new Kind("peering" + options.replace(' ', '-'), "two peers" + options, 10_000,
                    trial -> peers(trial, options)));
        }
        kinds.add(new Kind("acquisition-123", "requests leave from port 123", 2000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), SERVER, "acquisitionport 123"));
            trial.expect(Expectation.settles(2, 120, 210, EVERYDAY));
            trial.expect(new Expectation("requests from port 123", 8, 1e9, outcome -> outcome.packets().count(
                    entry -> entry.from() == 2 && entry.payload().sourcePort() == 123)));
            trial.expect(new Expectation("requests from other ports", 0, 0, outcome -> outcome.packets().count(
                    entry -> entry.from() == 2 && entry.payload().sourcePort() != 123)));
        }));
        kinds.add(new Kind("both-ways", "two nodes are each other's servers", 2000, trial -> {
            trial.node(TrialNode.server().with("server 192.168.123.2 noselect", "acquisitionport 123"));
            trial.node(TrialNode.client(trial.poorClock(), SERVER, "acquisitionport 123", "allow"));
            trial.expect(Expectation.settles(2, 120, 210, EVERYDAY));
        }));
        kinds.add(new Kind("port-0", "without a port nobody is served", 1000, trial -> {
            trial.node(TrialNode.server().with("port 0"));
            trial.node(TrialNode.client(trial.poorClock(), SERVER));
            trial.expect(Expectation.packets(1, 0, 0));
        }));
        kinds.add(new Kind("port-124", "another port", 2000, trial -> {
            trial.node(TrialNode.server().with("port 124"));
            trial.node(TrialNode.client(trial.poorClock(), SERVER + " port 124"));
            trial.expect(Expectation.settles(2, 120, 210, EVERYDAY));
        }));
        kinds.add(new Kind("presend", "a packet two seconds before wakes the line", 10_000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), SERVER
                    + " minpoll 7 maxpoll 7 presend 6 maxdelay 16"));
            trial.expect(Expectation.settles(2, 120, 500, EVERYDAY));
            trial.expect(Expectation.leastInterval(2, 1.9));
            trial.expect(Expectation.packets(2, 2 * 10_000 / 131 - 4, 2 * 10_000 / 128 + 4));
        }));
        for (String option : List.of("maxdelay 5e-5", "maxdelayratio 0.5", "maxdelaydevratio 0.1")) {
            kinds.add(new Kind(option.replace(' ', '-'), "no sample passes", 2000, trial -> {
                trial.node(TrialNode.server());
                trial.node(TrialNode.client(trial.poorClock(), SERVER + " minpoll 4 maxpoll 4 " + option));
                trial.expect(option.startsWith("maxdelay ")
                        ? Expectation.lines(2, "Selected source", 0, 0)
                        : Expectation.lines(2, "Selected source", 0, 1e9));
                trial.expect(Expectation.meanInterval(2, 15.5, 17));
            }));
        }
        kinds.add(new Kind("mindelay", "a line that is slower one way, told by mindelay and asymmetry", 2000, trial -> {
            trial.delay(1, Signal.exponential(1e-6, 1e-3, trial.random()));
            trial.delay(2, Signal.constant(1e-6));
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), SERVER
                    + " minpoll 4 maxpoll 4 mindelay 2e-6 asymmetry 0.499", "maxchange 1 1 1", "logdir @",
                    "log measurements tracking"));
            trial.expect(Expectation.rmsOffset(2, 1000, 1e-6));
        }));
        for (int slow = 1; slow <= 2; slow++) {
            int node = slow;
            kinds.add(new Kind("one-way-" + slow, "only the packets of node %d take long".formatted(slow), 10_000,
                    trial -> {
                        trial.delay(node, Signal.exponential(1e-4, 5e-4, trial.random()));
                        trial.delay(3 - node, Signal.exponential(1e-4, 5e-4 * 0.03, trial.random()));
                        trial.node(TrialNode.server());
                        trial.node(TrialNode.client(trial.poorClock(), SERVER));
                        trial.expectDefault(2, 0, 2000, EVERYDAY);
                    }));
        }
        kinds.add(new Kind("burst", "eight requests in a row, five of them good", 10_000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), SERVER + " burst polltarget 1"));
            trial.expect(Expectation.settles(2, 4, 700, EVERYDAY));
            trial.expect(Expectation.leastInterval(2, 1.8));
        }));
        kinds.add(new Kind("prefer-noselect", "noselect is not used whatever else holds", 3000, trial -> {
            trial.node(TrialNode.server().on(NodePlan.perfect().offset(0.01)));
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), SERVER + " noselect prefer trust", "server 192.168.123.2"));
            trial.expect(Expectation.settles(3, 120, 210, EVERYDAY));
            trial.expect(Expectation.lines(3, "Selected source 192.168.123.1", 0, 0));
        }));
        kinds.add(new Kind("trust", "one trusted server against two that agree", 3000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.server().on(NodePlan.perfect().offset(1)));
            trial.node(TrialNode.server().on(NodePlan.perfect().offset(1)));
            trial.node(TrialNode.client(trial.poorClock(), SERVER + " trust", "server 192.168.123.2",
                    "server 192.168.123.3"));
            trial.expect(Expectation.settles(4, 120, 210, EVERYDAY));
        }));
        kinds.add(new Kind("require", "a required server that does not answer", 3000, trial -> {
            trial.node(TrialNode.server().with("deny all"));
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), SERVER + " require", "server 192.168.123.2"));
            trial.expect(Expectation.lines(3, "Selected source", 0, 0));
        }));
        kinds.add(new Kind("distance", "a source too far is told of once", 3000, trial -> {
            trial.delay(1, Signal.constant(8.0));
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), SERVER + " maxdelay 16 minpoll 4 maxpoll 4"));
            trial.expect(Expectation.lines(2, "Selected source", 0, 0));
        }));
        kinds.add(new Kind("majority", "five servers of which no three agree", 2000, trial -> {
            for (int server = 0; server < 5; server++) {
                trial.node(TrialNode.server().on(NodePlan.perfect().offset(server)));
            }
            trial.node(TrialNode.client(trial.poorClock(), five(trial)));
            trial.expect(Expectation.lines(6, "Selected source", 0, 0));
            trial.expect(Expectation.lines(6, "Can't synchronise: no majority \\(no agreement among 5 sources\\)", 1,
                    1));
        }));
        kinds.add(new Kind("minority", "two of five servers agree", 2000, trial -> {
            for (double offset : new double[]{0, 0, 1, 2, 3}) {
                trial.node(TrialNode.server().on(NodePlan.perfect().offset(offset)));
            }
            trial.node(TrialNode.client(trial.poorClock(), five(trial)));
            trial.expect(Expectation.lines(6, "Selected source", 0, 0));
            trial.expect(Expectation.lines(6, "Can't synchronise: no majority \\(only 2 of 5 sources agree\\)", 1, 1));
        }));
        kinds.add(new Kind("loop", "a node is its own server under another name", 2000, trial -> {
            trial.node(TrialNode.client(trial.poorClock(), "server 192.168.123.2", "allow", "local"));
            trial.node(TrialNode.client(NodePlan.perfect(), "server 192.168.123.1", "allow", "local"));
            trial.expect(Expectation.lines(1, "Selected source", 0, 1));
            trial.expect(Expectation.lines(2, "Selected source", 0, 1));
        }));
        kinds.add(new Kind("no-client-log", "interleaved mode needs a memory of clients", 10_000, trial -> {
            trial.node(TrialNode.server().with("noclientlog"));
            trial.node(TrialNode.client(trial.poorClock(), SERVER + " xleave maxpoll 7"));
            trial.expectDefault(2, 120, 210, EVERYDAY);
        }));
        kinds.add(new Kind("copy", "the server's stratum and identifier are our own", 3000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), SERVER + " copy"));
            trial.commands(2, 2000, "tracking");
            trial.expect(Expectation.settles(2, 120, 210, EVERYDAY));
            trial.expect(Expectation.lines(3, "Stratum         : 1$", 1, 1));
            trial.expect(Expectation.lines(3, "Reference ID    : 7F7F0101 \\(\\)", 1, 1));
        }));
        kinds.add(new Kind("online", "sources are offline until told otherwise", 3000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), SERVER + " offline"));
            trial.commands(2, 500, "online");
            trial.commands(2, 2000, "offline 192.168.123.1", "activity", "sources");
            trial.expect(Expectation.settles(2, 620, 720, EVERYDAY));
            trial.expect(Expectation.lines(4, "1 sources offline", 1, 1));
        }));
        kinds.add(new Kind("unreach", "a source that does not answer for long is not selected any more", 10_000,
                trial -> {
                    trial.node(TrialNode.server());
                    trial.node(TrialNode.server());
                    trial.delay(1, now -> now < 2000 ? 1e-4 : -1);
                    trial.node(TrialNode.client(trial.poorClock(),
                            SERVER + " minpoll 6 maxpoll 6 maxunreach 10",
                            "server 192.168.123.2 minpoll 6 maxpoll 6 maxunreach 10"));
                    trial.commands(3, 5000, "selectdata");
                    trial.expect(Expectation.settles(3, 120, 210, EVERYDAY));
                }));
        kinds.add(new Kind("max-stratum", "a server of too high a stratum is told of once", 3000, trial -> {
            trial.node(new TrialNode(NodePlan.perfect(), Map.of(), List.of(), List.of("local stratum 6")));
            trial.node(TrialNode.client(trial.poorClock(), SERVER, "maxstratum 5"));
            trial.expect(Expectation.lines(2, "Stratum of 192.168.123.1 above maxstratum of 5", 1, 1));
        }));
        kinds.add(new Kind("below-stratum", "a server of too low a stratum is told of once", 3000, trial -> {
            trial.node(new TrialNode(NodePlan.perfect(), Map.of(), List.of(), List.of("local stratum 2")));
            trial.node(TrialNode.client(trial.poorClock(), SERVER, "minstratum 3"));
            trial.expect(Expectation.lines(2, "Stratum of 192.168.123.1 below minstratum of 3", 1, 1));
        }));
        kinds.add(new Kind("refreshed", "a name is looked up again every now and then", 10_000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.client(trial.poorClock(), "server node1.net1.clk minpoll 6 maxpoll 6",
                    "refresh 1000").option("-d"));
            trial.expect(Expectation.settles(2, 120, 210, EVERYDAY));
            trial.expect(Expectation.lines(2, "refreshing 192.168.123.1", 8, 9));
            trial.expect(Expectation.lines(2, "resolved_name.*still fresh", 8, 9));
        }));
        kinds.add(new Kind("replaced", "a name's silent address makes room for another", 20_000, trial -> {
            trial.node(TrialNode.server());
            trial.node(TrialNode.server());
            trial.delay(2, now -> now < 1000 ? 1e-4 : -1);
            trial.node(TrialNode.client(trial.poorClock(), "server nodes-1-2.net1.clk minpoll 6 maxpoll 6"));
            trial.expect(Expectation.settles(3, 60, 210, EVERYDAY));
            trial.expect(Expectation.lines(3, "Source 192.168.123.2 replaced with 192.168.123.1", 1, 1));
            trial.expect(Expectation.lines(3, "Selected source 192.168.123.1 \\(nodes-1-2.net1.clk\\)", 1, 1));
        }));
        for (String mode : List.of("require", "prefer", "mix", "ignore")) {
            kinds.add(new Kind("auth-" + mode, "one signed server, two that are not and disagree; authselectmode "
                    + mode, 3000, trial -> signed(trial, mode)));
        }
        kinds.add(new Kind("sources-later", "what sourcedir names comes after the initial step, whoever asks", 2000,
                trial -> {
                    trial.node(TrialNode.server());
                    trial.node(TrialNode.client(trial.poorClock(), "initstepslew 5 192.168.123.1", "sourcedir @")
                            .file("late.sources", SERVER));
                    trial.commands(2, 2, "reload sources");
                    trial.expect(Expectation.lines(2, "Added source 192.168.123.1", 1, 1));
                    trial.expect(Expectation.lines(2, "Selected source", 1, 1e9));
                }));
        kinds.add(new Kind("pool-silent", "of a pool's servers those are kept that answer", 20_000, trial -> {
            for (int server = 0; server < 4; server++) {
                trial.node(TrialNode.server());
            }
            trial.delay(4, now -> -1);
            trial.node(TrialNode.client(trial.poorClock(),
                    "pool nodes-1-2-3-4.net1.clk maxsources 3 minpoll 6 maxpoll 6"));
            trial.expect(Expectation.settles(5, 60, 210, EVERYDAY));
            trial.expect(new Expectation("requests to the silent server", 1, 2, outcome -> outcome.packets().count(
                    entry -> entry.from() == 5 && entry.to() == 4)));
        }));
        return List.copyOf(kinds);
    }

    private static String[] five(Trial trial) {
        String[] lines = new String[5];
        for (int server = 0; server < 5; server++) {
            lines[server] = "server 192.168.123." + (server + 1);
        }
        return lines;
    }

    private static void network(Trial trial) {
        for (int layer = 0; layer < 4; layer++) {
            for (int server = 0; server < 3; server++) {
                trial.node(layer == 0 ? TrialNode.server() : asking(trial, layer - 1).with("allow"));
            }
        }
        for (int client = 0; client < 5; client++) {
            trial.node(asking(trial, 3));
        }
        for (int node = 4; node <= 17; node++) {
            trial.expect(Expectation.settles(node, 120, 1200, EVERYDAY));
        }
    }

    private static TrialNode asking(Trial trial, int layer) {
        return TrialNode.client(trial.poorClock(), "server 192.168.123." + (3 * layer + 1), "server 192.168.123."
                + (3 * layer + 2), "server 192.168.123." + (3 * layer + 3));
    }

    private static void poll(Trial trial, int log2) {
        double interval = 1 << log2;
        trial.delay(1, Signal.constant(1e-4)).delay(2, Signal.constant(1e-4));
        trial.node(TrialNode.server());
        trial.node(TrialNode.client(NodePlan.perfect().offset(0.1).frequency(Signal.constant(1e-4)),
                "%s minpoll %d maxpoll %d".formatted(SERVER, log2, log2), "makestep 1e-2 1"));
        trial.expect(Expectation.settles(2, 2 * interval, 2.1 * interval + 1, new Limits(1e-5, 1e-5, 5e-6, 5e-6)));
        trial.expect(Expectation.meanInterval(2, 0.99 * interval, 1.1 * interval));
    }

    private static void key(Trial trial, String type) {
        String key = "1 " + type + " HEX:" + "1B".repeat(type.equals("AES256") ? 32 : 16);
        trial.node(TrialNode.server().with("keyfile @keys").file("keys", key));
        trial.node(TrialNode.client(trial.poorClock(), SERVER + " key 1", "keyfile @keys"));
        trial.expect(Expectation.settles(2, 120, 210, EVERYDAY));
        trial.expect(new Expectation("requests without a MAC", 0, 0, outcome -> outcome.packets().count(
                entry -> entry.payload().data().length <= 48)));
    }

    private static void peers(Trial trial, String options) {
        String key = options.contains("key") ? "keyfile @keys" : "minsources 1";
        trial.node(TrialNode.server().with("peer 192.168.123.2" + options, key).file("keys", "1 SHA1 HEX:0011223344"));
        trial.node(TrialNode.client(trial.poorClock(), "peer 192.168.123.1" + options, key, "allow"));
        trial.expect(Expectation.settles(2, 40, 700, EVERYDAY));
    }

    private static void signed(Trial trial, String mode) {
        trial.node(TrialNode.server().with("keyfile @keys").file("keys", "1 SHA1 HEX:0011223344"));
        trial.node(TrialNode.server().on(NodePlan.perfect().offset(1)));
        trial.node(TrialNode.server().on(NodePlan.perfect().offset(1)));
        trial.node(TrialNode.client(trial.poorClock(), SERVER + " key 1", "server 192.168.123.2",
                "server 192.168.123.3", "keyfile @keys", "authselectmode " + mode));
        trial.expect(mode.equals("ignore")
                ? Expectation.lines(4, "Selected source 192.168.123.[23]", 1, 1e9)
                : Expectation.lines(4, "Selected source 192.168.123.1", 1, 1e9));
        trial.expect(mode.equals("ignore")
                ? Expectation.lines(4, "Selected source 192.168.123.1", 0, 0)
                : Expectation.lines(4, "Selected source 192.168.123.[23]", 0, 0));
    }
}
