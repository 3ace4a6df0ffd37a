package org.timeball.gnss.ubx;

/// Messages of the receiver about itself: what it is, how its antenna and its reception are, what it took in.
public sealed interface UbxStatus extends UbxMessage {
    /// MON-VER: firmware and hardware.
    record Version(UbxFrame frame) implements UbxStatus {
        private static final int SOFTWARE_WIDTH = 30;
        private static final int HARDWARE_WIDTH = 10;

        public String software() {
            return frame.text(0, SOFTWARE_WIDTH);
        }

        public String hardware() {
            return frame.text(SOFTWARE_WIDTH, HARDWARE_WIDTH);
        }

        /// What stands behind a key in the extensions, such as `PROTVER` or `MOD`, after `=` or a space; empty if no
        /// extension begins so.
        public String extension(String key) {
            for (int at = SOFTWARE_WIDTH + HARDWARE_WIDTH; at < frame.length(); at += SOFTWARE_WIDTH) {
                String text = frame.text(at, SOFTWARE_WIDTH);
                if (text.startsWith(key + "=") || text.startsWith(key + " ")) {
                    return text.substring(key.length() + 1).strip();
                }
            }
            return "";
        }
    }

    /// How an antenna is doing, as MON-HW and MON-RF number it.
    enum Antenna {
        INITIALISING,
        UNKNOWN,
        OK,
        SHORT,
        OPEN;

        private static final Antenna[] BY_NUMBER = values();

        static Antenna of(int number) {
            return number < BY_NUMBER.length ? BY_NUMBER[number] : UNKNOWN;
        }
    }

    /// MON-HW: antenna and interference; 60 bytes from generation 7 on, 68 before.
    record Hardware(UbxFrame frame) implements UbxStatus {
        private static final int LENGTH_OF_GENERATION_6 = 68;

        public Antenna antenna() {
            return Antenna.of(frame.u1(20));
        }

        /// 0 unknown or off, 1 none, 2 warning, 3 critical.
        public int jamming() {
            return frame.u1(22) >>> 2 & 3;
        }

        /// Narrow-band interference, 0 none to 255 strong.
        public int jamIndicator() {
            return frame.u1(frame.length() >= LENGTH_OF_GENERATION_6 ? 53 : 45);
        }

        /// Gain of the receiver's amplifier, 0 to 8191.
        public int gain() {
            return frame.u2(18);
        }
    }

    /// MON-RF (generation 9 and later): the same for each band.
    record RadioFrequency(UbxFrame frame) implements UbxStatus {
        private static final int FIRST = 4;
        private static final int SIZE = 24;

        public int count() {
            return Math.min(frame.u1(1), (frame.length() - FIRST) / SIZE);
        }

        public int jamming(int block) {
            return frame.u1(FIRST + SIZE * block + 1) & 3;
        }

        public Antenna antenna(int block) {
            return Antenna.of(frame.u1(FIRST + SIZE * block + 2));
        }

        public int jamIndicator(int block) {
            return frame.u1(FIRST + SIZE * block + 16);
        }
    }

    /// SEC-SIG (late generation 9): whether somebody jams or forges signals.
    record SignalSecurity(UbxFrame frame) implements UbxStatus {
        private static final int VERSION_WITH_COMMON_FLAGS = 1;

        /// 0 unknown, 1 none, 2 indicated, 3 several indications or critical.
        public int jamming() {
            return frame.u1(0) == VERSION_WITH_COMMON_FLAGS ? frame.u1(4) >>> 1 & 3 : frame.u1(1) >>> 1 & 3;
        }

        /// As [UbxNav.Status#spoofing].
        public int spoofing() {
            return frame.u1(0) == VERSION_WITH_COMMON_FLAGS ? frame.u1(8) >>> 1 & 7 : frame.u1(1) >>> 4 & 7;
        }
    }

    /// ACK-ACK and ACK-NAK: whether a configuration was taken.
    record Acknowledgement(UbxFrame frame) implements UbxStatus {
        public boolean isTaken() {
            return frame.code() == 0x0501;
        }

        /// Class and id of the message that it answers, see [UbxFrame#code].
        public int answered() {
            return frame.u1(0) << 8 | frame.u1(1);
        }
    }
}
