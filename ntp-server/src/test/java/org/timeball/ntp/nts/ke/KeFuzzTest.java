package org.timeball.ntp.nts.ke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.timeball.ntp.nts.AeadAlgorithm;
import org.timeball.ntp.nts.CookieKeyStore;
import org.timeball.ntp.nts.Cookies;
import org.timeball.ntp.nts.SessionKeys;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.time.Span;

/// Fuzz target: what either side says in an NTS key establishment, after TLS.
public class KeFuzzTest {
    private static final List<AeadAlgorithm> ALL = List.of(AeadAlgorithm.values());
    private static final VirtualWorld WORLD = new VirtualUniverse(1, 1_790_000_000_000_000_000L).world("box",
            Oscillator.perfect(), Span.ZERO);
    private static final KeAnswers SERVER = new KeAnswers(
            new KeServerSettings(List.of(), List.of(), ALL, 1, Optional.of("ntp.example.net"), 123),
            new Cookies(new CookieKeyStore(WORLD, Optional.empty(), Span.ofSeconds(100)), WORLD.random()));

    public static void fuzzerTestOneInput(byte[] input) {
        SERVER.to(input, (algorithm, _) -> new SessionKeys(algorithm, new byte[algorithm.keyBytes()],
                new byte[algorithm.keyBytes()])).ifPresent(answer -> {
                    try {
                        assertThat(KeRecord.parse(answer)).as("our own answer").isPresent();
                    } catch (KeException e) {
                        throw new AssertionError(e);
                    }
                });
        try {
            Optional<List<KeRecord>> records = KeRecord.parse(input);
            if (records.isPresent()) {
                assertThat(KeAnswer.read(records.get(), ALL).cookies()).hasSizeBetween(1, 8);
            }
        } catch (KeException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = "KeFuzzTest.hex", maxCharsPerColumn = -1)
    void keptInputsAreHarmless(String input) {
        fuzzerTestOneInput(HexFormat.of().parseHex(input));
    }
}
