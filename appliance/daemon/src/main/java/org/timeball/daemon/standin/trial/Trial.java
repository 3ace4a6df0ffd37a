package org.timeball.daemon.standin.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.timeball.daemon.standin.Standin;
import org.timeball.simulator.clknetsim.ClknetsimWorld;
import org.timeball.simulator.clknetsim.NodeSettings;
import org.timeball.simulator.clknetsim.net.ClockHistory;
import org.timeball.simulator.clknetsim.net.ClockNetwork;
import org.timeball.simulator.clknetsim.net.LocalNodes;
import org.timeball.simulator.clknetsim.net.NodePlan;
import org.timeball.simulator.clknetsim.net.Signal;
import org.timeball.timekeeping.world.WorldException;

/// A network of stand-ins and what must come of it.
///
/// Every node runs in a thread of this process. Links that are not told otherwise take 0.1 ms and on top of it an
/// exponentially distributed time of 0.1 ms on average.
public final class Trial {
    private static final double EVERYDAY_DELAY = 1e-4;

    private final String name;
    private final String about;
    private final double seconds;
    private final List<TrialNode> nodes = new ArrayList<>();
    private final List<Commands> commands = new ArrayList<>();
    private final Map<Integer, Signal> delaysFrom = new HashMap<>();
    private final List<Expectation> expectations = new ArrayList<>();
    private final RandomGenerator random;

    /// @param name one word
    /// @param about what it is about, one line
    /// @param seconds how long it lasts, network time
    /// @param seed of delays and clock noise
    public Trial(String name, String about, double seconds, long seed) {
        this.name = name;
        this.about = about;
        this.seconds = seconds;
        random = new SplittableRandom(seed);
    }

    public String name() {
        return name;
    }

    public String about() {
        return about;
    }

    /// What the trial's noise is drawn from.
    public RandomGenerator random() {
        return random;
    }

    /// A clock as most trials have it: 0.1 s and 100 ppm off, wandering by 1e-9 each second.
    public NodePlan poorClock() {
        return NodePlan.perfect().offset(0.1).frequency(Signal.wander(1e-4, 1e-9, random));
    }

    public Trial node(TrialNode node) {
        nodes.add(node);
        return this;
    }

    /// Sets how long the packets of a node are on the way, to whomever.
    ///
    /// @param node counted from 1
    public Trial delay(int node, Signal seconds) {
        delaysFrom.put(node, seconds);
        return this;
    }

    /// Has somebody ask a daemon over its command socket, as chronyc would from a node of its own.
    ///
    /// @param daemon the number of its node
    /// @param whenSeconds network time. The answers are found in the outcome's logs after those of the nodes.
    public Trial commands(int daemon, double whenSeconds, String... lines) {
        commands.add(new Commands(daemon, whenSeconds, List.of(lines)));
        return this;
    }

    public Trial expect(Expectation expectation) {
        expectations.add(expectation);
        return this;
    }

    /// The clock settles and stays as it should by default, and the selection never wavers.
    public Trial expectDefault(int node, double from, double to, Expectation.Limits limits) {
        expectations.add(Expectation.settles(node, from, to, limits));
        expectations.add(Expectation.rmsOffset(node, (int) to, limits.rmsOffset()));
        expectations.add(Expectation.rmsFrequency(node, (int) to, limits.rmsFrequency()));
        expectations.add(Expectation.lines(node, "Selected source", 1, 1e9));
        expectations.add(Expectation.lines(node, "no majority|no selectable sources", 0, 0));
        expectations.add(Expectation.lines(node, "chronyd exiting", 1, 1));
        return this;
    }

    /// Runs it.
    ///
    /// @param folder where the nodes' files go; it is there
    public Outcome run(Path folder) throws WorldException {
        List<NodePlan> plans = Stream.concat(nodes.stream().map(TrialNode::plan),
                commands.stream().map(asked -> NodePlan.perfect().starting(asked.whenSeconds()))).toList();
        ClockNetwork network = new ClockNetwork(2, plans);
        Signal everyday = Signal.exponential(EVERYDAY_DELAY, EVERYDAY_DELAY, random);
        for (int from = 1; from <= plans.size(); from++) {
            for (int to = 1; to <= plans.size(); to++) {
                network.delay(from, to, delaysFrom.getOrDefault(from, everyday));
            }
        }
        List<List<String>> logs = new ArrayList<>();
        List<Integer> statuses = new ArrayList<>(Collections.nCopies(nodes.size(), -1));
        LocalNodes local = new LocalNodes();
        for (int i = 0; i < nodes.size(); i++) {
            int index = i;
            TrialNode node = nodes.get(i);
            List<String> log = new ArrayList<>();
            logs.add(log);
            local.add(place(i + 1, node.environment()),
                    world -> statuses.set(index, start(world, folder, index + 1, node, log)));
        }
        for (Commands asked : commands) {
            List<String> log = new ArrayList<>();
            logs.add(log);
            local.add(place(logs.size(), Map.of()), world -> asked.run(world, log));
        }
        local.run(network, seconds);
        List<ClockHistory> histories = new ArrayList<>();
        for (int number = 1; number <= nodes.size(); number++) {
            histories.add(network.history(number));
        }
        return new Outcome(histories, network.packets(), logs, statuses, folder);
    }

    /// What is wrong with an outcome.
    public List<String> problems(Outcome outcome) {
        return expectations.stream().flatMap(expectation -> expectation.problem(outcome).stream()).toList();
    }

    private static NodeSettings place(int number, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of("CLKNETSIM_NODE", "" + number, "CLKNETSIM_RANDOM_SEED",
                "1", "CLKNETSIM_UNIX_SUBNET", "2"));
        more.forEach((variable, value) -> environment.put("CLKNETSIM_" + variable, value));
        return NodeSettings.of(environment);
    }

    private static int start(ClknetsimWorld world, Path folder, int number, TrialNode node, List<String> log) {
        Path configuration = folder.resolve("conf." + number);
        List<String> lines = new ArrayList<>(List.of("pidfile @pidfile." + number, "allow", "cmdallow",
                "bindcmdaddress 0.0.0.0", "bindcmdaddress /clknetsim/unix/chronyd.sock"));
        lines.addAll(node.configuration());
        try {
            Files.write(configuration, lines.stream().map(line -> line.replace("@", folder + "/")).toList());
            for (var file : node.files().entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue() + "\n");
            }
        } catch (IOException e) {
            throw new IllegalStateException(configuration + " cannot be written: " + e.getMessage(), e);
        }
        List<String> words = new ArrayList<>(List.of("-d", "-f", configuration.toString()));
        words.addAll(node.options());
        return Standin.simulated(world, log::add, words.toArray(String[]::new));
    }
}
