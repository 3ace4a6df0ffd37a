package org.timeball.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.daemon.config.Configuration;
import org.timeball.gnss.simulated.FaultPlan;
import org.timeball.timekeeping.time.Span;

class CommandLineTest {
    private static final DemoCatalogue CATALOGUE = new DemoCatalogue(named("nmea", "speaks NMEA", "ubx", "speaks UBX"),
            named("no-fix", "the sky is covered", "no-pulse", "the pulse stops"));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private @Nullable DemoOptions demo;
    private @Nullable DaemonOptions daemon;
    private @Nullable SimulateOptions simulate;
    private @Nullable Configuration configuration;
    private @Nullable ReplayOptions replay;
    private @Nullable DecodeOptions decode;
    private @Nullable CtlOptions ctl;

    private static Map<String, String> named(String a, String textA, String b, String textB) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(a, textA);
        names.put(b, textB);
        return names;
    }

    private int timeball(String... arguments) {
        Runners runners = new Runners(options -> {
            demo = options;
            return 0;
        }, CATALOGUE, (options, read) -> {
            daemon = options;
            configuration = read.configuration();
            return 0;
        }, (options, _, _) -> {
            simulate = options;
            return 0;
        }, (options, said, _) -> {
            replay = options;
            said.println("replayed");
            return 0;
        }, (options, _, _) -> {
            decode = options;
            return 0;
        }, (options, _, _) -> {
            ctl = options;
            return 0;
        }, (options, said, _) -> {
            said.println(options);
            return 0;
        }, (options, said, _) -> {
            said.println(options);
            return 0;
        }, (options, said, _) -> {
            said.println(options);
            return 0;
        }, (options, said, _) -> {
            said.println(options);
            return 0;
        }, (action, directory, said, _) -> {
            said.println(action + " in " + directory);
            return 0;
        }, rule -> rule.text().contains("hares")
                ? Optional.of("subnet is hares")
                : Optional.empty());
        return Main.run(runners, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void theStatusIsAskedForOnceOrWatched() {
        assertThat(timeball("status")).isZero();
        assertThat(timeball("status", "--watch", "--json", "--socket", "/run/x")).isZero();
        assertThat(out.toString().lines()).containsExactly(
                "Options[socket=/run/chrony/chronyd.sock, watch=false, json=false]",
                "Options[socket=/run/x, watch=true, json=true]");
    }

    @Test
    void aProbeLooksAtAllPortsOrAtThoseThatAreNamed() {
        assertThat(timeball("probe")).isZero();
        assertThat(timeball("probe", "--json", "--seconds", "3", "/dev/ttyACM0")).isZero();
        assertThat(out.toString().lines()).containsExactly("Options[devices=[], json=false, seconds=11]",
                "Options[devices=[/dev/ttyACM0], json=true, seconds=3]");
        assertThat(timeball("probe", "--seconds", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--seconds is 0; it must be 1 to 60");
    }

    @Test
    void theAuthorityIsAskedForByOneWord() {
        assertThat(timeball("nts", "enroll", "--directory", "/srv/nts")).isZero();
        assertThat(timeball("nts", "SHOW")).isZero();
        assertThat(out.toString().lines()).containsExactly("ENROLL in /srv/nts", "SHOW in /var/lib/timeball/nts");
        assertThat(timeball("nts", "revoke")).isEqualTo(2);
        assertThat(err.toString()).contains("revoke");
    }

    @Test
    void optionsBeforeACommandToTheDaemonAreOursAndThoseAfterItAreItsOwn() {
        assertThat(timeball("ctl", "-n", "-c", "-m", "-a", "-e", "-d", "-4", "-h", "/run/x,ntp.example", "-p", "1323",
                "-t", "250", "-u", "nobody", "sources -v", "makestep 0.1 -1")).isZero();
        assertThat(ctl).isEqualTo(new CtlOptions(List.of("sources -v", "makestep 0.1 -1"),
                List.of("/run/x", "ntp.example"), 1323, Duration.ofMillis(250), CtlOptions.Names.NUMERIC,
                CtlOptions.Style.CSV, true, true, false, true, true, 4, "nobody"));
        assertThat(timeball("ctl", "-N", "--json", "-v", "clients", "-p", "5", "-k", "-v")).isZero();
        assertThat(ctl).isEqualTo(new CtlOptions(List.of("clients", "-p", "5", "-k", "-v"),
                CtlOptions.DEFAULT_SERVERS, 323, Duration.ofSeconds(1), CtlOptions.Names.ORIGINAL,
                CtlOptions.Style.JSON, false, false, true, false, false, 0, ""));
    }

    @Test
    void optionsOfTheClientThatContradictEachOtherAreRefused() {
        assertThat(timeball("ctl", "-n", "-N", "sources")).isEqualTo(2);
        assertThat(timeball("ctl", "-c", "--json", "sources")).isEqualTo(2);
        assertThat(timeball("ctl", "-p", "0", "sources")).isEqualTo(2);
        assertThat(err.toString()).contains("-p 0: a port is 1 to 65535");
    }

    @Test
    void aDemoWithoutOptionsRunsForEverOnAnyPort() {
        assertThat(timeball("demo")).isZero();
        assertThat(demo).isEqualTo(new DemoOptions(null, 0, 0, "nmea", FaultPlan.NONE, 1, false, null));
    }

    @Test
    void everyOptionOfADemoArrives() {
        assertThat(
                timeball("demo", "--for", "30.5", "--ntp-port=11123", "--receiver", "ubx", "--fault", "no-fix@30+2.5",
                        "--fault", "no-pulse@10", "--fault=no-pulse", "--seed", "-7", "--json",
                        "--observationlog", "log"))
                .isZero();
        assertThat(demo).isEqualTo(new DemoOptions(Span.ofMillis(30_500), 11_123, 0, "ubx",
                FaultPlan.parse(List.of("no-fix@30+2.5", "no-pulse@10+15", "no-pulse@20+15")),
                -7, true, "log"));
    }

    @Test
    void aSimulationWithoutOptionsRunsEveryScenarioOnce() {
        assertThat(timeball("simulate")).isZero();
        assertThat(simulate).isEqualTo(new SimulateOptions(null, false, 1, 1, false, null, null));
    }

    @Test
    void everyOptionOfASimulationArrives() {
        assertThat(timeball("simulate", "c", "--seeds", "901-911", "--json")).isZero();
        assertThat(simulate).isEqualTo(new SimulateOptions("c", false, 901, 911, true, null, null));
        assertThat(timeball("simulate", "d", "--seed=-3", "--plot", "p.svg", "--noise", "n.csv")).isZero();
        assertThat(simulate)
                .isEqualTo(new SimulateOptions("d", false, -3, -3, false, Path.of("p.svg"), Path.of("n.csv")));
        assertThat(timeball("simulate", "--list")).isZero();
        assertThat(simulate).isEqualTo(new SimulateOptions(null, true, 1, 1, false, null, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c --seeds 5               | --seeds is '5'; expected two whole numbers, such as 1-20
            c --seeds 7-5             | --seeds is '7-5'; expected them in order and at most 100000
            c --seeds 1-2 --seed 4    | --seed and --seeds exclude each other; remove one
            c --seeds 1-2 --plot p    | --plot draws a single run; name one scenario and one seed
            --plot p                  | --plot draws a single run; name one scenario and one seed
            --noise n                 | --noise makes a single run; name one scenario, and leave out --seeds
            """)
    void aBadOptionOfASimulationSaysWhatWasExpected(String line, String message) {
        assertThat(timeball(("simulate " + line).split(" +"))).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).isEqualTo("timeball simulate: " + message + "\nTry 'timeball simulate --help'.\n");
        assertThat(simulate).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --for 0                | --for is '0.0'; expected seconds above 0, at most a year
            --for NaN              | --for is 'NaN'; expected seconds above 0, at most a year
            --ntp-port 65536       | --ntp-port is '65536'; expected a UDP port from 1 to 65535, or 0 for any free one
            --receiver sirf        | --receiver is 'sirf'; expected one of nmea, ubx
            """)
    void aBadOptionOfADemoSaysWhatWasExpected(String line, String message) {
        assertThat(timeball(("demo " + line).split(" "))).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).isEqualTo("timeball demo: " + message + "\nTry 'timeball demo --help'.\n");
        assertThat(demo).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"flood", "no-fix@", "no-fix@1+0", "no-fix@1+-2"})
    void aFaultThatDoesNotExistIsToldWithThoseThatDo(String fault) {
        assertThat(timeball("demo", "--fault", fault)).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).startsWith("timeball demo: --fault: no fault '" + fault + "': write NAME")
                .contains("no-fix, garble");
        assertThat(demo).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dmeo", "demo --four 3", "demo --for", "demo --for soon", "daemon -Z", "--bogus",
            "replay",
            "replay a b"})
    void aCommandLineThatCannotBeUnderstoodIsAUsageError(String line) {
        assertThat(timeball(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).startsWith("timeball").contains("Try 'timeball").hasLineCount(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aDaemonReadsItsFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("box.conf"), "port 11123\n");
        assertThat(timeball("daemon", "-x", "-d", "-f", file.toString())).isZero();
        assertThat(daemon).isNotNull().extracting(DaemonOptions::steerSystemClock).isEqualTo(false);
        assertThat(configuration).isNotNull().extracting(read -> read.server().port()).isEqualTo(11_123);
    }

    @Test
    void aReplayNamesItsLog() {
        assertThat(timeball("replay", "box.log")).isZero();
        assertThat(replay).isEqualTo(new ReplayOptions("box.log", false));
        assertThat(timeball("replay", "--json", "box.log")).isZero();
        assertThat(replay).isEqualTo(new ReplayOptions("box.log", true));
        assertThat(out.toString()).isEqualTo("replayed\nreplayed\n");
    }

    @Test
    void argumentsAreLinesOfConfiguration() {
        assertThat(timeball("daemon", "-n", "gnss /dev/ttyS0", "@port", "port 1")).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).startsWith("command line:2: unknown directive '@port'; did you mean 'port'?");
        assertThat(timeball("daemon", "-n", "gnss /dev/ttyS0", "port 1")).isZero();
        assertThat(daemon).isNotNull().extracting(DaemonOptions::steerSystemClock).isEqualTo(true);
        assertThat(configuration).isNotNull().extracting(read -> read.server().port()).isEqualTo(1);
    }

    @Test
    void everyErrorOfAFileIsPrintedAndNothingRuns(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("box.conf"), "prot 1\nallow /hares\nport 123\n");
        assertThat(timeball("daemon", "-f", file.toString())).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).isEqualTo(file + ":1: unknown directive 'prot'; did you mean 'port'?\n" + file
                + ":2: subnet is hares\n");
        assertThat(daemon).isNull();
    }

    @Test
    void theEffectiveConfigurationIsPrintedAndNothingRuns() {
        assertThat(timeball("daemon", "-p", "gnss /dev/ttyS0", "allow 10.0.0.0/8")).isZero();
        assertThat(out.toString()).startsWith("gnss /dev/ttyS0 refid GPS\n")
                .contains("\nallow 10.0.0.0/8\nport 123\n").endsWith("\n");
        assertThat(daemon).isNull();
    }

    @Test
    void aFileThatCannotBeReadIsNamed(@TempDir Path folder) {
        Path missing = folder.resolve("none.conf");
        assertThat(timeball("daemon", "-f", missing.toString())).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).isEqualTo(missing + ": there is no such file; name another with -f, or create it\n");
        assertThat(timeball("daemon", "-f", folder.toString())).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains(folder + ": cannot be read: ");
        assertThat(timeball("daemon", "-f", "/dev/zero")).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).endsWith(
                "/dev/zero: cannot be read: it is larger than 1 MiB; expected a text in chrony.conf syntax\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"daemon -v", "daemon --version"})
    void theVersionOfTheDaemonEndsInWhatItCanDo(String line) {
        assertThat(timeball(line.split(" "))).isZero();
        assertThat(out.toString()).matches("timeball \\d+\\.\\d+\\.\\d+\\S* \\([+-]CMDMON( [+-][A-Z0-9]+)+\\)\n");
    }

    @Test
    void everyOptionOfTheDaemonArrives() {
        assertThat(timeball("daemon", "-x", "-4", "-dd", "-l", "/log", "-L", "-1", "-r", "-R", "-s", "-t", "60", "-u",
                "root", "-U", "-F", "-1", "-P", "1", "-m", "-N", "3", "port 0")).isZero();
        assertThat(daemon).isEqualTo(new DaemonOptions(false, DaemonOptions.Mode.RUN, DaemonOptions.Family.IPV4,
                new DaemonOptions.Start(true, true, true), Span.ofSeconds(60), new DaemonOptions.Log("/log", -1, true),
                new DaemonOptions.Process(true, "root", true, -1, 1, true, 3)));
        assertThat(timeball("daemon", "-6", "-n", "port 0")).isZero();
        assertThat(daemon).isEqualTo(new DaemonOptions(true, DaemonOptions.Mode.RUN, DaemonOptions.Family.IPV6,
                new DaemonOptions.Start(false, false, false), null, new DaemonOptions.Log(null, 0, false),
                new DaemonOptions.Process(true, null, false, 0, null, false, null)));
        assertThat(timeball("daemon", "port 0")).isZero();
        assertThat(daemon).isEqualTo(DaemonOptions.DEFAULT);
    }

    @Test
    void aSystemCallFilterIsLeftToTheUnit() {
        assertThat(timeball("daemon", "-x", "-F", "1", "-n", "port 0")).isZero();
        assertThat(err.toString()).startsWith("timeball daemon: -F has no effect here: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -4 -6   | -4 and -6 exclude each other; remove one
            -q -Q   | -q and -Q exclude each other; remove one
            -L 4    | -L is '4'; expected -1 to 3
            -F -3   | -F is '-3'; expected -2 to 2
            -P 101  | -P is '101'; expected 0 to 100
            -t 0    | -t is '0'; expected 1 to 2147483647
            -N -1   | -N is '-1'; expected 0 to 2147483647
            """)
    void aBadOptionOfTheDaemonSaysWhatWasExpected(String line, String message) {
        assertThat(timeball(("daemon " + line).split(" +"))).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).isEqualTo("timeball daemon: " + message + "\nTry 'timeball daemon --help'.\n");
        assertThat(daemon).isNull();
    }

    @Test
    void theTableOfDirectivesIsPrinted() {
        assertThat(timeball("daemon", "--directives")).isZero();
        assertThat(out.toString()).startsWith("# Directives\n").contains("| `port PORT` |");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void theVersionIsThatOfTheBuild(String line) {
        assertThat(timeball(line.split(" "))).isZero();
        assertThat(out.toString()).matches("timeball \\d+\\.\\d+\\.\\d+\\S*\n");
    }

    @Test
    void helpNamesExamplesAndExitStatus() {
        assertThat(timeball("--help")).isZero();
        assertThat(out.toString()).contains("Examples:", "timeball demo ", "Exit status:", "0   done", "demo ",
                "daemon ");
        assertThat(timeball("demo", "--help")).isZero();
        assertThat(out.toString()).contains("Receivers (the first is the default):", "speaks UBX", "Faults:",
                "no-pulse",
                "NAME[@START[+DURATION]]", "0   stratum 1 was reached and served");
        assertThat(timeball("daemon", "-h")).isZero();
        assertThat(out.toString()).contains("/etc/timeball/timeball.conf", "DIRECTIVE", "'port 11123'");
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void decodeReadsStandardInputUnlessAFileIsNamed() {
        assertThat(timeball("decode")).isZero();
        assertThat(decode).isEqualTo(new DecodeOptions("-", Optional.empty()));
        assertThat(timeball("decode", "--date", "2019-04-12", "capture.log")).isZero();
        assertThat(decode).isEqualTo(new DecodeOptions("capture.log", Optional.of(LocalDate.of(2019, 4, 12))));
    }

    @Test
    void aDateThatIsNoneIsRefusedWithItsOption() {
        assertThat(timeball("decode", "--date", "2019-13-41")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("--date").contains("2019-13-41");
    }
}
