package org.timeball.gnss.nmea;

/// A maker's own sentence that tells something no standard one does.
public sealed interface VendorMessage extends NmeaMessage {
    /// u-blox `PUBX,00`: position, with the height above the ellipsoid.
    record UbloxPosition(NmeaSentence fields) implements VendorMessage {
        public long timeOfDayNanos() {
            return fields.timeOfDayNanos(2);
        }

        public double latitudeDegrees() {
            return fields.degrees(3, 90);
        }

        public double longitudeDegrees() {
            return fields.degrees(5, 180);
        }

        public double heightMetres() {
            return fields.decimal(7);
        }

        /// 0 said nothing, 1 no fix (NF), 2 two-dimensional (G2, D2), 3 all others: three-dimensional, dead reckoning,
        /// time only.
        public int fix() {
            if (!fields.has(8)) {
                return 0;
            }
            return switch (fields.text(8)) {
                case "NF" -> 1;
                case "G2", "D2" -> 2;
                default -> 3;
            };
        }
    }

    /// u-blox `PUBX,04`: time, and the only word in NMEA on whether the leap seconds come from the satellites.
    record UbloxTime(NmeaSentence fields) implements VendorMessage {
        public long timeOfDayNanos() {
            return fields.timeOfDayNanos(2);
        }

        public int day() {
            return fields.width(3) == 6 ? fields.twoDigits(3, 0) : NmeaSentence.ABSENT;
        }

        public int month() {
            return fields.width(3) == 6 ? fields.twoDigits(3, 2) : NmeaSentence.ABSENT;
        }

        public int yearOfCentury() {
            return fields.width(3) == 6 ? fields.twoDigits(3, 4) : NmeaSentence.ABSENT;
        }

        /// GPS minus UTC; absent where there is none.
        public int leapSeconds() {
            return fields.twoDigits(6, 0);
        }

        /// Without the suffix `D`, which marks the firmware's own count.
        public boolean isLeapKnown() {
            return fields.width(6) == 2 && leapSeconds() >= 0;
        }
    }

    /// Garmin `PGRMF`: the whole fix.
    record GarminFix(NmeaSentence fields) implements VendorMessage {
        public long timeOfDayNanos() {
            return fields.timeOfDayNanos(4);
        }

        public int day() {
            return fields.width(3) == 6 ? fields.twoDigits(3, 0) : NmeaSentence.ABSENT;
        }

        public int month() {
            return fields.width(3) == 6 ? fields.twoDigits(3, 2) : NmeaSentence.ABSENT;
        }

        public int yearOfCentury() {
            return fields.width(3) == 6 ? fields.twoDigits(3, 4) : NmeaSentence.ABSENT;
        }

        /// GPS minus UTC; absent where there is none.
        public int leapSeconds() {
            return fields.integer(5);
        }

        public double latitudeDegrees() {
            return fields.degrees(6, 90);
        }

        public double longitudeDegrees() {
            return fields.degrees(8, 180);
        }

        /// 0 none, 1 two-dimensional, 2 three-dimensional; absent where not said.
        public int fix() {
            return fields.integer(11);
        }
    }
}
