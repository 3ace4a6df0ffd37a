package org.timeball.pps.kernel;

import org.timeball.timekeeping.world.ReferenceDevices.Edge;

/// What is configured of a pulse device.
///
/// @param path such as `/dev/pps0`
/// @param edge which flank marks the second; default assert
/// @param rate pulses a second, 1 to 1000, default 1. Of more than one a second the one nearest to our clock's full
///            second is taken, so that the clock must be right to half a pulse interval first
public record PpsSettings(String path, Edge edge, int rate) {
    public static final int MAX_RATE = 1000;

    public PpsSettings {
        if (rate < 1 || rate > MAX_RATE) {
            throw new IllegalArgumentException(path + ": the rate is " + rate + " Hz; it must be 1 to " + MAX_RATE);
        }
    }
}
