package org.timeball.daemon.boot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.timeball.daemon.cli.DaemonOptions;
import org.timeball.daemon.cli.DaemonRunner;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.control.Journal;
import org.timeball.daemon.control.StepRecorder;
import org.timeball.daemon.replay.LogWriter;
import org.timeball.gnss.serial.SerialDevices;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.clock.KernelClock;
import org.timeball.linux.world.LinuxWorld;
import org.timeball.ntp.server.LinuxResponders;
import org.timeball.ntp.server.ServerCounters;
import org.timeball.ntp.server.ServerSettings;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.clock.SteeredClock;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.SystemClock;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// The daemon on real devices: steers the kernel's clock, or with `-x` a virtual one above it, and serves the time
/// until the process is told to end.
public final class RealDaemon implements DaemonRunner {
    private static final long CLOSE_MILLIS = 5000;

    @Override
    public int run(DaemonOptions options, Configuration configuration) {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endWith(end, closed), "daemon-end"));
        Deque<AutoCloseable> open = new ArrayDeque<>();
        try {
            start(options, configuration, open);
            end.await();
            return ExitStatus.OK;
        } catch (WorldException e) {
            end.countDown();
            System.err.println("timeball daemon: " + e.getMessage());
            return ExitStatus.FAILED;
        } catch (InterruptedException _) {
            return ExitStatus.OK;
        } finally {
            closeAll(open);
            closed.countDown();
        }
    }

    private static void start(DaemonOptions options, Configuration configuration, Deque<AutoCloseable> open)
            throws WorldException {
        Logger.info("timeball starting, {} the system clock",
                options.steerSystemClock() ? "in control of" : "leaving alone");
        SystemClock clock;
        KernelTimescale timescale;
        if (options.steerSystemClock()) {
            KernelClock kernel = KernelClock.open();
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
        SnapshotBoard board = new SnapshotBoard(TimingSnapshot.unsynchronised(clock.now()));
        if (configuration.ntpPort() != 0) {
            open.push(serve(configuration, board, timescale));
        }
        String pidFile = configuration.pidFile();
        if (pidFile != null) {
            world.files().replace(pidFile,
                    (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII));
            open.push(() -> world.files().remove(pidFile));
        }
        Journal journal = new Journal();
        StepRecorder recorder = StepRecorder.NONE;
        if (configuration.observationLog() != null) {
            LogWriter log = LogWriter.to(configuration.observationLog());
            open.push(log);
            recorder = log;
        }
        Appliance appliance = new Appliance(world, timescale, configuration, BuildDate.date(), board, journal,
                journal::happened, recorder);
        open.push(() -> onLoop(world, appliance::close));
        onLoop(world, appliance::start);
    }

    private static LinuxResponders serve(Configuration configuration, SnapshotBoard board, KernelTimescale timescale)
            throws WorldException {
        ServerSettings defaults = ServerSettings.onPort(configuration.ntpPort());
        ServerSettings settings = new ServerSettings(defaults.port(), configuration.bindAddresses(),
                defaults.threadsPerAddress(), defaults.precisionLog2(), defaults.receiveBufferBytes());
        LinuxResponders responders = LinuxResponders.start(settings, board, timescale,
                AccessRules.of(configuration.access()), new ServerCounters(ProcessHandle.current().pid()));
        Logger.info("NTP is served on port {}", responders.port());
        return responders;
    }

    private static void onLoop(LinuxWorld world, Runnable action) {
        try {
            CompletableFuture.runAsync(action, world.executor()).join();
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void closeAll(Deque<AutoCloseable> open) {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                Logger.warn("Something did not close: {}", e.toString());
            }
        }
        Logger.info("timeball exiting");
    }

    /// On SIGTERM: lets the main thread put everything in order. The virtual machine would then report the signal; a
    /// daemon that ended as it was told to ends with 0.
    private static void endWith(CountDownLatch end, CountDownLatch closed) {
        boolean asked = end.getCount() > 0;
        end.countDown();
        try {
            if (closed.await(CLOSE_MILLIS, TimeUnit.MILLISECONDS) && asked) {
                Runtime.getRuntime().halt(ExitStatus.OK);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
