package org.timeball.daemon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.cli.Main;

class PagesTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int timeball(String... arguments) {
        return Main.run(Timeball.runners((_, _) -> 1), new PrintWriter(out, true), new PrintWriter(err, true),
                arguments);
    }

    @Test
    void everyCommandHasAManualPageWithAllItsOptionsAndTheOthersBeside() throws Exception {
        Path pages = folder.resolve("usr/share");
        assertThat(timeball("pages", pages.toString())).as(err.toString()).isZero();
        try (Stream<Path> files = Files.list(pages)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("timeball.1",
                    "timeball-demo.1", "timeball-daemon.8", "timeball-simulate.1", "timeball-replay.1",
                    "timeball-decode.1", "timeball-status.1", "timeball-nts.1", "timeball-doctor.1", "timeball-nic.1",
                    "timeball-probe.1", "timeball-ctl.1", "timeball.bash");
        }
        assertThat(Files.readString(pages.resolve("timeball-demo.1"))).contains(".TH TIMEBALL-DEMO 1 ",
                "timeball\\-demo \\- Runs the whole box", ".B \\-\\-ntp\\-port=PORT\n", ".SH FAULTS\n", "  garble  ",
                "Default: 1.\n", ".SH EXIT STATUS\n", ".BR timeball\\-daemon (8)");
        assertThat(Files.readString(pages.resolve("timeball-daemon.8"))).contains(".B \\-f FILE\n",
                "Default: /etc/timeball/timeball.conf.", ".B DIRECTIVE\n", ".SH EXAMPLES\n.nf\n");
        assertThat(Files.readString(pages.resolve("timeball.1"))).contains(".SH COMMANDS\n", ".B status\n")
                .doesNotContain("pages");
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        assertThat(timeball("pages", folder.toString())).isZero();
        Process bash = new ProcessBuilder("bash", "-c", "source timeball.bash; COMP_WORDS=(timeball de); COMP_CWORD=1;"
                + " _complete_timeball; echo \"${COMPREPLY[@]}\"; COMP_WORDS=(timeball demo --f); COMP_CWORD=2;"
                + " _complete_timeball; echo \"${COMPREPLY[@]}\"").directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> said = new String(bash.getInputStream().readAllBytes()).lines().toList();
        assertThat(said).hasSize(2);
        assertThat(said.getFirst().split(" ")).containsExactlyInAnyOrder("demo", "decode");
        assertThat(said.getLast()).contains("--for").contains("--fault");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(timeball("pages", file.resolve("pages").toString())).isEqualTo(1);
        assertThat(err.toString()).contains(file.toString(), "name a folder that can be written");
    }
}
