package org.timeball.daemon.status;

import java.util.List;

/// What the receiver last said of itself.
///
/// @param device path of its serial line
/// @param fix kind of its position fix
/// @param used satellites in the solution
/// @param inView satellites that it knows to be above the horizon
/// @param satellites those of which it tells more
/// @param latitudeDegrees north positive; NaN where unknown
/// @param longitudeDegrees east positive; NaN where unknown
public record ReceiverReading(String device, Fix fix, int used, int inView, List<Satellite> satellites,
        double latitudeDegrees, double longitudeDegrees) {
    public ReceiverReading {
        satellites = List.copyOf(satellites);
    }

    public boolean hasPosition() {
        return Double.isFinite(latitudeDegrees) && Double.isFinite(longitudeDegrees);
    }

    /// Kind of a position fix.
    public enum Fix {
        NONE("none"),
        TWO_D("2D"),
        THREE_D("3D");

        private final String text;

        Fix(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /// One satellite.
    ///
    /// @param system constellation as RINEX writes it: G GPS, R GLONASS, E Galileo, C BeiDou, J QZSS, S SBAS, I NavIC
    /// @param id number within the constellation
    /// @param elevationDegrees above the horizon; NaN where unknown
    /// @param azimuthDegrees clockwise from true north; NaN where unknown
    /// @param signalDbHz carrier to noise density C/N0; NaN while it is not tracked
    /// @param used whether it is in the solution
    public record Satellite(char system, int id, double elevationDegrees, double azimuthDegrees, double signalDbHz,
            boolean used) {
        /// Name as RINEX writes it, such as `G05`.
        public String name() {
            return "%c%02d".formatted(system, id);
        }
    }
}
