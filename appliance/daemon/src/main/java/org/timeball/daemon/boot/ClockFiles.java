package org.timeball.daemon.boot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.timeball.daemon.config.ClockConfiguration;
import org.timeball.daemon.config.ClockConfiguration.TemperatureCompensation;
import org.timeball.daemon.control.TemperatureSensor;
import org.timeball.daemon.leap.LeapFiles;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.temperature.TemperatureCurve;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// The files that tell of the clock's surroundings: tables of leap seconds, a thermometer and its curve.
final class ClockFiles implements AutoCloseable {
    private static final double MILLI = 1e-3;

    private final World world;
    private final ClockConfiguration clock;
    private final List<LeapFiles> leaps = new ArrayList<>();
    private final List<TemperatureSensor> sensors = new ArrayList<>();

    /// @param sink takes tables and temperatures
    ClockFiles(World world, ClockConfiguration clock, Consumer<Observation> sink) {
        this.world = world;
        this.clock = clock;
        ClockConfiguration.Leap leap = clock.leap();
        if (leap.list() != null) {
            leaps.add(LeapFiles.list(world, leap.list(), sink));
        } else if (leap.timezone() != null) {
            leaps.add(LeapFiles.zone(world, leap.timezone(), sink));
        }
        TemperatureCompensation temperature = clock.temperature();
        if (temperature != null) {
            sensors.add(new TemperatureSensor(world, temperature.sensor(), temperature.interval(), sink));
        }
    }

    void start() {
        leaps.forEach(LeapFiles::start);
        sensors.forEach(TemperatureSensor::start);
    }

    /// What is configured of the compensation; empty where there is none, or its points cannot be read.
    Optional<TemperatureCurve> curve() {
        TemperatureCompensation temperature = clock.temperature();
        return temperature == null ? Optional.empty() : switch (temperature) {
            case TemperatureCompensation.Polynomial(_, _, double t0, double k0, double k1, double k2) ->
                Optional.of(TemperatureCurve.Quadratic.ofMillidegrees(t0, k0, k1, k2));
            case TemperatureCompensation.Points(_, _, String file) -> points(file);
        };
    }

    /// Lines of a temperature in thousandths of a degree and the compensation at it in ppm.
    private Optional<TemperatureCurve> points(String file) {
        try {
            String text = new String(world.files().read(file).orElseThrow(
                    () -> new WorldException(file + ": there is no such file; tempcomp needs its points")),
                    StandardCharsets.US_ASCII);
            List<TemperatureCurve.Table.Point> points = new ArrayList<>();
            for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
                String[] words = line.strip().split("\\s+");
                if (words.length != 2) {
                    throw new WorldException(
                            file + ": expected a temperature and ppm in each line, not '" + line + "'");
                }
                points.add(new TemperatureCurve.Table.Point(Double.parseDouble(words[0]) * MILLI,
                        Double.parseDouble(words[1])));
            }
            points.sort(Comparator.comparingDouble(TemperatureCurve.Table.Point::celsius));
            return Optional.of(new TemperatureCurve.Table(points));
        } catch (WorldException | IllegalArgumentException e) {
            Logger.warn("The clock is not compensated by temperature: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        leaps.forEach(LeapFiles::close);
        sensors.forEach(TemperatureSensor::close);
    }
}
