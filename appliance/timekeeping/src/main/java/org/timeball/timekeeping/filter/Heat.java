package org.timeball.timekeeping.filter;

/// How the oscillator's temperature moved from one moment to another.
///
/// @param excess integral over the time between of the temperature above what it was at the first moment, degree
///            seconds
/// @param change temperature at the second moment less that at the first, degrees
record Heat(double excess, double change) {
    static final Heat NONE = new Heat(0, 0);

    /// The heat from one moment to another, by the readings of a thermometer at both.
    static Heat between(Thermometer.State from, Thermometer.State to, double dt) {
        return new Heat(to.sum() - from.sum() - from.degrees() * dt, to.degrees() - from.degrees());
    }
}
