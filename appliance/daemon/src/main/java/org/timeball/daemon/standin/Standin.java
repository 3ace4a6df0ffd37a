package org.timeball.daemon.standin;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.timeball.daemon.boot.RealDaemon;
import org.timeball.daemon.boot.Timeball;
import org.timeball.daemon.cli.DaemonRunner;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.cli.Main;
import org.timeball.daemon.log.DaemonLog;
import org.timeball.daemon.log.LineSink;
import org.timeball.simulator.clknetsim.ClknetsimWorld;
import org.timeball.simulator.clknetsim.NodeSettings;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Level;
import org.tinylog.Logger;

/// The program behind `hw-tests/chronyd-standin`.
public final class Standin {
    private static final String NODE = "CLKNETSIM_NODE";
    private static final String DESCRIPTOR = "CLKNETSIM_FD";

    private Standin() {
    }

    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        int status = environment.containsKey(NODE)
                ? simulated(environment, arguments)
                : run(new RealDaemon(), arguments);
        System.exit(status);
    }

    private static int simulated(Map<String, String> environment, String[] arguments) {
        NodeSettings settings = NodeSettings.of(environment);
        Optional<String> descriptor = Optional.ofNullable(environment.get(DESCRIPTOR));
        try (ClknetsimWorld world = descriptor.isPresent()
                ? ClknetsimWorld.inherit(settings, Integer.parseInt(descriptor.get()), Standin::failed)
                : ClknetsimWorld.join(settings, Standin::failed)) {
            return simulated(world, arguments);
        } catch (WorldException e) {
            System.err.println("chronyd-standin: " + e.getMessage());
            return ExitStatus.FAILED;
        }
    }

    /// Runs one node in a world whose time has come, on this thread.
    static int simulated(ClknetsimWorld world, String[] arguments) {
        new DaemonLog(world.clock()::now, Level.INFO, false, LineSink.STANDARD_ERROR).useForThread();
        return run(new SimulatedDaemon(world), arguments);
    }

    private static void failed(RuntimeException e) {
        Logger.error(e, "a callback failed");
    }

    private static int run(DaemonRunner runner, String[] arguments) {
        String[] command = Stream.concat(Stream.of("daemon"), Stream.of(arguments)).toArray(String[]::new);
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        return Main.run(Timeball.runners(runner), out, err, command);
    }
}
