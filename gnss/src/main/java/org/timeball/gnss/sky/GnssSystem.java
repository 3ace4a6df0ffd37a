package org.timeball.gnss.sky;

/// A satellite system, in the order of the gnssId numbers that u-blox and gpsd share (0 is GPS).
public enum GnssSystem {
    GPS("GPS"),
    SBAS("SBAS"),
    GALILEO("Galileo"),
    BEIDOU("BeiDou"),
    IMES("IMES"),
    QZSS("QZSS"),
    GLONASS(
            "GLONASS"),
    NAVIC("NavIC");

    private static final GnssSystem[] BY_ID = values();
    private final String name;

    GnssSystem(String name) {
        this.name = name;
    }

    /// The system with that gnssId.
    ///
    /// @param gnssId 0 to 7
    public static GnssSystem of(int gnssId) {
        return BY_ID[gnssId];
    }

    /// The name as its operators write it.
    @Override
    public String toString() {
        return name;
    }
}
