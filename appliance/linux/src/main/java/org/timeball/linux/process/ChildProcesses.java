package org.timeball.linux.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.timeball.timekeeping.world.Processes;
import org.timeball.timekeeping.world.WorldException;

/// Programs of this machine, started on the world's thread.
///
/// Each is started through setpriv(1) of util-linux, which has the kernel kill it when the thread ends that started it: so
/// no program outlives this process, not even one that was killed. The lines that it writes are read by a thread of
/// its own, which ends with it.
public final class ChildProcesses implements Processes {
    private static final List<String> WITH_US = List.of("setpriv", "--pdeathsig", "KILL", "--");
    private static final int LONGEST_LINE = 1_024;
    private static final long PATIENCE_SECONDS = 1;

    private final Executor executor;

    /// @param executor reaches the world's thread
    public ChildProcesses(Executor executor) {
        this.executor = executor;
    }

    @Override
    public Child start(List<String> command, ChildHandler handler) throws WorldException {
        List<String> whole = new ArrayList<>(WITH_US);
        whole.addAll(command);
        try {
            Process process = new ProcessBuilder(whole).redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile()).start();
            Running running = new Running(process, handler);
            Thread.ofPlatform().daemon().name(Path.of(command.getFirst()).getFileName() + "-lines")
                    .start(running::read);
            return running;
        } catch (IOException e) {
            throw new WorldException("cannot start " + command.getFirst() + ": " + e.getMessage()
                    + "; install util-linux, whose setpriv it is started with", e);
        }
    }

    private final class Running implements Child {
        private final Process process;
        private final ChildHandler handler;
        private volatile boolean closed;

        Running(Process process, ChildHandler handler) {
            this.process = process;
            this.handler = handler;
        }

        void read() {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String cut = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
                    tell(() -> handler.said(cut));
                }
                int status = process.waitFor();
                tell(() -> handler.ended(status));
            } catch (IOException _) {
                int status = process.destroyForcibly().onExit().join().exitValue();
                tell(() -> handler.ended(status));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private void tell(Runnable what) {
            executor.execute(() -> {
                if (!closed) {
                    what.run();
                }
            });
        }

        @Override
        public void close() {
            closed = true;
            process.destroy();
            process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .whenComplete((_, late) -> {
                        if (late != null) {
                            process.destroyForcibly();
                        }
                    });
        }
    }
}
