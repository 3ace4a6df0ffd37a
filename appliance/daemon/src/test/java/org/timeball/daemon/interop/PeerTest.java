package org.timeball.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

class PeerTest {
    /// None needs more than half a second, even the one in Python, on an idle machine.
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(strings = {"chronyd", "chronyc", "ntpdig"})
    void everyPeerStartsAndSaysItsVersion(String name) throws Exception {
        Peer.Outcome outcome = Peer.named(name).run(LIMIT, "--version");
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output()).containsPattern("\\d+\\.\\d+");
    }

    @Test
    void aMissingPeerLeavesItsTestOutAndIsNamed() {
        assertThatThrownBy(() -> Peer.named("a-program-that-nobody-has")).isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("a-program-that-nobody-has is missing: run hw-tests/setup as root");
    }

    @Test
    void whatAPeerSaysAndItsExitStatusComeBack() throws Exception {
        Peer shell = shell().with("WORD", "stratum");
        assertThat(shell.run(LIMIT, "-c", "echo $WORD 1; echo oops >&2; exit 7"))
                .isEqualTo(new Peer.Outcome(7, "stratum 1\noops\n"));
    }

    @Test
    void aPeerThatHangsIsEndedAndItsWordsAreKept() {
        assertThatThrownBy(() -> shell().run(Duration.ofMillis(300), "-c", "echo waiting; sleep 60 & wait"))
                .isInstanceOf(AssertionError.class).hasMessageContaining("did not end within PT0.3S")
                .hasMessageContaining("waiting");
    }

    private static Peer shell() {
        return new Peer("sh", Path.of("/bin/sh"), Map.of());
    }
}
