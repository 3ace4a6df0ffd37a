package org.timeball.daemon.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.daemon.standin.trial.Outcome;
import org.timeball.daemon.standin.trial.Trial;
import org.timeball.daemon.standin.trial.TrialNode;
import org.timeball.daemon.standin.trial.Trials;
import org.timeball.timekeeping.world.WorldException;

/// Whole daemons as nodes of a simulated network. The other trials: `hw-tests/trials`.
class TrialsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"everyday", "iburst"})
    void aNetworkOfStandinsDoesWhatChronydWouldDo(String name) throws WorldException {
        Trial trial = Trials.make(name, 1).orElseThrow();
        Outcome outcome = trial.run(folder);
        assertThat(trial.problems(outcome)).isEmpty();
        assertThat(outcome.statuses()).containsOnly(0);
        for (int node = 1; node <= outcome.logs().size(); node++) {
            assertThat(outcome.log(node)).allMatch(
                    line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ .*"));
            assertThat(outcome.log(node)).noneMatch(line -> line.contains("a callback failed"));
        }
        assertThat(folder).isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("pidfile"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "dumped", "reloaded", "other-key", "online", "great-step"})
    void whatSingleOptionsAndCommandsAreFor(String name) throws WorldException {
        Trial trial = Trials.make(name, 1).orElseThrow();
        assertThat(trial.problems(trial.run(folder))).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameRunPacketByPacket() throws WorldException {
        Outcome one = Trials.make("poll-4", 3).orElseThrow().run(folder);
        Outcome other = Trials.make("poll-4", 3).orElseThrow().run(folder);
        assertThat(one.packets().entries()).hasSizeGreaterThan(50);
        assertThat(one.packets().entries().toString()).isEqualTo(other.packets().entries().toString());
        assertThat(one.log(2)).isEqualTo(other.log(2));
    }

    @Test
    void aWrongConfigurationEndsTheNodeAndLeavesTheOthersAlone() throws WorldException {
        Trial trial = new Trial("wrong", "a line that nobody knows", 50, 1);
        trial.node(TrialNode.server())
                .node(TrialNode.server().with("nonsense"));
        Outcome outcome = trial.run(folder);
        assertThat(outcome.statuses()).containsExactly(0, 1);
        assertThat(outcome.count(1, "chronyd exiting")).isEqualTo(1);
    }

    @Test
    void everyTrialCanBeMadeAndHasANameOfItsOwn() {
        assertThat(new HashSet<>(Trials.names())).hasSameSizeAs(Trials.names());
        assertThat(Trials.names()).allMatch(name -> Trials.make(name, 1).isPresent());
        assertThat(Trials.make("no-such-trial", 1)).isEmpty();
    }
}
