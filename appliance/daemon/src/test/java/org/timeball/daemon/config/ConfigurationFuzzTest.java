package org.timeball.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.timeball.daemon.boot.AccessRules;

/// Fuzz target: a configuration. What is read is printed so that it reads back as the same, what is not is refused with a
/// line and a reason.
public class ConfigurationFuzzTest {
    private static final MemoryFiles FILES = new MemoryFiles().with("/one", "port 1\n").with("/self", "include /self\n")
            .with("/d/a.conf", "dscp 1\n").with("/d/b.conf", "include /d/*\n");
    private static final Pattern PLACED_AND_PRINTABLE = Pattern.compile("\\S.*:[1-9]\\d*: [ -~]+");

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            ReadConfiguration first = read(text);
            assertThat(read(first.effective()).configuration()).isEqualTo(first.configuration());
        } catch (ConfigurationException e) {
            assertThat(e.errors()).isNotEmpty().extracting(ConfigurationError::toString)
                    .allMatch(PLACED_AND_PRINTABLE.asMatchPredicate());
        }
    }

    private static ReadConfiguration read(String text) throws ConfigurationException {
        return ConfigurationReader.read(ConfigurationText.of("fuzz", text), FILES, AccessRules.SYNTAX);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "ConfigurationFuzzTest.hex", maxCharsPerColumn = -1)
    void keptInputsAreHarmless(String input) {
        fuzzerTestOneInput(HexFormat.of().parseHex(input));
    }
}
