package org.timeball.gnss.sky;

/// One satellite as the receiver sees it.
///
/// @param system the system it belongs to
/// @param number its number within the system: PRN for GPS and SBAS (120 and up), slot for GLONASS
/// @param elevationDegrees above the horizon; NaN where the receiver does not know
/// @param azimuthDegrees from north through east; NaN where the receiver does not know
/// @param cn0DbHz carrier to noise density, the loudest signal; NaN while it is not tracked
/// @param used whether the fix used it
public record Satellite(GnssSystem system, int number, double elevationDegrees, double azimuthDegrees, double cn0DbHz,
        boolean used) {
}
