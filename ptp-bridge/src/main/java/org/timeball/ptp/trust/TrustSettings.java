package org.timeball.ptp.trust;

/// How a grandmaster is judged.
///
/// @param freeRunning whether ptp4l only measures (`free_running 1`), so that its port stays UNCALIBRATED and its offset is
///            the measurement; else it steers a PHC, and its offset is that clock's error
/// @param profile whose clock classes are understood beside those of IEEE 1588
/// @param utc whether a grandmaster that is not on the PTP timescale (ARB) is known to give UTC, as ptp4l does that stamps
///            with the system clock; default false
public record TrustSettings(boolean freeRunning, Profile profile, boolean utc) {
    /// PTP profiles.
    public enum Profile {
        /// IEEE 1588-2008 annex J.
        DEFAULT,
        /// ITU-T G.8275.1: 135 is a boundary clock in holdover within its specification.
        TELECOM
    }
}
