package org.timeball.daemon.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.daemon.boot.Timeball;
import org.timeball.daemon.cli.DaemonOptions;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.cli.Main;

class ChronydCommandLineTest {
    @TempDir
    private Path folder;

    private static ChronydCommandLine parse(String line) {
        return ChronydCommandLine.parse(line.isEmpty() ? new String[0] : line.split(" ")).orElseThrow();
    }

    @Test
    void withoutOptionsItIsADaemonWithChronysFile() {
        ChronydCommandLine line = parse("");
        assertThat(line.options()).isEqualTo(DaemonOptions.DEFAULT);
        assertThat(line.file()).isEqualTo("/etc/chrony/chrony.conf");
        assertThat(line.directives()).isEmpty();
    }

    @Test
    void whatFollowsTheOptionsAreDirectives() {
        ChronydCommandLine line = ChronydCommandLine.parse(new String[]{"-d", "server 1.2.3.4 iburst", "-x"})
                .orElseThrow();
        assertThat(line.directives()).containsExactly("server 1.2.3.4 iburst", "-x");
        assertThat(line.options().steerSystemClock()).isTrue();
        assertThat(parse("-- -x").directives()).containsExactly("-x");
    }

    /// Both parsers are given the same words; what `timeball daemon` makes of them is what is to come out here.
    @ParameterizedTest
    @ValueSource(strings = {"-d", "-dd", "-d -d -x", "-dx", "-x -l /tmp/log -u root -F 0", "-F0 -P1 -L-1", "-q", "-Qr",
            "-s -r -R -m -U", "-4 -t 10", "-6 -N 5", "-n -L 3 -P 99 -F -2"})
    void itMeansWhatItMeansToTimeballDaemon(String words) throws Exception {
        Path file = Files.writeString(folder.resolve("conf"), "port 0\n");
        List<String> line = new ArrayList<>(List.of("daemon", "-f", file.toString()));
        line.addAll(List.of(words.split(" ")));
        List<DaemonOptions> ran = new ArrayList<>();
        StringWriter said = new StringWriter();
        Main.run(Timeball.runners((options, _) -> {
            ran.add(options);
            return ExitStatus.OK;
        }), new PrintWriter(said, true), new PrintWriter(said, true), line.toArray(String[]::new));
        String[] ours = Stream.concat(Stream.of("-f", file.toString()), Stream.of(words.split(" ")))
                .toArray(String[]::new);
        ChronydCommandLine parsed = ChronydCommandLine.parse(ours).orElseThrow();
        assertThat(parsed.file()).isEqualTo(file.toString());
        if (parsed.options().mode() == DaemonOptions.Mode.RUN) {
            assertThat(ran).containsExactly(parsed.options());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-v", "-h", "-p", "--version", "-z", "-f", "-L 4", "-P -1", "-t 0", "-F x", "-4 -6", "-qQ",
            "-N -1"})
    void whatIsPrintedAndWhatIsWrongIsLeftToTimeballDaemon(String words) {
        assertThat(ChronydCommandLine.parse(words.split(" "))).isEmpty();
    }
}
