package org.timeball.daemon.standin;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.timeball.daemon.boot.AccessRules;
import org.timeball.daemon.boot.LogChoice;
import org.timeball.daemon.boot.RealDaemon;
import org.timeball.daemon.boot.Timeball;
import org.timeball.daemon.cli.DaemonRunner;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.cli.Main;
import org.timeball.daemon.config.ConfigurationError;
import org.timeball.daemon.config.ConfigurationException;
import org.timeball.daemon.config.ConfigurationReader;
import org.timeball.daemon.config.ConfigurationText;
import org.timeball.daemon.config.DiskFiles;
import org.timeball.daemon.config.ReadConfiguration;
import org.timeball.daemon.log.DaemonLog;
import org.timeball.daemon.log.LineSink;
import org.timeball.linux.process.Descriptors;
import org.timeball.simulator.clknetsim.ClknetsimWorld;
import org.timeball.simulator.clknetsim.NodeSettings;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Level;
import org.tinylog.Logger;

/// The program behind `hw-tests/chronyd-standin`.
public final class Standin {
    private static final String NODE = "CLKNETSIM_NODE";
    private static final String DESCRIPTOR = "CLKNETSIM_FD";
    /// Names a descriptor that waits for a line once the daemon is up.
    private static final String UP = "TIMEBALL_UP";

    private Standin() {
    }

    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        System.exit(environment.containsKey(NODE)
                ? simulated(environment, arguments)
                : run(new RealDaemon("chronyd", Standin::up), DaemonLog.current(), DaemonLog::useForProcess,
                        arguments));
    }

    private static int simulated(Map<String, String> environment, String[] arguments) {
        NodeSettings settings = NodeSettings.of(environment);
        Optional<String> descriptor = Optional.ofNullable(environment.get(DESCRIPTOR));
        try (ClknetsimWorld world = descriptor.isPresent()
                ? ClknetsimWorld.inherit(settings, Integer.parseInt(descriptor.get()), Standin::failed)
                : ClknetsimWorld.join(settings, Standin::failed)) {
            return simulated(world, LineSink.STANDARD_ERROR, arguments);
        } catch (WorldException e) {
            System.err.println("chronyd-standin: " + e.getMessage());
            return ExitStatus.FAILED;
        }
    }

    /// Runs one node in a world whose time has come, on this thread.
    ///
    /// @param lines takes its log
    /// @return its exit status
    public static int simulated(ClknetsimWorld world, LineSink lines, String[] arguments) {
        Supplier<SystemInstant> clock = world.clock()::now;
        return run(new SimulatedDaemon(world), new DaemonLog(clock, Level.INFO, false, lines),
                DaemonLog::useForThread, arguments);
    }

    /// Lets go of the terminal and tells the launcher that the daemon is up, if one waits for that.
    private static void up() throws WorldException {
        String descriptor = System.getenv(UP);
        if (descriptor != null) {
            Descriptors.leaveTerminal();
            Descriptors.tell(Integer.parseInt(descriptor), "up");
        }
    }

    private static void failed(RuntimeException e) {
        Logger.error(e, "a callback failed");
    }

    /// @param log where messages go unless the command line says otherwise
    /// @param install puts a log in force
    private static int run(DaemonRunner runner, DaemonLog log, Consumer<DaemonLog> install, String[] arguments) {
        install.accept(log);
        Optional<ChronydCommandLine> line = ChronydCommandLine.parse(arguments);
        if (line.isEmpty()) {
            String[] command = Stream.concat(Stream.of("daemon"), Stream.of(arguments)).toArray(String[]::new);
            return Main.run(Timeball.runners(runner), new PrintWriter(System.out, true),
                    new PrintWriter(System.err, true), command);
        }
        String file = line.get().file();
        try {
            ReadConfiguration configuration = ConfigurationReader.read(text(line.get()), new DiskFiles(),
                    AccessRules.SYNTAX);
            install.accept(LogChoice.of(line.get().options().log(), log));
            return runner.run(line.get().options(), configuration);
        } catch (ConfigurationException e) {
            e.errors().stream().map(ConfigurationError::toString).forEach(System.err::println);
        } catch (NoSuchFileException _) {
            System.err.println(file + ": there is no such file; name another with -f, or create it");
        } catch (IOException e) {
            System.err.println(file + ": " + ConfigurationText.problem(e));
        }
        return ExitStatus.FAILED;
    }

    private static ConfigurationText text(ChronydCommandLine line) throws IOException {
        return line.directives().isEmpty()
                ? ConfigurationText.of(line.file(), new DiskFiles().text(line.file()))
                : new ConfigurationText(ConfigurationText.COMMAND_LINE, line.directives());
    }
}
