package org.timeball.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.daemon.boot.AccessRules;

/// Whatever is read is printed so that it reads back as the same; and nothing that can be written upsets the reader.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RoundTripTest {
    private static final MemoryFiles FILES = new MemoryFiles().with("/one", "port 1\n").with("/self", "include /self\n")
            .with("/d/a.conf", "dscp 1\n").with("/d/b.conf", "include /d/*\ninclude /d/*\n");

    private static final Pattern PLACED_AND_PRINTABLE = Pattern.compile("\\S.*:[1-9]\\d*: [ -~]+");

    private static ReadConfiguration read(String text) throws ConfigurationException {
        return ConfigurationReader.read(ConfigurationText.of("random", text), FILES, AccessRules.SYNTAX);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theEffectiveConfigurationReadsBackAsTheSame(long seed) throws ConfigurationException {
        RandomLines lines = new RandomLines(new Random(seed));
        for (int round = 0; round < 300; round++) {
            String text = lines.text(12);
            ReadConfiguration first = read(text);
            ReadConfiguration second = read(first.effective());
            assertThat(second.configuration()).as("seed %d round %d:\n%s\n%s", seed, round, text, first.effective())
                    .isEqualTo(first.configuration());
            assertThat(second.effective()).isEqualTo(first.effective());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void noTextMakesTheReaderThrowAnythingElse(long seed) throws ConfigurationException {
        Random random = new Random(seed);
        RandomLines lines = new RandomLines(random);
        int good = 0;
        for (int round = 0; round < 1000; round++) {
            String text = damaged(lines.text(4), random);
            try {
                ReadConfiguration first = read(text);
                assertThat(read(first.effective()).configuration())
                        .as("seed %d round %d:\n%s\n%s", seed, round, text, first.effective())
                        .isEqualTo(first.configuration());
                good++;
            } catch (ConfigurationException e) {
                assertThat(e.errors()).as("seed %d round %d:\n%s", seed, round, text).isNotEmpty()
                        .extracting(ConfigurationError::toString).allMatch(PLACED_AND_PRINTABLE.asMatchPredicate());
            }
        }
        assertThat(good).as("texts that were still good").isGreaterThan(50);
    }

    private static String damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(8)) {
                case 0 -> damaged.setCharAt(at, (char) random.nextInt(300));
                case 1 -> damaged.insert(at, (char) (32 + random.nextInt(95)));
                case 2 -> damaged.deleteCharAt(at).append('x');
                case 3 -> damaged.insert(at, random.nextBoolean() ? " " : "\n");
                case 4 -> damaged.insert(at, "\u2028\u00a0\0\t\r");
                case 5 -> damaged.insert(at, "-1e309 NaN 0x10 99999999999 ");
                case 6 -> damaged.append("include ").append(random.nextBoolean() ? "/one" : "/self").append('\n');
                default -> damaged.append("confdir /d /none\n");
            }
        }
        return damaged.toString();
    }
}
