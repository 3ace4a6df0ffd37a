package org.timeball.daemon.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.cli.SimulateOptions;
import org.timeball.simulator.scenario.BuiltInScenarios;
import org.timeball.simulator.scenario.Figure;

class SimulationTest {
    private static final String SHORT = """
            title A short one
            length 400
            start 1e-5
            refclock 1e-6
            wander 1e-10
            limit median rms_time_error_s 1
            limit largest max_time_error_s 0
            chronyd median rms_time_error_s 4.11e-7
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int simulate(@Nullable String scenario, long first, long last, boolean json, @Nullable Path plot,
            @Nullable Path noise) {
        return new Simulation().run(new SimulateOptions(scenario, false, first, last, json, plot, noise),
                new PrintWriter(out), new PrintWriter(err, true));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static List<String> keys(String json) throws IOException {
        List<String> keys = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    keys.add(parser.currentName());
                }
            }
        }
        return keys;
    }

    @Test
    void theListNamesEveryBuiltInScenario() {
        SimulateOptions list = new SimulateOptions(null, true, 1, 1, false, null, null);
        assertThat(new Simulation().run(list, new PrintWriter(out, true), new PrintWriter(err))).isZero();
        assertThat(out.toString().lines().map(line -> line.split(" ")[0]))
                .containsExactlyElementsOf(BuiltInScenarios.NAMES);
    }

    @Test
    void eachSeedIsOneLineOfJsonWithEveryFigure() throws IOException {
        assertThat(simulate(file("mine.scenario", SHORT), 901, 902, true, null, null)).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("{\"scenario\":\"mine\",\"seed\":901,").contains("\"peak_s\":null");
        assertThat(lines.get(1)).startsWith("{\"scenario\":\"mine\",\"seed\":902,");
        assertThat(keys(lines.get(0))).startsWith("scenario", "seed").hasSize(2 + Figure.values().length)
                .contains("rms_time_error_s", "max_time_error_s", "rms_freq_error", "peak_s", "recovery_s",
                        "containment",
                        "claimed_bound_rms_s", "time_to_sync_s");
    }

    @Test
    void theTableComparesWithItsMarks() throws IOException {
        assertThat(simulate(file("mine.scenario", SHORT), 1, 2, false, null, null)).isZero();
        assertThat(out.toString()).startsWith("mine: A short one\n  seeds 1-2 ")
                .containsPattern("rms_time_error_s .*limit 1\\.0000 kept; chronyd 4\\.11e-07, x 0\\.\\d\\d\n")
                .containsPattern("max_time_error_s .*limit largest 0\\.0000 MISSED\n").doesNotContain("peak_s");
    }

    @Test
    void aPlotIsASvgFile() throws IOException {
        Path plot = folder.resolve("run.svg");
        assertThat(simulate(file("mine.scenario", SHORT), 1, 1, false, plot, null)).isZero();
        assertThat(plot).content().startsWith("<svg").contains("mine, seed 1", "claimed bound").endsWith("</svg>\n");
    }

    @Test
    void recordedNoiseIsOneRun() throws IOException {
        StringBuilder csv = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            csv.append(i).append(',').append(1e-5 * i).append(",0\n");
        }
        Path noise = Path.of(file("noise.csv", csv.toString()));
        assertThat(simulate("c", 1, 1, false, null, noise)).isZero();
        assertThat(out.toString()).contains("recorded noise");
    }

    @Test
    void whatIsWrongIsSaidOnceWithItsPlace() throws IOException {
        assertThat(simulate("nosuch", 1, 1, false, null, null)).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString())
                .isEqualTo("nosuch: neither a built-in scenario nor a file; 'timeball simulate --list'"
                        + " lists the built-in ones\n");
        err.getBuffer().setLength(0);
        String bad = file("bad.scenario", "length 400\nrefclok 1e-6\n");
        assertThat(simulate(bad, 1, 1, false, null, null)).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).startsWith(bad + ":2: unknown keyword 'refclok'").hasLineCount(1);
        err.getBuffer().setLength(0);
        assertThat(simulate("c", 1, 1, false, null, folder.resolve("none.csv"))).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).isEqualTo(folder.resolve("none.csv") + ": there is no such file; check the path\n");
        err.getBuffer().setLength(0);
        assertThat(simulate(folder.toString(), 1, 1, false, null, null)).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).startsWith(folder + ": cannot be read: ");
        err.getBuffer().setLength(0);
        String good = file("good.scenario", SHORT);
        Path nowhere = folder.resolve("none").resolve("run.svg");
        assertThat(simulate(good, 1, 1, false, nowhere, null)).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).startsWith(nowhere + ": cannot be written (NoSuchFileException)");
        assertThat(out.toString()).isEmpty();
    }
}
