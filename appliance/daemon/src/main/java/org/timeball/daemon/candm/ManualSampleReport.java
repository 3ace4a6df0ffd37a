package org.timeball.daemon.candm;

import org.timeball.timekeeping.time.SystemInstant;

/// One time that was set by hand.
///
/// @param when our clock when it was given
/// @param slewedOffsetSeconds our clock minus the given time, corrected by what has been slewed since
/// @param originalOffsetSeconds the same as given
/// @param residualSeconds its distance from the line through all samples
public record ManualSampleReport(SystemInstant when, double slewedOffsetSeconds, double originalOffsetSeconds,
        double residualSeconds) {
}
