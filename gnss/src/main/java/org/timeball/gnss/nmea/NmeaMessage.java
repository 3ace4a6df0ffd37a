package org.timeball.gnss.nmea;

/// A sentence seen as its kind: names for its fields. Views over [NmeaSentence]; valid as long as that is.
///
/// Times of day are nanoseconds since midnight UTC ([NmeaSentence#ABSENT] where there is none), degrees are positive
/// north and east, absent decimals are NaN.
public sealed interface NmeaMessage permits NmeaMessage.Rmc, NmeaMessage.Zda, NmeaMessage.Gga, NmeaMessage.Gsa,
        NmeaMessage.Gsv, NmeaMessage.Gll, NmeaMessage.Gns, NmeaMessage.Vtg, NmeaMessage.Gst, NmeaMessage.Gbs,
        NmeaMessage.Txt, NmeaMessage.Other, VendorMessage {
    NmeaSentence fields();

    /// Recommended minimum: time, date, validity, position.
    record Rmc(NmeaSentence fields) implements NmeaMessage {
        public long timeOfDayNanos() {
            return fields.timeOfDayNanos(1);
        }

        /// Status A, or D as some early differential receivers write, and not contradicted by a mode N (mode is NMEA
        /// 2.3 and later).
        public boolean isValid() {
            char status = fields.letter(2);
            return (status == 'A' || status == 'D') && fields.letter(12) != 'N';
        }

        public double latitudeDegrees() {
            return fields.degrees(3, 90);
        }

        public double longitudeDegrees() {
            return fields.degrees(5, 180);
        }

        public double speedKnots() {
            return fields.decimal(7);
        }

        /// From true north.
        public double courseDegrees() {
            return fields.decimal(8);
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

        public double horizontalDilution() {
            return fields.decimal(8);
        }

        /// Above mean sea level.
        public double altitudeMetres() {
            return fields.decimal(9);
        }

        /// Mean sea level above the ellipsoid.
        public double geoidSeparationMetres() {
            return fields.decimal(11);
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

        public double positionDilution() {
            return fields.decimal(FIRST_SLOT + slots());
        }

        public double horizontalDilution() {
            return fields.decimal(FIRST_SLOT + slots() + 1);
        }

        public double verticalDilution() {
            return fields.decimal(FIRST_SLOT + slots() + 2);
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

        public double latitudeDegrees() {
            return fields.degrees(1, 90);
        }

        public double longitudeDegrees() {
            return fields.degrees(3, 180);
        }

        /// Status A said outright.
        public boolean isValid() {
            return fields.letter(6) == 'A' && fields.letter(7) != 'N';
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

        public double horizontalDilution() {
            return fields.decimal(8);
        }

        /// Above mean sea level.
        public double altitudeMetres() {
            return fields.decimal(9);
        }

        /// Mean sea level above the ellipsoid.
        public double geoidSeparationMetres() {
            return fields.decimal(10);
        }
    }

    /// Course and speed; its mode tells whether there is a fix.
    record Vtg(NmeaSentence fields) implements NmeaMessage {
        /// From true north.
        public double courseDegrees() {
            return fields.decimal(1);
        }

        public double speedKnots() {
            return fields.decimal(5);
        }

        /// Mode N (NMEA 2.3 and later) denies a fix; anything else says nothing.
        public boolean deniesFix() {
            return fields.letter(9) == 'N';
        }
    }

    /// Errors to expect, one standard deviation each.
    record Gst(NmeaSentence fields) implements NmeaMessage {
        public long timeOfDayNanos() {
            return fields.timeOfDayNanos(1);
        }

        /// Of the ranges that went into the fix.
        public double rangeMetres() {
            return fields.decimal(2);
        }

        public double majorMetres() {
            return fields.decimal(3);
        }

        public double minorMetres() {
            return fields.decimal(4);
        }

        /// Of the major axis, from true north.
        public double orientationDegrees() {
            return fields.decimal(5);
        }

        public double latitudeMetres() {
            return fields.decimal(6);
        }

        public double longitudeMetres() {
            return fields.decimal(7);
        }

        public double altitudeMetres() {
            return fields.decimal(8);
        }
    }

    /// A satellite that may be failing, and the errors to expect.
    record Gbs(NmeaSentence fields) implements NmeaMessage {
        public long timeOfDayNanos() {
            return fields.timeOfDayNanos(1);
        }
    }

    /// Text from the receiver.
    record Txt(NmeaSentence fields) implements NmeaMessage {
        private static final String ANTENNA = "ANTSTATUS=";

        /// What u-blox says of the antenna, such as `OK`, `OPEN` or `SHORT`; empty in other texts.
        public String antenna() {
            String text = fields.text(4);
            int at = text.indexOf(ANTENNA);
            return at < 0 ? "" : text.substring(at + ANTENNA.length()).strip();
        }
    }

    /// A good sentence of another kind.
    record Other(NmeaSentence fields) implements NmeaMessage {
    }
}
