package org.timeball.daemon.boot;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.cli.DaemonOptions;
import org.timeball.daemon.cli.DaemonRunner;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.ReadConfiguration;
import org.timeball.daemon.control.StepRecorder;
import org.timeball.daemon.replay.LogWriter;
import org.timeball.gnss.serial.SerialDevices;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.clock.KernelClock;
import org.timeball.linux.process.Descriptors;
import org.timeball.linux.world.LinuxWorld;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.clock.SteeredClock;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.SystemClock;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// The daemon on real devices: steers the kernel's clock, or with `-x` a virtual one above it, and serves the time
/// until the process is told to end.
public final class RealDaemon implements DaemonRunner {
    private static final long CLOSE_MILLIS = 5000;

    private final String name;
    private final Notice up;

    /// What is to be done once the daemon is up.
    @FunctionalInterface
    public interface Notice {
        void tell() throws WorldException;
    }

    public RealDaemon() {
        this("timeball", () -> {
            // Nobody waits for it.
        });
    }

    /// @param name what it calls itself in the log
    /// @param up told once ports and devices are open and the pid file is written
    public RealDaemon(String name, Notice up) {
        this.name = name;
        this.up = up;
    }

    @Override
    public int run(DaemonOptions options, ReadConfiguration read) {
        read.notices().forEach(notice -> Logger.warn("{}", notice));
        Ending ending = new Ending();
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endWith(ending, closed), "daemon-end"));
        Deque<AutoCloseable> open = new ArrayDeque<>();
        try {
            start(options, read.configuration(), ending, open);
            up.tell();
            Integer waiting = options.process().notifyDescriptor();
            if (waiting != null) {
                Descriptors.tell(waiting, "");
            }
            return ending.await(options.mode() == DaemonOptions.Mode.RUN ? options.timeout() : null);
        } catch (WorldException e) {
            ending.accept(ExitStatus.FAILED);
            System.err.println(name + ": " + e.getMessage());
            return ExitStatus.FAILED;
        } catch (InterruptedException _) {
            return ExitStatus.OK;
        } finally {
            closeAll(open);
            closed.countDown();
        }
    }

    private void start(DaemonOptions options, Configuration configuration, Ending ending,
            Deque<AutoCloseable> open) throws WorldException {
        Logger.info("{} starting, {} the system clock", name,
                options.steerSystemClock() ? "in control of" : "leaving alone");
        SystemClock clock;
        KernelTimescale timescale;
        if (options.steerSystemClock()) {
            KernelClock kernel = KernelClock.open(configuration.rtc().file() == null);
            open.push(kernel);
            clock = kernel;
            timescale = KernelTimescale.SAME;
        } else {
            Logger.info("Disabled control of system clock");
            SteeredClock virtual = new SteeredClock(HostClock::realtimeNanos, Oscillator.perfect(), Span.ZERO);
            clock = virtual;
            timescale = virtual;
        }
        LinuxWorld world = LinuxWorld.start(clock, timescale, loop -> new SerialDevices(loop, clock::now));
        open.push(world);
        // Its library is loaded, its thread not started.
        ProcessSetup.settle(options, configuration);
        StepRecorder recorder = StepRecorder.NONE;
        if (configuration.logs().observations() != null) {
            LogWriter log = LogWriter.to(configuration.logs().observations());
            open.push(log);
            recorder = log;
        }
        LinuxSurroundings around = new LinuxSurroundings(world, timescale, ending);
        BoxDaemon daemon = new BoxDaemon(around, options, configuration, recorder);
        open.push(() -> onLoop(world, daemon::close));
        onLoop(world, daemon::start);
    }

    private interface Action {
        void run() throws WorldException;
    }

    private static void onLoop(LinuxWorld world, Action action) throws WorldException {
        try {
            CompletableFuture.runAsync(() -> {
                try {
                    action.run();
                } catch (WorldException e) {
                    throw new CompletionException(e);
                }
            }, world.executor()).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof WorldException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void closeAll(Deque<AutoCloseable> open) {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                Logger.warn("Something did not close: {}", e.toString());
            }
        }
        Logger.info("{} exiting", name);
    }

    /// On SIGTERM: lets the main thread put everything in order. The virtual machine would then report the signal; a
    /// daemon that ended as it was told to ends with 0.
    private static void endWith(Ending ending, CountDownLatch closed) {
        boolean asked = !ending.isAsked();
        ending.accept(ExitStatus.OK);
        try {
            if (closed.await(CLOSE_MILLIS, TimeUnit.MILLISECONDS) && asked) {
                Runtime.getRuntime().halt(ExitStatus.OK);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The wish that the daemon end, from a signal, an order or a time-out. The first one counts.
    static final class Ending {
        private final CountDownLatch asked = new CountDownLatch(1);
        private volatile int status = ExitStatus.OK;

        synchronized void accept(int exitStatus) {
            if (!isAsked()) {
                status = exitStatus;
                asked.countDown();
            }
        }

        boolean isAsked() {
            return asked.getCount() == 0;
        }

        /// @param timeout null for none
        int await(@Nullable Span timeout) throws InterruptedException {
            if (timeout == null) {
                asked.await();
            } else if (!asked.await(timeout.nanos(), TimeUnit.NANOSECONDS)) {
                accept(ExitStatus.OK);
            }
            return status;
        }
    }
}
