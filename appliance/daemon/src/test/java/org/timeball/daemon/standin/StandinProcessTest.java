package org.timeball.daemon.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.simulator.clknetsim.net.ClockNetwork;
import org.timeball.simulator.clknetsim.net.NodePlan;
import org.timeball.simulator.clknetsim.net.Signal;
import org.timeball.simulator.clknetsim.protocol.LinkListener;
import org.timeball.simulator.clknetsim.protocol.PacketLink;

/// Stand-ins as processes of their own, nodes of a network that this process simulates.
@Timeout(120)
class StandinProcessTest {
    @TempDir
    private Path folder;

    /// Starts a node in the folder; like a suite it names files by relative paths.
    private Process start(int node, String... lines) throws Exception {
        List<String> configuration = new ArrayList<>(List.of("pidfile pidfile." + node));
        configuration.addAll(List.of(lines));
        Files.write(folder.resolve("conf." + node), configuration);
        ProcessBuilder builder = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), Standin.class.getName(), "-d", "-f", "conf." + node);
        builder.directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("log." + node).toFile());
        builder.environment().put("CLKNETSIM_NODE", "" + node);
        builder.environment().put("CLKNETSIM_SOCKET", "sock");
        builder.environment().put("CLKNETSIM_UNIX_SUBNET", "2");
        builder.environment().put("CLKNETSIM_RANDOM_SEED", "1");
        return builder.start();
    }

    @Test
    void nodesJoinAServerThatIsThereLaterRunInItsTimeAndLeaveWithIt() throws Exception {
        Process server = start(1, "allow", "local stratum 1");
        Process client = start(2, "server node1.net1.clk iburst", "makestep 1e-2 1", "driftfile drift");
        ClockNetwork network = new ClockNetwork(2,
                List.of(NodePlan.perfect(), NodePlan.perfect().offset(0.5).frequency(Signal.constant(1e-4))));
        network.delay(1, 2, Signal.constant(1e-4));
        network.delay(2, 1, Signal.constant(1e-4));
        List<PacketLink> links = new ArrayList<>();
        try (LinkListener listener = LinkListener.at(folder.resolve("sock").toString())) {
            links.add(listener.accept());
            links.add(listener.accept());
            network.run(links, 1000);
        }
        assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(client.waitFor(10, TimeUnit.SECONDS)).isTrue();
        String log = Files.readString(folder.resolve("log.2"));
        assertThat(network.history(2).syncSecond(1e-3, 5e-4)).as(log).isBetween(4, 6);
        assertThat(log).startsWith("2010-01-01T00:00:00Z ").contains("Selected source 192.168.123.1 (node1.net1.clk)")
                .contains("System clock was stepped by").endsWith("2010-01-01T00:16:40Z chronyd exiting\n");
        // A crystal 100 ppm fast loses 99.99 ppm of its own seconds.
        assertThat(Files.readString(folder.resolve("drift"))).matches("\\s*99\\.99\\d+\\s+\\d+\\.\\d+\\s*");
        assertThat(folder.resolve("pidfile.2")).doesNotExist();
        assertThat(server.exitValue()).isZero();
        assertThat(client.exitValue()).isZero();
    }

    @Test
    void aNodeThatCannotStartSaysWhyAndLeavesInOrder() throws Exception {
        Process broken = start(1, "nonsense");
        ClockNetwork network = new ClockNetwork(1, List.of(NodePlan.perfect()));
        try (LinkListener listener = LinkListener.at(folder.resolve("sock").toString())) {
            network.run(List.of(listener.accept()), 5);
        }
        assertThat(broken.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(broken.exitValue()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("log.1"))).contains("conf.1:2: unknown directive 'nonsense'");
    }
}
