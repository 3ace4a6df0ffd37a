package org.timeball.gnss.receiver;

/// A kind of message that says whether there is a fix, or which time it is.
enum Witness {
    RMC(true), GGA(true), GNS(true), GSA(false), GLL(false), VTG(false), ZDA(false), GST(false), GBS(false),
    /// u-blox `PUBX,00`.
    UBLOX_POSITION(false),
    /// u-blox `PUBX,04`.
    UBLOX_TIME(false),
    /// Garmin `PGRMF`.
    GARMIN(true),
    /// NAV-PVT.
    PVT(true),
    /// HNR-PVT.
    HNR(false),
    /// NAV-SOL.
    SOLUTION(false),
    /// NAV-STATUS.
    STATUS(false),
    /// NAV-TIMEUTC.
    UTC(true),
    /// NAV-TIMEGPS and its likes for other systems.
    SYSTEM_TIME(true);

    private final boolean vouchesForTime;

    Witness(boolean vouchesForTime) {
        this.vouchesForTime = vouchesForTime;
    }

    /// Whether it speaks of the fix; the others know of nothing but time.
    boolean judgesFix() {
        return this != UTC && this != SYSTEM_TIME;
    }

    /// Whether its "yes" is enough to believe the time; any "no" is enough to doubt it.
    boolean vouchesForTime() {
        return vouchesForTime;
    }
}
