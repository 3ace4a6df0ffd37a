package org.timeball.gnss.ubx;

/// Messages about satellites and their geometry. `iTowMillis` is GPS time of week and names the epoch.
public sealed interface UbxSky extends UbxMessage {
    /// NAV-DOP: dilutions of precision.
    record Dilution(UbxFrame frame) implements UbxSky {
        public long iTowMillis() {
            return frame.u4(0);
        }

        public double geometric() {
            return frame.u2(4) * 1e-2;
        }

        public double position() {
            return frame.u2(6) * 1e-2;
        }

        public double time() {
            return frame.u2(8) * 1e-2;
        }

        public double vertical() {
            return frame.u2(10) * 1e-2;
        }

        public double horizontal() {
            return frame.u2(12) * 1e-2;
        }
    }

    /// NAV-SAT (generation 8 and later): satellites with the system they belong to.
    record Satellites(UbxFrame frame) implements UbxSky {
        private static final int FIRST = 8;
        private static final int SIZE = 12;

        public long iTowMillis() {
            return frame.u4(0);
        }

        /// How many follow, no more than there are.
        public int count() {
            return Math.min(frame.u1(5), (frame.length() - FIRST) / SIZE);
        }

        /// 0 to 7 in the order of [org.timeball.gnss.sky.GnssSystem]; others may come.
        public int gnssId(int index) {
            return frame.u1(FIRST + SIZE * index);
        }

        public int number(int index) {
            return frame.u1(FIRST + SIZE * index + 1);
        }

        /// 0 while it is not tracked.
        public int cn0DbHz(int index) {
            return frame.u1(FIRST + SIZE * index + 2);
        }

        /// Beyond ±90 where it is not known.
        public int elevationDegrees(int index) {
            return frame.i1(FIRST + SIZE * index + 3);
        }

        public int azimuthDegrees(int index) {
            return frame.i2(FIRST + SIZE * index + 4);
        }

        public boolean isUsed(int index) {
            return frame.has(FIRST + SIZE * index + 8, 8);
        }
    }

    /// NAV-SVINFO (generations 4 to 8): satellites by their number in one common range.
    record Channels(UbxFrame frame) implements UbxSky {
        private static final int FIRST = 8;
        private static final int SIZE = 12;

        public long iTowMillis() {
            return frame.u4(0);
        }

        /// How many follow, no more than there are.
        public int count() {
            return Math.min(frame.u1(4), (frame.length() - FIRST) / SIZE);
        }

        /// In u-blox's single range: 1 to 32 GPS, 65 to 96 GLONASS, 120 to 158 SBAS, and so on.
        public int number(int index) {
            return frame.u1(FIRST + SIZE * index + 1);
        }

        public boolean isUsed(int index) {
            return frame.has(FIRST + SIZE * index + 2, 1);
        }

        /// 0 while it is not tracked.
        public int cn0DbHz(int index) {
            return frame.u1(FIRST + SIZE * index + 4);
        }

        public int elevationDegrees(int index) {
            return frame.i1(FIRST + SIZE * index + 5);
        }

        public int azimuthDegrees(int index) {
            return frame.i2(FIRST + SIZE * index + 6);
        }
    }
}
