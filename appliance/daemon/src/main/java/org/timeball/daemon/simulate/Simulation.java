package org.timeball.daemon.simulate;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.cli.SimulateOptions;
import org.timeball.daemon.cli.SimulateRunner;
import org.timeball.simulator.scenario.BuiltInScenarios;
import org.timeball.simulator.scenario.Campaign;
import org.timeball.simulator.scenario.ErrorPlot;
import org.timeball.simulator.scenario.RecordedNoise;
import org.timeball.simulator.scenario.Result;
import org.timeball.simulator.scenario.Scenario;
import org.timeball.simulator.scenario.ScenarioException;
import org.timeball.simulator.scenario.ScenarioRun;
import org.timeball.simulator.scenario.ScenarioText;

/// Runs the scenarios that were asked for, one after another, and prints what came of them.
public final class Simulation implements SimulateRunner {
    private static final int MOST_SCENARIO_BYTES = 1 << 20;
    /// A day of noise has about 5 MB.
    private static final int MOST_NOISE_BYTES = 1 << 28;

    @Override
    public int run(SimulateOptions options, PrintWriter out, PrintWriter err) {
        if (options.list()) {
            for (String name : BuiltInScenarios.NAMES) {
                out.println("%-14s %s".formatted(name, BuiltInScenarios.named(name).title()));
            }
            return ExitStatus.OK;
        }
        try {
            String noisePath = options.noise() == null ? "" : options.noise().toString();
            RecordedNoise noise = options.noise() == null
                    ? null
                    : RecordedNoise.read(noisePath, text(options.noise(), MOST_NOISE_BYTES));
            for (Scenario scenario : scenarios(options.scenario())) {
                run(scenario, noise, options, out);
            }
            return ExitStatus.OK;
        } catch (ScenarioException | IOException e) {
            err.println(e.getMessage());
            return ExitStatus.FAILED;
        }
    }

    private static void run(Scenario scenario, @Nullable RecordedNoise noise, SimulateOptions options, PrintWriter out)
            throws IOException {
        List<Result> results = new ArrayList<>();
        for (long seed = options.firstSeed(); seed <= options.lastSeed(); seed++) {
            Result result = noise == null ? ScenarioRun.of(scenario, seed) : ScenarioRun.of(scenario, noise);
            if (options.json()) {
                out.println(ResultJson.line(result));
                out.flush();
            } else {
                // A thousand histories are not to be kept for a table.
                results.add(result.withoutHistory());
            }
            if (options.plot() != null) {
                draw(result, options.plot());
            }
        }
        if (!options.json()) {
            out.print(ScenarioTable.of(new Campaign(scenario, results)));
            out.flush();
        }
    }

    private static List<Scenario> scenarios(@Nullable String wanted) throws ScenarioException, IOException {
        if (wanted == null) {
            return BuiltInScenarios.NAMES.stream().map(BuiltInScenarios::named).toList();
        }
        if (BuiltInScenarios.NAMES.contains(wanted)) {
            return List.of(BuiltInScenarios.named(wanted));
        }
        Path file;
        try {
            file = Path.of(wanted);
        } catch (InvalidPathException e) {
            throw new IOException(wanted + ": is neither a scenario nor a path: " + e.getReason(), e);
        }
        if (!Files.exists(file)) {
            throw new IOException(wanted + ": neither a built-in scenario nor a file; 'timeball simulate --list' lists"
                    + " the built-in ones");
        }
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.scenario$", "");
        return List.of(ScenarioText.read(name, wanted, text(file, MOST_SCENARIO_BYTES)));
    }

    private static String text(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException("it is larger than " + (most >> 20) + " MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file; check the path", e);
        } catch (AccessDeniedException e) {
            throw new IOException(file + ": you may not read it; check its permissions", e);
        } catch (IOException e) {
            throw new IOException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static void draw(Result result, Path file) throws IOException {
        try {
            Files.writeString(file, ErrorPlot.of(result));
        } catch (IOException e) {
            throw new IOException(file + ": cannot be written (" + e.getClass().getSimpleName()
                    + "); choose another path", e);
        }
    }
}
