package org.timeball.simulator.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The scenarios that come with the box: resources in this package, in the form of [ScenarioText].
public final class BuiltInScenarios {
    /// In the order in which they are listed.
    public static final List<String> NAMES = List.of("a", "a-default", "b", "b-xleave", "c", "d", "t", "e-a", "e-b",
            "e-c", "e-d", "rareout", "jitter-up", "holdover-9", "holdover-10", "holdover-11", "holdover-12",
            "holdover-ntp", "holdover-temperature", "nmea", "flicker");

    private BuiltInScenarios() {
    }

    /// @param name one of [#NAMES]
    public static Scenario named(String name) {
        String resource = name + ".scenario";
        try (InputStream in = BuiltInScenarios.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no built-in scenario is called '" + name + "'");
            }
            return ScenarioText.read(name, resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ScenarioException e) {
            throw new IllegalStateException(e);
        }
    }
}
