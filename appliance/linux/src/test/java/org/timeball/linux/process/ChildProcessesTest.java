package org.timeball.linux.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.world.Processes.Child;
import org.timeball.timekeeping.world.Processes.ChildHandler;
import org.timeball.timekeeping.world.WorldException;

class ChildProcessesTest {
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final ChildProcesses processes = new ChildProcesses(Runnable::run);

    private final ChildHandler handler = new ChildHandler() {
        @Override
        public void said(String line) {
            told.add(line);
        }

        @Override
        public void ended(int status) {
            told.add("status " + status);
        }
    };

    private @Nullable String next() throws InterruptedException {
        return told.poll(10, TimeUnit.SECONDS);
    }

    private Child shell(String script) throws WorldException {
        return processes.start(List.of("sh", "-c", script), handler);
    }

    private static void awaitEnd(ProcessHandle process) throws Exception {
        process.onExit().get(10, TimeUnit.SECONDS);
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void whatAProgramWritesAndHowItEndsIsTold() throws Exception {
        try (Child _ = shell("echo one; echo two >&2; exit 3")) {
            assertThat(List.of(next(), next(), next())).containsExactly("one", "two", "status 3");
        }
    }

    @Test
    void aProgramThatIgnoresItsEndIsKilledAndNothingMoreIsTold() throws Exception {
        Child child = shell("trap '' TERM; echo $$; while true; do sleep 0.1; done");
        ProcessHandle process = ProcessHandle.of(Long.parseLong(next())).orElseThrow();
        child.close();
        awaitEnd(process);
        assertThat(told).isEmpty();
    }

    /// The kernel kills it with the thread that started it: the world's, which lives as long as the daemon.
    @Test
    void noProgramOutlivesTheThreadThatStartedIt() throws Exception {
        Thread world = Thread.ofPlatform().start(() -> {
            try {
                shell("echo up; exec sleep 60");
                assertThat(next()).isEqualTo("up");
            } catch (WorldException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        world.join();
        assertThat(next()).isEqualTo("status 137");
    }

    @Test
    void aProgramThatIsNotThereEndsWithTheReason() throws Exception {
        try (Child _ = processes.start(List.of("/nowhere/ptp4l"), handler)) {
            assertThat(next()).contains("/nowhere/ptp4l", "No such file");
            assertThat(next()).isEqualTo("status 127");
        }
    }

    @Test
    void aCommandThatCannotBeIsRefused() {
        assertThatThrownBy(() -> processes.start(List.of("sh\0"), handler)).isInstanceOf(WorldException.class)
                .hasMessageContaining("cannot start sh");
    }
}
