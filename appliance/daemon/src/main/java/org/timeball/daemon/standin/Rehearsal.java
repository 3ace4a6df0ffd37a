package org.timeball.daemon.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.log.LineSink;
import org.timeball.simulator.clknetsim.ClknetsimWorld;
import org.timeball.simulator.clknetsim.NodeSettings;
import org.timeball.simulator.clknetsim.net.ClockNetwork;
import org.timeball.simulator.clknetsim.net.LocalNodes;
import org.timeball.simulator.clknetsim.net.NodePlan;
import org.timeball.simulator.clknetsim.net.Signal;
import org.timeball.timekeeping.world.WorldException;

/// Two nodes in one process, a server and its client: what the start-up cache learns from.
public final class Rehearsal {
    private static final double SECONDS = 600;

    private Rehearsal() {
    }

    /// @param arguments the folder that the nodes' files go to
    public static void main(String[] arguments) throws IOException, WorldException {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        SplittableRandom random = new SplittableRandom(1);
        ClockNetwork network = new ClockNetwork(2,
                List.of(NodePlan.perfect(), NodePlan.perfect().offset(0.1).frequency(Signal.constant(1e-4))));
        network.delay(1, 2, Signal.exponential(1e-4, 1e-4, random));
        network.delay(2, 1, Signal.exponential(1e-4, 1e-4, random));
        List<String> server = List.of("allow", "cmdallow", "local stratum 1");
        List<String> client = List.of("server node1.net1.clk iburst", "driftfile " + folder.resolve("drift"));
        new LocalNodes().add(place(1), world -> run(world, folder, 1, server))
                .add(place(2), world -> run(world, folder, 2, client)).run(network, SECONDS);
    }

    private static NodeSettings place(int node) {
        return NodeSettings.of(Map.of("CLKNETSIM_NODE", "" + node, "CLKNETSIM_UNIX_SUBNET", "2"));
    }

    private static void run(ClknetsimWorld world, Path folder, int node,
            List<String> lines) {
        Path configuration = folder.resolve("conf." + node);
        try {
            Files.write(configuration, lines);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        int status = Standin.simulated(world, LineSink.STANDARD_ERROR,
                new String[]{"-d", "-f", configuration.toString()});
        if (status != ExitStatus.OK) {
            throw new IllegalStateException("node " + node + " ended with status " + status);
        }
    }
}
