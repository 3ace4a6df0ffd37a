package org.timeball.gnss.simulated;

/// What a simulated receiver speaks.
public enum Protocol {
    /// NMEA 0183, version 4.1.
    NMEA,
    /// UBX as an LEA-6T does: NAV-SOL, NAV-TIMEUTC, NAV-SVINFO, no end of epoch.
    UBX_6,
    /// UBX as an M8T does: NAV-PVT, NAV-SAT, NAV-TIMELS, MON-HW.
    UBX_8,
    /// UBX as an F9T does: the same with MON-RF.
    UBX_9
}
