package org.timeball.daemon.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.timeball.daemon.cli.DoctorRunner;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.config.AccessSyntax;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.ConfigurationException;
import org.timeball.daemon.config.ConfigurationFiles;
import org.timeball.daemon.config.ConfigurationReader;
import org.timeball.daemon.config.ConfigurationText;
import org.timeball.daemon.config.DiskFiles;
import org.timeball.daemon.config.ReadConfiguration;
import org.timeball.daemon.doctor.Finding.Verdict;
import org.timeball.daemon.nic.NicReport;
import org.timeball.linux.nic.NetworkCard;

/// Behind `timeball doctor`.
public final class Doctor implements DoctorRunner {
    private static final List<Check> CHECKS = Stream
            .of(DaemonChecks.ALL, ReceiverChecks.ALL, ClockChecks.ALL, ServiceChecks.ALL, BoardChecks.ALL)
            .flatMap(List::stream).toList();

    private final Machine machine;
    private final ConfigurationFiles files;
    private final AccessSyntax access;

    /// @param root `/`, or another folder with a machine's files in it
    /// @param cards its network interfaces
    /// @param files where the configuration is found
    Doctor(Path root, List<NetworkCard> cards, ConfigurationFiles files, AccessSyntax access) {
        this.machine = new Machine(root, Instant.now(), cards);
        this.files = files;
        this.access = access;
    }

    public static Doctor ofThisMachine(AccessSyntax access) {
        return new Doctor(Path.of("/"), NicReport.ofThisMachine().cards(), new DiskFiles(), access);
    }

    @Override
    public int run(Options options, PrintWriter out, PrintWriter err) {
        List<Finding> findings = new ArrayList<>();
        Configuration configuration = configuration(options.file(), findings);
        for (Check check : CHECKS) {
            check.look(machine, configuration).forEach(findings::add);
        }
        out.print(options.json() ? json(findings) : text(findings));
        out.flush();
        if (options.bundle() != null && !bundled(options.file(), options.bundle(), configuration, findings, err)) {
            return ExitStatus.FAILED;
        }
        boolean wrong = findings.stream().anyMatch(finding -> finding.verdict() == Verdict.BAD);
        return wrong ? ExitStatus.FAILED : ExitStatus.OK;
    }

    private boolean bundled(String file, String bundle, Configuration configuration, List<Finding> findings,
            PrintWriter err) {
        try {
            Bundle whole = new Bundle().with("doctor.txt", text(findings)).with("doctor.json", json(findings));
            try {
                whole.with("timeball.conf", files.text(file));
            } catch (IOException _) {
                // The findings tell of it.
            }
            whole.with(machine, configuration).write(Path.of(bundle));
            return true;
        } catch (IOException | InvalidPathException e) {
            err.println("timeball doctor: " + bundle + " cannot be written: " + e.getMessage()
                    + "; name a file in a folder that you may write to");
            return false;
        }
    }

    /// The configuration, or that of an empty file where it cannot be read; says so.
    private Configuration configuration(String file, List<Finding> findings) {
        try {
            ReadConfiguration read = ConfigurationReader.read(ConfigurationText.of(file, files.text(file)), files,
                    access);
            findings.add(Finding.good("configuration", file + " can be understood"));
            read.notices().forEach(notice -> findings.add(Finding.advice("configuration", notice.toString(),
                    "take the line out, or leave it if you move between programs")));
            return read.configuration();
        } catch (ConfigurationException e) {
            e.errors().forEach(error -> findings.add(Finding.bad("configuration", error.toString(),
                    "correct the line; timeball daemon -p -f " + file + " shows what is understood")));
        } catch (NoSuchFileException _) {
            findings.add(Finding.bad("configuration", file + " does not exist", "name another with -f, or make it"));
        } catch (IOException e) {
            findings.add(Finding.bad("configuration", file + ": " + ConfigurationText.problem(e), "run it as root"));
        }
        return empty();
    }

    private Configuration empty() {
        try {
            return ConfigurationReader.read(ConfigurationText.of("", ""), files, access).configuration();
        } catch (ConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append("%-15s  %-16s %s%n".formatted(finding.verdict().word(), finding.check(), finding.seen()));
            if (!finding.remedy().isEmpty()) {
                text.append("%-15s  %-16s -> %s%n".formatted("", "", finding.remedy()));
            }
        }
        return text.toString();
    }

    private static String json(List<Finding> findings) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            for (Finding finding : findings) {
                json.writeStartObject();
                json.writeStringField("check", finding.check());
                json.writeStringField("verdict", finding.verdict().word());
                json.writeStringField("seen", finding.seen());
                json.writeStringField("remedy", finding.remedy());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text + "\n";
    }
}
