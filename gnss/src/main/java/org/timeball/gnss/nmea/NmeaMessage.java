package org.timeball.gnss.nmea;

/// A sentence seen as its kind: names for its fields. Views over [NmeaSentence]; valid as long as that is.
///
/// Times of day are nanoseconds since midnight UTC ([NmeaSentence#ABSENT] where there is none), degrees are positive
/// north and east, absent decimals are NaN.
public sealed interface NmeaMessage {
    NmeaSentence fields();

    /// Recommended minimum: time, date, validity, position.
    record Rmc(NmeaSentence fields) implements NmeaMessage {
        public long timeOfDayNanos() {
            return fields.timeOfDayNanos(1);
        }

        /// Status A, and not contradicted by a mode N (mode is NMEA 2.3 and later).
        public boolean isValid() {
            return fields.letter(2) == 'A' && fields.letter(12) != 'N';
        }

        public double latitudeDegrees() {
            return fields.degrees(3, 90);
        }

        public double longitudeDegrees() {
            return fields.degrees(5, 180);
        }

        public int day() {
            return dateIsWhole() ? fields.twoDigits(9, 0) : NmeaSentence.ABSENT;
        }

        public int month() {
            return dateIsWhole() ? fields.twoDigits(9, 2) : NmeaSentence.ABSENT;
        }

        /// The last two digits of the year.
        public int yearOfCentury() {
            return dateIsWhole() ? fields.twoDigits(9, 4) : NmeaSentence.ABSENT;
        }

        private boolean dateIsWhole() {
            return fields.width(9) == 6;
        }
    }

    /// Time with the full year; says nothing of validity.
    record Zda(NmeaSentence fields) implements NmeaMessage {
        public long timeOfDayNanos() {
            return fields.timeOfDayNanos(1);
        }

        public int day() {
            return fields.integer(2);
        }

        public int month() {
            return fields.integer(3);
        }

        public int year() {
            return fields.width(4) == 4 ? fields.integer(4) : NmeaSentence.ABSENT;
        }
    }

    /// Fix data: time, position, quality.
    record Gga(NmeaSentence fields) implements NmeaMessage {
        public long timeOfDayNanos() {
            return fields.timeOfDayNanos(1);
        }

        public double latitudeDegrees() {
            return fields.degrees(2, 90);
        }

        public double longitudeDegrees() {
            return fields.degrees(4, 180);
        }

        /// 0 none, 1 GPS, 2 differential, 3 PPS, 4 and 5 RTK, 6 dead reckoning, 7 manual, 8 simulator.
        public int quality() {
            return fields.integer(6);
        }

        public int satellitesUsed() {
            return fields.integer(7);
        }

        /// Above mean sea level.
        public double altitudeMetres() {
            return fields.decimal(9);
        }
    }

    /// Satellites used and the kind of fix; one sentence a system where several systems are used.
    record Gsa(NmeaSentence fields) implements NmeaMessage {
        private static final int FIRST_SLOT = 3;

        /// 1 none, 2 two-dimensional, 3 three-dimensional.
        public int fix() {
            return fields.integer(2);
        }

        /// Places for satellites: 12 by the standard, 24 at Navior.
        public int slots() {
            return Math.max(0, fields.fieldCount() - FIRST_SLOT - (hasSystem() ? 4 : 3));
        }

        /// The number in a slot as the receiver writes it, absent where the slot is empty.
        public int satelliteNumber(int slot) {
            return fields.integer(FIRST_SLOT + slot);
        }

        /// System id of NMEA 4.1, 1 GPS to 6 NavIC; absent before 4.1.
        public int system() {
            return hasSystem() ? fields.integer(fields.fieldCount() - 1) : NmeaSentence.ABSENT;
        }

        /// Slots come in twelves, then three dilutions, then the system: 19 or 31 fields with it.
        private boolean hasSystem() {
            return (fields.fieldCount() - FIRST_SLOT) % 12 == 4;
        }
    }

    /// Satellites in view, four a sentence.
    record Gsv(NmeaSentence fields) implements NmeaMessage {
        private static final int FIRST_GROUP = 4;

        public int sentences() {
            return fields.integer(1);
        }

        /// Which of the set, from 1.
        public int number() {
            return fields.integer(2);
        }

        /// Groups of four fields that are really there.
        public int groups() {
            return Math.max(0, (fields.fieldCount() - FIRST_GROUP) / 4);
        }

        public int satelliteNumber(int group) {
            return fields.integer(FIRST_GROUP + 4 * group);
        }

        public double elevationDegrees(int group) {
            return fields.decimal(FIRST_GROUP + 4 * group + 1);
        }

        public double azimuthDegrees(int group) {
            return fields.decimal(FIRST_GROUP + 4 * group + 2);
        }

        /// Absent while the satellite is not tracked.
        public double cn0DbHz(int group) {
            return fields.decimal(FIRST_GROUP + 4 * group + 3);
        }

        /// Signal id of NMEA 4.1, 0 to 15; absent before 4.1.
        public int signal() {
            int last = fields.fieldCount() - 1;
            return last >= FIRST_GROUP && (last - FIRST_GROUP) % 4 == 0 ? fields.hexDigit(last) : NmeaSentence.ABSENT;
        }
    }

    /// Position and time of an older kind.
    record Gll(NmeaSentence fields) implements NmeaMessage {
        public long timeOfDayNanos() {
            return fields.timeOfDayNanos(5);
        }

        /// Status other than A, or mode N; the oldest receivers send neither and say nothing.
        public boolean deniesFix() {
            return fields.has(6) && fields.letter(6) != 'A' || fields.letter(7) == 'N';
        }
    }

    /// Fix data of several systems together.
    record Gns(NmeaSentence fields) implements NmeaMessage {
        public long timeOfDayNanos() {
            return fields.timeOfDayNanos(1);
        }

        public double latitudeDegrees() {
            return fields.degrees(2, 90);
        }

        public double longitudeDegrees() {
            return fields.degrees(4, 180);
        }

        /// Whether no system has a fix: one mode letter a system, N for none.
        public boolean deniesFix() {
            for (int i = 0; i < fields.width(6); i++) {
                if (fields.character(6, i) != 'N') {
                    return false;
                }
            }
            return fields.has(6);
        }

        public int satellitesUsed() {
            return fields.integer(7);
        }

        /// Above mean sea level.
        public double altitudeMetres() {
            return fields.decimal(9);
        }
    }

    /// Course and speed; its mode tells whether there is a fix.
    record Vtg(NmeaSentence fields) implements NmeaMessage {
        /// Mode N (NMEA 2.3 and later) denies a fix; anything else says nothing.
        public boolean deniesFix() {
            return fields.letter(9) == 'N';
        }
    }

    /// A good sentence of another kind.
    record Other(NmeaSentence fields) implements NmeaMessage {
    }

    /// The views of one sentence, made once.
    final class Views {
        private final Rmc rmc;
        private final Zda zda;
        private final Gga gga;
        private final Gsa gsa;
        private final Gsv gsv;
        private final Gll gll;
        private final Gns gns;
        private final Vtg vtg;
        private final Other other;

        Views(NmeaSentence sentence) {
            rmc = new Rmc(sentence);
            zda = new Zda(sentence);
            gga = new Gga(sentence);
            gsa = new Gsa(sentence);
            gsv = new Gsv(sentence);
            gll = new Gll(sentence);
            gns = new Gns(sentence);
            vtg = new Vtg(sentence);
            other = new Other(sentence);
        }

        /// The view for an address; one that starts with P is a maker's own, whatever its end looks like.
        NmeaMessage of(long addressCode) {
            if (addressCode >>> 32 == 'P' && addressCode >>> 24 != ('P' << 8 | 'Q')) {
                return other;
            }
            return switch ((int) addressCode & 0xff_ffff) {
                case 'R' << 16 | 'M' << 8 | 'C' -> rmc;
                case 'Z' << 16 | 'D' << 8 | 'A' -> zda;
                case 'G' << 16 | 'G' << 8 | 'A' -> gga;
                case 'G' << 16 | 'S' << 8 | 'A' -> gsa;
                case 'G' << 16 | 'S' << 8 | 'V' -> gsv;
                case 'G' << 16 | 'L' << 8 | 'L' -> gll;
                case 'G' << 16 | 'N' << 8 | 'S' -> gns;
                case 'V' << 16 | 'T' << 8 | 'G' -> vtg;
                default -> other;
            };
        }
    }
}
