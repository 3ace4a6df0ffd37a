package org.timeball.gnss.receiver;

/// WGS 84: from earth-centred coordinates to latitude, longitude and height.
final class Ellipsoid {
    private static final double MAJOR_METRES = 6_378_137;
    private static final double FLATTENING = 1 / 298.257_223_563;
    private static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);
    private static final int ROUNDS = 6;

    private Ellipsoid() {
    }

    /// @param heightMetres above the ellipsoid
    record Place(double latitudeDegrees, double longitudeDegrees, double heightMetres) {
    }

    /// Whether coordinates can be a receiver's: not the earth's centre, which stands for "not known".
    static boolean isPlace(double x, double y, double z) {
        return Math.abs(x) + Math.abs(y) + Math.abs(z) > MAJOR_METRES / 2;
    }

    /// Metres in; by iteration on the latitude (Bowring's first estimate), which settles below a micrometre near the
    /// earth in three rounds.
    static Place place(double x, double y, double z) {
        double minor = MAJOR_METRES * (1 - FLATTENING);
        double around = Math.hypot(x, y);
        double latitude = Math.atan2(z, around * (1 - ECCENTRICITY_SQUARED));
        for (int i = 0; i < ROUNDS; i++) {
            double sine = Math.sin(latitude);
            double normal = MAJOR_METRES / Math.sqrt(1 - ECCENTRICITY_SQUARED * sine * sine);
            latitude = Math.atan2(z + ECCENTRICITY_SQUARED * normal * sine, around);
        }
        double sine = Math.sin(latitude);
        double normal = MAJOR_METRES / Math.sqrt(1 - ECCENTRICITY_SQUARED * sine * sine);
        double cosine = Math.cos(latitude);
        double height = cosine > 1e-6
                ? around / cosine - normal
                : Math.abs(z) - minor;
        return new Place(Math.toDegrees(latitude), Math.toDegrees(Math.atan2(y, x)), height);
    }
}
