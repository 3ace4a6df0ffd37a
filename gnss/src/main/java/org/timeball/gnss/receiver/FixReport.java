package org.timeball.gnss.receiver;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.timeball.gnss.receiver.FixState.Mode;
import org.timeball.gnss.sky.Satellite;
import org.timeball.timekeeping.time.UtcInstant;

/// What a receiver said of one epoch, in whatever protocol.
///
/// @param time the epoch's UTC time; empty where the receiver gives none, or denies that it has a fix
/// @param mode the kind of fix; empty where nothing was said of it
/// @param aid what helped the fix
/// @param position where
/// @param motion how fast
/// @param accuracy how well
/// @param dilution the geometry of the satellites
/// @param leapSeconds GPS minus UTC, where the receiver knows it from the satellites
/// @param satellitesUsed in the fix
/// @param sky satellites in view, by system and number
public record FixReport(Optional<UtcInstant> time, Optional<Mode> mode, Aid aid, Position position, Motion motion,
        Accuracy accuracy, Dilution dilution, OptionalInt leapSeconds, int satellitesUsed, List<Satellite> sky) {
    public FixReport {
        sky = List.copyOf(sky);
    }

    /// What helped the fix, or stood in for satellites.
    public enum Aid {
        NONE,
        /// Corrections from SBAS or a reference station.
        DIFFERENTIAL, RTK_FIXED, RTK_FLOAT, DEAD_RECKONING, GNSS_AND_DEAD_RECKONING,
        /// The position is held fixed or was entered; time is what is sought.
        TIME_ONLY, SIMULATED,
        /// The military signal.
        PRECISE
    }

    /// A place on WGS 84; NaN where not said.
    ///
    /// @param latitudeDegrees positive north
    /// @param longitudeDegrees positive east
    /// @param altitudeMetres above mean sea level
    /// @param heightMetres above the ellipsoid
    /// @param separationMetres mean sea level above the ellipsoid
    public record Position(double latitudeDegrees, double longitudeDegrees, double altitudeMetres, double heightMetres,
            double separationMetres) {
        static final Position UNKNOWN = new Position(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /// Motion over ground; NaN where not said.
    ///
    /// @param speed m/s
    /// @param courseDegrees from true north
    /// @param climb m/s, upwards
    public record Motion(double speed, double courseDegrees, double climb) {
        static final Motion UNKNOWN = new Motion(Double.NaN, Double.NaN, Double.NaN);
    }

    /// Errors to expect as the receiver itself puts them, one standard deviation; NaN where not said.
    ///
    /// @param timeSeconds of the time
    /// @param horizontalMetres of the place
    /// @param verticalMetres of the height
    /// @param ellipse what GST says
    public record Accuracy(double timeSeconds, double horizontalMetres, double verticalMetres,
            Optional<ErrorEllipse> ellipse) {
    }

    /// The errors of GST; NaN where not said. Metres, and degrees from true north.
    ///
    /// @param rangeMetres of the ranges that went into the fix
    /// @param orientationDegrees of the major axis
    public record ErrorEllipse(double rangeMetres, double majorMetres, double minorMetres, double orientationDegrees,
            double latitudeMetres, double longitudeMetres, double altitudeMetres) {
    }

    /// Dilutions of precision; NaN where not said.
    public record Dilution(double geometric, double position, double horizontal, double vertical, double time) {
        static final Dilution UNKNOWN = new Dilution(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
}
