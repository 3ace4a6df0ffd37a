package org.timeball.gnss.nmea;

import org.timeball.gnss.sky.GnssSystem;

/// Which satellite a number in a GSA or GSV sentence means.
///
/// NMEA keeps 1 to 32 for GPS and lets each talker or system id count its own; makers extended that in ranges that
/// collide. The system id decides where there is one, then the talker, then the range.
public final class SatelliteNumbering {
    /// No satellite of any known numbering.
    public static final int UNKNOWN = -1;
    private static final int NUMBER_BITS = 8;

    private SatelliteNumbering() {
    }

    /// The satellite as one integer, which [#system] and [#number] take apart; [#UNKNOWN] if nobody numbers so.
    ///
    /// @param addressCode the sentence's address, see [NmeaSentence#addressCode]
    /// @param systemId NMEA 4.1 system id 1 to 6; anything else where the sentence has none
    /// @param number as the sentence has it
    public static int satellite(long addressCode, int systemId, int number) {
        if (number <= 0) {
            return UNKNOWN;
        }
        int own = switch (systemId >= 1 && systemId <= 6 ? systemId : systemOf((int) (addressCode >>> 24))) {
            case 1 -> number <= 32 ? pack(GnssSystem.GPS, number) : UNKNOWN;
            case 2 -> number <= 32 ? pack(GnssSystem.GLONASS, number) : ranged(number, 65, 99, 64, GnssSystem.GLONASS);
            case 3 -> number <= 36
                    ? pack(GnssSystem.GALILEO, number)
                    : ranged(number, 101, 136, 100, GnssSystem.GALILEO);
            case 4 -> number <= 64 ? pack(GnssSystem.BEIDOU, number) : UNKNOWN;
            case 5 -> number <= 10 ? pack(GnssSystem.QZSS, number) : ranged(number, 193, 202, 192, GnssSystem.QZSS);
            case 6 -> number <= 14 ? pack(GnssSystem.NAVIC, number) : UNKNOWN;
            default -> UNKNOWN;
        };
        return own != UNKNOWN ? own : byRange(number);
    }

    /// The satellite that a number means in the single range of u-blox's older binary messages (NAV-SVINFO).
    public static int ubloxSatellite(int number) {
        if (number >= 1 && number <= 32) {
            return pack(GnssSystem.GPS, number);
        } else if (number <= 64) {
            return ranged(number, 33, 64, 27, GnssSystem.BEIDOU);
        } else if (number <= 96) {
            return pack(GnssSystem.GLONASS, number - 64);
        } else if (number <= 158) {
            return ranged(number, 120, 158, 0, GnssSystem.SBAS);
        } else if (number <= 163) {
            return pack(GnssSystem.BEIDOU, number - 158);
        } else if (number <= 182) {
            return ranged(number, 173, 182, 172, GnssSystem.IMES);
        }
        int qzss = ranged(number, 193, 202, 192, GnssSystem.QZSS);
        return qzss != UNKNOWN ? qzss : ranged(number, 211, 246, 210, GnssSystem.GALILEO);
    }

    /// The satellite by its system's gnssId and its number there, as NAV-SAT has them.
    public static int satellite(int gnssId, int number) {
        return gnssId <= GnssSystem.NAVIC.ordinal() ? pack(GnssSystem.of(gnssId), number) : UNKNOWN;
    }

    public static GnssSystem system(int satellite) {
        return GnssSystem.of(satellite >>> NUMBER_BITS);
    }

    public static int number(int satellite) {
        return satellite & (1 << NUMBER_BITS) - 1;
    }

    /// The system id that a talker stands for; 0 for GN and for instruments that relay. Quectel's PQ carries QZSS and
    /// BeiDou, told apart by the system id or the range.
    private static int systemOf(int talker) {
        return switch (talker) {
            case 'G' << 8 | 'P' -> 1;
            case 'G' << 8 | 'L' -> 2;
            case 'G' << 8 | 'A' -> 3;
            case 'G' << 8 | 'B', 'B' << 8 | 'D' -> 4;
            case 'G' << 8 | 'Q', 'Q' << 8 | 'Z' -> 5;
            case 'G' << 8 | 'I' -> 6;
            default -> 0;
        };
    }

    private static int byRange(int number) {
        if (number <= 32) {
            return pack(GnssSystem.GPS, number);
        } else if (number <= 64) {
            return pack(GnssSystem.SBAS, number + 87);
        } else if (number <= 96) {
            return pack(GnssSystem.GLONASS, number - 64);
        } else if (number < 201) {
            int sbas = ranged(number, 120, 158, 0, GnssSystem.SBAS);
            return sbas != UNKNOWN ? sbas : ranged(number, 193, 200, 192, GnssSystem.QZSS);
        } else if (number <= 264) {
            return pack(GnssSystem.BEIDOU, number - 200);
        } else if (number <= 400) {
            return ranged(number, 301, 336, 300, GnssSystem.GALILEO);
        } else if (number <= 464) {
            return pack(GnssSystem.BEIDOU, number - 400);
        }
        return ranged(number, 901, 918, 900, GnssSystem.NAVIC);
    }

    private static int ranged(int number, int first, int last, int minus, GnssSystem system) {
        return number >= first && number <= last ? pack(system, number - minus) : UNKNOWN;
    }

    private static int pack(GnssSystem system, int number) {
        return system.ordinal() << NUMBER_BITS | number;
    }
}
