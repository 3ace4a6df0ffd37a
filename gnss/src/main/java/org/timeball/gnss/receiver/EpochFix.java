package org.timeball.gnss.receiver;

import org.jspecify.annotations.Nullable;
import org.timeball.gnss.receiver.FixReport.Aid;
import org.timeball.gnss.receiver.FixReport.ErrorEllipse;
import org.timeball.gnss.receiver.FixState.Mode;

/// What the messages of the epoch that is going on have said so far: a later statement replaces an earlier one. NaN,
/// null and [#UNSAID] stand for what was not said.
final class EpochFix {
    static final long UNSAID = Long.MIN_VALUE;

    long timeOfDayNanos;
    long midnightSeconds;
    /// Kinds of message heard, one bit a [Witness].
    private int heard;
    private boolean affirmed;
    private boolean denied;
    @Nullable
    Mode mode;
    int satelliteFix;
    Aid aid = Aid.NONE;
    double latitude;
    double longitude;
    double altitude;
    double height;
    double separation;
    double speed;
    double course;
    double climb;
    double timeError;
    double horizontalError;
    double verticalError;
    @Nullable
    ErrorEllipse ellipse;

    EpochFix() {
        clear();
    }

    void clear() {
        timeOfDayNanos = UNSAID;
        midnightSeconds = UNSAID;
        heard = 0;
        affirmed = false;
        denied = false;
        mode = null;
        satelliteFix = 0;
        aid = Aid.NONE;
        latitude = Double.NaN;
        longitude = Double.NaN;
        altitude = Double.NaN;
        height = Double.NaN;
        separation = Double.NaN;
        speed = Double.NaN;
        course = Double.NaN;
        climb = Double.NaN;
        timeError = Double.NaN;
        horizontalError = Double.NaN;
        verticalError = Double.NaN;
        ellipse = null;
    }

    /// Whether a message of that kind was heard before in this epoch; it now was.
    boolean heardBefore(Witness witness) {
        int bit = 1 << witness.ordinal();
        boolean before = (heard & bit) != 0;
        heard |= bit;
        return before;
    }

    void affirm() {
        affirmed = true;
    }

    void deny() {
        denied = true;
    }

    boolean isAffirmed() {
        return affirmed;
    }

    boolean isDenied() {
        return denied;
    }

    void place(double latitudeDegrees, double longitudeDegrees) {
        if (!Double.isNaN(latitudeDegrees) && !Double.isNaN(longitudeDegrees)) {
            latitude = latitudeDegrees;
            longitude = longitudeDegrees;
        }
    }

    /// @param altitudeMetres above mean sea level, NaN if not said
    /// @param heightMetres above the ellipsoid, NaN if not said
    /// @param separationMetres mean sea level above the ellipsoid, NaN if not said
    void level(double altitudeMetres, double heightMetres, double separationMetres) {
        altitude = or(altitudeMetres, altitude);
        height = or(heightMetres, or(altitudeMetres + separationMetres, height));
        separation = or(separationMetres, or(heightMetres - altitudeMetres, separation));
    }

    /// @param metresPerSecond NaN if not said
    /// @param courseDegrees NaN if not said
    void move(double metresPerSecond, double courseDegrees) {
        speed = or(metresPerSecond, speed);
        course = or(courseDegrees, course);
    }

    private static double or(double said, double otherwise) {
        return Double.isNaN(said) ? otherwise : said;
    }
}
