package org.timeball.gnss.ubx;

/// Messages of navigation: where, how fast, with which satellites. Lengths are metres, angles degrees, speeds m/s,
/// unless a name says otherwise. `iTowMillis` is GPS time of week and names the epoch.
public sealed interface UbxNav extends UbxMessage {
    /// NAV-PVT (generation 7 and later): the whole fix in one message.
    record Pvt(UbxFrame frame) implements UbxNav, CivilTime {
        public long iTowMillis() {
            return frame.u4(0);
        }

        @Override
        public int dateOffset() {
            return 4;
        }

        @Override
        public int nanoOffset() {
            return 16;
        }

        @Override
        public int validOffset() {
            return 11;
        }

        public long timeAccuracyNanos() {
            return frame.u4(12);
        }

        /// 0 none, 1 dead reckoning, 2 2-D, 3 3-D, 4 GNSS and dead reckoning, 5 time only.
        public int fixType() {
            return frame.u1(20);
        }

        public boolean isFixOk() {
            return frame.has(21, 1);
        }

        public boolean isDifferential() {
            return frame.has(21, 2);
        }

        /// 0 none, 1 float, 2 fixed.
        public int carrierSolution() {
            return frame.u1(21) >>> 6;
        }

        public int satellitesUsed() {
            return frame.u1(23);
        }

        public double longitudeDegrees() {
            return frame.i4(24) * 1e-7;
        }

        public double latitudeDegrees() {
            return frame.i4(28) * 1e-7;
        }

        /// Above the ellipsoid.
        public double heightMetres() {
            return frame.i4(32) * 1e-3;
        }

        public double altitudeMetres() {
            return frame.i4(36) * 1e-3;
        }

        public double horizontalAccuracyMetres() {
            return frame.u4(40) * 1e-3;
        }

        public double verticalAccuracyMetres() {
            return frame.u4(44) * 1e-3;
        }

        public double downSpeed() {
            return frame.i4(56) * 1e-3;
        }

        public double groundSpeed() {
            return frame.i4(60) * 1e-3;
        }

        public double course() {
            return frame.i4(64) * 1e-5;
        }
    }

    /// HNR-PVT (8L, 8U, 9R): the fix between epochs, from inertial sensors, up to 30 times a second.
    record Hnr(UbxFrame frame) implements UbxNav, CivilTime {
        public long iTowMillis() {
            return frame.u4(0);
        }

        @Override
        public int dateOffset() {
            return 4;
        }

        @Override
        public int nanoOffset() {
            return 12;
        }

        @Override
        public int validOffset() {
            return 11;
        }

        /// As [Pvt#fixType].
        public int fixType() {
            return frame.u1(16);
        }

        public boolean isFixOk() {
            return frame.has(17, 1);
        }

        public double longitudeDegrees() {
            return frame.i4(20) * 1e-7;
        }

        public double latitudeDegrees() {
            return frame.i4(24) * 1e-7;
        }

        /// Above the ellipsoid.
        public double heightMetres() {
            return frame.i4(28) * 1e-3;
        }

        public double altitudeMetres() {
            return frame.i4(32) * 1e-3;
        }

        public double groundSpeed() {
            return frame.i4(36) * 1e-3;
        }

        public double course() {
            return frame.i4(44) * 1e-5;
        }
    }

    /// NAV-SOL (generations 4 to 8): the fix in earth-centred coordinates, and GPS time.
    record Solution(UbxFrame frame) implements UbxNav {
        public long iTowMillis() {
            return frame.u4(0);
        }

        /// To be added to the time of week; may be negative.
        public int fractionNanos() {
            return frame.i4(4);
        }

        /// Full GPS week.
        public int week() {
            return frame.i2(8);
        }

        /// As [Pvt#fixType].
        public int fixType() {
            return frame.u1(10);
        }

        public boolean isFixOk() {
            return frame.has(11, 1);
        }

        public boolean isDifferential() {
            return frame.has(11, 2);
        }

        /// Week and time of week are both valid.
        public boolean isGpsTimeValid() {
            return frame.has(11, 0x0c);
        }

        public double xMetres() {
            return frame.i4(12) * 1e-2;
        }

        public double yMetres() {
            return frame.i4(16) * 1e-2;
        }

        public double zMetres() {
            return frame.i4(20) * 1e-2;
        }

        /// Radius of a sphere.
        public double positionAccuracyMetres() {
            return frame.u4(24) * 1e-2;
        }

        public int satellitesUsed() {
            return frame.u1(47);
        }
    }

    /// NAV-STATUS: whether there is a fix; from protocol 18 also whether somebody forges signals.
    record Status(UbxFrame frame) implements UbxNav {
        public long iTowMillis() {
            return frame.u4(0);
        }

        /// As [Pvt#fixType].
        public int fixType() {
            return frame.u1(4);
        }

        public boolean isFixOk() {
            return frame.has(5, 1);
        }

        /// 0 unknown or off, 1 none, 2 indicated, 3 indicated several times.
        public int spoofing() {
            return frame.u1(7) >>> 3 & 3;
        }

        /// Since it was switched on.
        public long uptimeMillis() {
            return frame.u4(12);
        }
    }

    /// NAV-POSLLH: the position.
    record Position(UbxFrame frame) implements UbxNav {
        public long iTowMillis() {
            return frame.u4(0);
        }

        public double longitudeDegrees() {
            return frame.i4(4) * 1e-7;
        }

        public double latitudeDegrees() {
            return frame.i4(8) * 1e-7;
        }

        /// Above the ellipsoid.
        public double heightMetres() {
            return frame.i4(12) * 1e-3;
        }

        public double altitudeMetres() {
            return frame.i4(16) * 1e-3;
        }

        public double horizontalAccuracyMetres() {
            return frame.u4(20) * 1e-3;
        }

        public double verticalAccuracyMetres() {
            return frame.u4(24) * 1e-3;
        }
    }

    /// NAV-POSECEF: the position in earth-centred coordinates.
    record EcefPosition(UbxFrame frame) implements UbxNav {
        public long iTowMillis() {
            return frame.u4(0);
        }

        public double xMetres() {
            return frame.i4(4) * 1e-2;
        }

        public double yMetres() {
            return frame.i4(8) * 1e-2;
        }

        public double zMetres() {
            return frame.i4(12) * 1e-2;
        }

        /// Radius of a sphere.
        public double accuracyMetres() {
            return frame.u4(16) * 1e-2;
        }
    }

    /// NAV-VELNED: speed and course.
    record Velocity(UbxFrame frame) implements UbxNav {
        public long iTowMillis() {
            return frame.u4(0);
        }

        public double downSpeed() {
            return frame.i4(12) * 1e-2;
        }

        public double groundSpeed() {
            return frame.u4(20) * 1e-2;
        }

        public double course() {
            return frame.i4(24) * 1e-5;
        }
    }

    /// NAV-CLOCK: the receiver's own oscillator.
    record Clock(UbxFrame frame) implements UbxNav {
        public long iTowMillis() {
            return frame.u4(0);
        }

        public int biasNanos() {
            return frame.i4(4);
        }

        public int driftNanosPerSecond() {
            return frame.i4(8);
        }

        public long timeAccuracyNanos() {
            return frame.u4(12);
        }
    }

    /// NAV-EOE (protocol 18 and later): nothing more will come for this epoch.
    record EndOfEpoch(UbxFrame frame) implements UbxNav {
        public long iTowMillis() {
            return frame.u4(0);
        }
    }
}
