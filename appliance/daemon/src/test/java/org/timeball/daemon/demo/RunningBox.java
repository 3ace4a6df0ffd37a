package org.timeball.daemon.demo;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.cli.DemoOptions;
import org.timeball.daemon.status.BoxReading;
import org.timeball.gnss.simulated.Fault;
import org.timeball.gnss.simulated.FaultPlan;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.WorldException;

/// A demo box on this machine, in real time, with all readings it gave.
final class RunningBox implements AutoCloseable {
    private final List<BoxReading> readings = new CopyOnWriteArrayList<>();
    private final DemoBox box;

    private RunningBox(FaultPlan faults, long seed) throws WorldException {
        box = DemoBox.start(new DemoOptions(null, 0, 0, "nmea", faults, seed, false, null), readings::add);
    }

    private RunningBox(int webPort) throws WorldException {
        box = DemoBox.start(new DemoOptions(null, 0, webPort, "ublox-m8t", FaultPlan.NONE, 1, false, null),
                readings::add);
    }

    /// With the web page on a port of 127.0.0.1.
    static RunningBox withPage(int port) throws WorldException {
        return new RunningBox(port);
    }

    static RunningBox start(long seed) throws WorldException {
        return new RunningBox(FaultPlan.NONE, seed);
    }

    static RunningBox withFault(Fault fault, Span start, Span duration, long seed) throws WorldException {
        return new RunningBox(new FaultPlan(List.of(new FaultPlan.Entry(fault, start, duration))), seed);
    }

    /// Waits for a reading; the newest one that fits, or empty when the time is over.
    Optional<BoxReading> await(Predicate<BoxReading> wanted, double seconds) throws InterruptedException {
        long deadline = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < deadline) {
            Optional<BoxReading> found = latest().filter(wanted);
            if (found.isPresent()) {
                return found;
            }
            Thread.sleep(50);
        }
        return Optional.empty();
    }

    Optional<BoxReading> latest() {
        return readings.isEmpty() ? Optional.empty() : Optional.of(readings.getLast());
    }

    List<BoxReading> readings() {
        return List.copyOf(readings);
    }

    int port() throws InterruptedException {
        return await(reading -> reading.server() != null, 10).orElseThrow().server().port();
    }

    @Nullable
    String violation() {
        return box.violation();
    }

    @Override
    public void close() {
        box.close();
    }
}
