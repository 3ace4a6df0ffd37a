package org.timeball.gnss.ubx;

/// Messages of time: GPS, UTC and other systems' time, leap seconds, the pulse, and the survey of the place that a
/// timing receiver then holds fixed.
public sealed interface UbxTiming extends UbxMessage {
    /// NAV-TIMEGPS: GPS time, and the leap seconds between it and UTC.
    record GpsTime(UbxFrame frame) implements UbxTiming {
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

        /// GPS minus UTC.
        public int leapSeconds() {
            return frame.i1(10);
        }

        public boolean isTimeValid() {
            return frame.has(11, 3);
        }

        public boolean isLeapValid() {
            return frame.has(11, 4);
        }

        /// 4,294,967,295 where it is not known, also beside flags that say valid.
        public long accuracyNanos() {
            return frame.u4(12);
        }
    }

    /// NAV-TIMEUTC.
    record UtcTime(UbxFrame frame) implements UbxTiming, CivilTime {
        public long iTowMillis() {
            return frame.u4(0);
        }

        public long accuracyNanos() {
            return frame.u4(4);
        }

        @Override
        public int dateOffset() {
            return 12;
        }

        @Override
        public int nanoOffset() {
            return 8;
        }

        @Override
        public int validOffset() {
            return 19;
        }
    }

    /// NAV-TIMEGAL and NAV-TIMEBDS: time of week and week of another system, and its leap seconds.
    ///
    /// @param system one of [#GALILEO] and [#BEIDOU]
    record SystemTime(UbxFrame frame, int system) implements UbxTiming {
        public static final int GALILEO = 2;
        public static final int BEIDOU = 3;

        public long iTowMillis() {
            return frame.u4(0);
        }

        /// Of the system's own week.
        public long secondOfWeek() {
            return frame.u4(4);
        }

        public int fractionNanos() {
            return frame.i4(8);
        }

        /// Of the system's own count: Galileo's begins on 1999-08-22, BeiDou's on 2006-01-01.
        public int week() {
            return frame.i2(12);
        }

        /// The system's time minus UTC: 18 for Galileo when BeiDou has 4.
        public int leapSeconds() {
            return frame.i1(14);
        }

        public boolean isTimeValid() {
            return frame.has(15, 3);
        }

        public boolean isLeapValid() {
            return frame.has(15, 4);
        }

        public long accuracyNanos() {
            return frame.u4(16);
        }
    }

    /// NAV-TIMEGLO: GLONASS time, which is UTC and three hours, counted in days of a four-year interval.
    record GlonassTime(UbxFrame frame) implements UbxTiming {
        public long iTowMillis() {
            return frame.u4(0);
        }

        /// Of Moscow's day; up to 86,400 in a leap second.
        public long secondOfDay() {
            return frame.u4(4);
        }

        public int fractionNanos() {
            return frame.i4(8);
        }

        /// 1 is 1 January of the interval's leap year.
        public int dayOfInterval() {
            return frame.u2(12);
        }

        /// 1 is 1996 to 1999.
        public int interval() {
            return frame.u1(14);
        }

        public boolean isValid() {
            return frame.has(15, 3);
        }

        public long accuracyNanos() {
            return frame.u4(16);
        }
    }

    /// NAV-TIMELS (generation 8 and later): leap seconds, now and to come, and from whom the receiver knows.
    record LeapSeconds(UbxFrame frame) implements UbxTiming {
        private static final int FIRMWARE_DEFAULT = 0;
        private static final int UNKNOWN = 255;

        public long iTowMillis() {
            return frame.u4(0);
        }

        /// GPS minus UTC.
        public int current() {
            return frame.i1(9);
        }

        /// Flagged valid, and learnt from somebody else than the firmware's maker.
        public boolean isCurrentKnown() {
            int source = frame.u1(8);
            return frame.has(23, 1) && source != FIRMWARE_DEFAULT && source != UNKNOWN;
        }

        /// −1, 0 or +1.
        public int change() {
            return frame.i1(11);
        }

        /// Negative when it has passed.
        public int secondsToEvent() {
            return frame.i4(12);
        }

        /// The second flag: the first one speaks of the current count alone.
        public boolean isEventKnown() {
            return frame.has(23, 2) && frame.u1(10) != 0;
        }
    }

    /// TIM-TP: by how much the NEXT pulse will miss its second (sawtooth). It comes in the second before that pulse.
    record PulseNotice(UbxFrame frame) implements UbxTiming {
        /// Of the pulse's second, in the timescale that [#isUtc] tells.
        public long towMillis() {
            return frame.u4(0);
        }

        /// Picoseconds: positive means that the pulse comes early by so much, so that a corrected time of the edge is
        /// the measured one plus this.
        public int errorPicos() {
            return frame.i4(8);
        }

        public int week() {
            return frame.u2(12);
        }

        /// Whether week and time of week are UTC; otherwise GNSS time.
        public boolean isUtc() {
            return frame.has(14, 1);
        }

        /// Some generations mark an error that must not be used.
        public boolean isErrorValid() {
            return !frame.has(14, 0x10);
        }
    }

    /// TIM-TM2: when an edge came on the EXTINT pin.
    record TimeMark(UbxFrame frame) implements UbxTiming {
        public int channel() {
            return frame.u1(0);
        }

        public boolean isNewRising() {
            return frame.has(1, 0x80);
        }

        public boolean isTimeValid() {
            return frame.has(1, 0x40);
        }

        public int risingWeek() {
            return frame.u2(4);
        }

        public long risingTowMillis() {
            return frame.u4(8);
        }

        public long risingFractionNanos() {
            return frame.u4(12);
        }
    }

    /// NAV-SVIN (M8P, F9P, F9T): how far the survey of the place has come.
    record SurveyIn(UbxFrame frame) implements UbxTiming {
        public long iTowMillis() {
            return frame.u4(4);
        }

        public long durationSeconds() {
            return frame.u4(8);
        }

        public double accuracyMetres() {
            return frame.u4(28) * 1e-4;
        }

        public long observations() {
            return frame.u4(32);
        }

        public boolean isValid() {
            return frame.has(36, 1);
        }

        public boolean isActive() {
            return frame.has(37, 1);
        }
    }

    /// TIM-SVIN (timing receivers up to 8): the same.
    record TimingSurveyIn(UbxFrame frame) implements UbxTiming {
        public long durationSeconds() {
            return frame.u4(0);
        }

        public double accuracyMetres() {
            return Math.sqrt(frame.u4(16)) * 1e-3;
        }

        public long observations() {
            return frame.u4(20);
        }

        public boolean isValid() {
            return frame.has(24, 1);
        }

        public boolean isActive() {
            return frame.has(25, 1);
        }
    }

    /// RXM-RAWX: raw measurements; of them only the leap seconds.
    record RawMeasurements(UbxFrame frame) implements UbxTiming {
        /// GPS minus UTC.
        public int leapSeconds() {
            return frame.i1(10);
        }

        public boolean isLeapKnown() {
            return frame.has(12, 1);
        }
    }
}
