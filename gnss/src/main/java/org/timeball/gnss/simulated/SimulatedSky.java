package org.timeball.gnss.simulated;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.timeball.gnss.sky.GnssSystem;
import org.timeball.gnss.sky.Satellite;

/// A sky that moves as the real one does: circular orbits of the systems' own periods and inclinations over a turning
/// sphere. Where each satellite stands is made up; how it rises, culminates and sets is not.
final class SimulatedSky {
    /// Greenwich, where the first time ball dropped.
    static final double LATITUDE_DEGREES = 51.477_93;
    static final double LONGITUDE_DEGREES = -0.001_47;
    private static final double MASK_DEGREES = 5;
    private static final double USED_ABOVE_DEGREES = 10;
    private static final int MOST_USED = 12;
    private static final double EARTH_RADIUS_KM = 6371;
    private static final double SIDEREAL_DAY_SECONDS = 86_164.1;

    /// @param planes orbital planes, evenly spread
    /// @param radiusKm of the orbit
    /// @param periodSeconds of one revolution
    private enum Constellation {
        GPS(GnssSystem.GPS, 31, 6, 55, 26_560, 43_082),
        GLONASS(GnssSystem.GLONASS, 24, 3, 64.8, 25_510,
                40_544),
        GALILEO(GnssSystem.GALILEO, 24, 3, 56, 29_600, 50_690);

        private final GnssSystem system;
        private final int satellites;
        private final int planes;
        private final double inclination;
        private final double radiusKm;
        private final double periodSeconds;

        Constellation(GnssSystem system, int satellites, int planes, double inclinationDegrees, double radiusKm,
                double periodSeconds) {
            this.system = system;
            this.satellites = satellites;
            this.planes = planes;
            this.inclination = Math.toRadians(inclinationDegrees);
            this.radiusKm = radiusKm;
            this.periodSeconds = periodSeconds;
        }
    }

    private final double[] excessDb;

    /// @param random decides how loud each satellite is beside the others
    SimulatedSky(Random random) {
        excessDb = random.doubles(64, -3, 3).toArray();
    }

    /// The satellites above 5 degrees, by system and number.
    ///
    /// @param secondsSince1970 true time
    /// @param fixed whether any are used; without a fix none is tracked either
    List<Satellite> at(long secondsSince1970, boolean fixed) {
        List<Satellite> sky = new ArrayList<>();
        for (Constellation constellation : Constellation.values()) {
            List<Satellite> inView = new ArrayList<>();
            for (int i = 0; i < constellation.satellites; i++) {
                Satellite satellite = look(constellation, i, secondsSince1970, fixed);
                if (satellite.elevationDegrees() >= MASK_DEGREES) {
                    inView.add(satellite);
                }
            }
            inView.sort(Comparator.comparingDouble(Satellite::elevationDegrees).reversed());
            List<Satellite> shown = inView.subList(0, Math.min(MOST_USED, inView.size()));
            shown.sort(Comparator.comparingInt(Satellite::number));
            sky.addAll(shown);
        }
        return sky;
    }

    private Satellite look(Constellation constellation, int index, long seconds, boolean fixed) {
        int plane = index % constellation.planes;
        int slot = index / constellation.planes;
        double slots = (double) constellation.satellites / constellation.planes;
        double turn = (seconds % constellation.periodSeconds) / constellation.periodSeconds;
        double along = 2 * Math.PI * (slot / slots + plane * 0.37 + turn);
        double node = 2 * Math.PI
                * ((double) plane / constellation.planes - seconds % SIDEREAL_DAY_SECONDS / SIDEREAL_DAY_SECONDS);
        double across = Math.sin(along) * Math.cos(constellation.inclination);
        double x = constellation.radiusKm * (Math.cos(along) * Math.cos(node) - across * Math.sin(node));
        double y = constellation.radiusKm * (Math.cos(along) * Math.sin(node) + across * Math.cos(node));
        double z = constellation.radiusKm * Math.sin(along) * Math.sin(constellation.inclination);
        double latitude = Math.toRadians(LATITUDE_DEGREES);
        double longitude = Math.toRadians(LONGITUDE_DEGREES);
        double outward = x * Math.cos(longitude) + y * Math.sin(longitude);
        double east = y * Math.cos(longitude) - x * Math.sin(longitude);
        double north = z * Math.cos(latitude) - outward * Math.sin(latitude);
        double up = outward * Math.cos(latitude) + z * Math.sin(latitude) - EARTH_RADIUS_KM;
        double elevation = Math.toDegrees(Math.atan2(up, Math.hypot(east, north)));
        double azimuth = (Math.toDegrees(Math.atan2(east, north)) + 360) % 360;
        double loudness = 30 + 18 * Math.sin(Math.toRadians(Math.max(0, elevation))) + excessDb[index];
        return new Satellite(constellation.system, index + 1, Math.rint(elevation), Math.floor(azimuth),
                fixed ? Math.rint(loudness) : Double.NaN, fixed && elevation >= USED_ABOVE_DEGREES);
    }
}
