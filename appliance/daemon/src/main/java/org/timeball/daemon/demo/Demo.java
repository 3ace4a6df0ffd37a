package org.timeball.daemon.demo;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.cli.DemoOptions;
import org.timeball.daemon.cli.DemoRunner;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.console.StatusFace;
import org.timeball.daemon.console.TerminalTraits;
import org.timeball.daemon.log.DaemonLog;
import org.timeball.daemon.status.BoxReading;
import org.timeball.daemon.status.StatusReport;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Level;

/// Runs the demo box in the foreground and shows its console, until its time is up, the reader has gone or the process
/// is told to end.
public final class Demo implements DemoRunner {
    private static final long CLOSE_MILLIS = 3000;

    @Override
    public int run(DemoOptions options) {
        if (!options.json() && TerminalTraits.ofStandardOutput().redraws()) {
            // Log lines would run across the picture, which tells the same.
            DaemonLog.current().atLeast(Level.WARN).useForProcess();
        }
        BlockingQueue<BoxReading> readings = new ArrayBlockingQueue<>(4);
        CountDownLatch closed = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Thread ending = new Thread(() -> endWith(main, closed), "demo-end");
        try (StatusFace face = StatusFace.ofStandardOutput(options.json());
                DemoBox box = DemoBox.start(options, readings::offer)) {
            Runtime.getRuntime().addShutdownHook(ending);
            watch(options, readings, face, box);
            return verdict(box);
        } catch (WorldException e) {
            System.err.println("timeball demo: " + e.getMessage());
            return ExitStatus.FAILED;
        } finally {
            closed.countDown();
        }
    }

    private static void watch(DemoOptions options, BlockingQueue<BoxReading> readings, StatusFace face, DemoBox box) {
        long deadline = options.runFor() == null ? Long.MAX_VALUE : System.nanoTime() + options.runFor().nanos();
        boolean watched = true;
        try {
            while (watched && System.nanoTime() < deadline && box.violation() == null) {
                @Nullable
                BoxReading reading = readings.poll(100, TimeUnit.MILLISECONDS);
                watched = reading == null || face.show(StatusReport.of(reading));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static int verdict(DemoBox box) {
        String violation = box.violation();
        if (violation != null) {
            System.err.println("timeball demo: the box claimed more than it knew: " + violation);
            return ExitStatus.FAILED;
        }
        if (!box.servedStratumOne()) {
            System.err.println("timeball demo: stratum 1 was not reached and served; the console says why");
            return ExitStatus.FAILED;
        }
        return ExitStatus.OK;
    }

    /// On Ctrl-C: has the main thread put everything in order, and waits for it.
    private static void endWith(Thread main, CountDownLatch closed) {
        main.interrupt();
        try {
            closed.await(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
