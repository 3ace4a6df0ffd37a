package org.timeball.daemon.boot;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.timeball.daemon.cli.DaemonRunner;
import org.timeball.daemon.cli.DemoCatalogue;
import org.timeball.daemon.cli.Main;
import org.timeball.daemon.cli.Runners;
import org.timeball.daemon.console.TerminalTraits;
import org.timeball.daemon.ctl.Ctl;
import org.timeball.daemon.ctl.StatusView;
import org.timeball.daemon.decode.Decode;
import org.timeball.daemon.doctor.Doctor;
import org.timeball.daemon.demo.Demo;
import org.timeball.daemon.nic.NicReport;
import org.timeball.daemon.nts.BoxNames;
import org.timeball.daemon.nts.Enrolment;
import org.timeball.daemon.probe.Probe;
import org.timeball.daemon.replay.Replay;
import org.timeball.daemon.simulate.Simulation;
import org.timeball.gnss.simulated.Fault;
import org.timeball.gnss.simulated.ReceiverProfile;
import org.timeball.daemon.cli.DaemonOptions;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.config.ConfigurationText;
import org.timeball.daemon.config.ReadConfiguration;
import org.timeball.daemon.log.DaemonLog;
import org.timeball.linux.world.DiskFiles;

/// The composition root: gives the command line what stands behind its commands.
public final class Timeball {
    private Timeball() {
    }

    /// Runs `timeball` and exits with its status.
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
        PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
        System.exit(Main.run(runners(Timeball::daemon), out, err, arguments));
    }

    private static int daemon(DaemonOptions options, ReadConfiguration configuration) {
        try {
            LogChoice.of(options.log(), DaemonLog.current()).useForProcess();
        } catch (IOException e) {
            System.err.println("timeball daemon: the log cannot be opened: " + ConfigurationText.problem(e) + " (-l)");
            return ExitStatus.FAILED;
        }
        return new RealDaemon().run(options, configuration);
    }

    /// What stands behind the commands.
    ///
    /// @param daemon runs the daemon
    public static Runners runners(DaemonRunner daemon) {
        Map<String, String> faults = new LinkedHashMap<>();
        for (Fault fault : Fault.values()) {
            faults.put(fault.word(), fault.description());
        }
        DemoCatalogue catalogue = new DemoCatalogue(ReceiverProfile.catalogue(), faults);
        return new Runners(new Demo(), catalogue, daemon, new Simulation(), new Replay(),
                Decode.now(BuildDate.date()), new Ctl(System.in),
                new StatusView(TerminalTraits.ofStandardOutput()),
                Doctor.ofThisMachine(AccessRules.SYNTAX), NicReport.ofThisMachine(), new Probe(Path.of("/")),
                new Enrolment(new DiskFiles(), BoxNames::ofThisMachine, Instant::now), AccessRules.SYNTAX);
    }
}
