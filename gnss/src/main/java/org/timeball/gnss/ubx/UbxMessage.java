package org.timeball.gnss.ubx;

/// A frame seen as its kind: names for its fields. Views over [UbxFrame]; valid as long as that is.
public sealed interface UbxMessage permits UbxNav, UbxSky, UbxTiming, UbxStatus, UbxMessage.Other {
    UbxFrame frame();

    /// A good frame of another kind, or one too short for its kind.
    record Other(UbxFrame frame) implements UbxMessage {
    }

    /// The views of one frame, made once.
    final class Views {
        private final UbxFrame frame;
        private final Other other;
        private final UbxNav.Pvt pvt;
        private final UbxNav.Hnr hnr;
        private final UbxNav.Solution solution;
        private final UbxNav.Status status;
        private final UbxNav.Position position;
        private final UbxNav.EcefPosition ecefPosition;
        private final UbxNav.Velocity velocity;
        private final UbxSky.Dilution dilution;
        private final UbxSky.Satellites satellites;
        private final UbxSky.Channels channels;
        private final UbxNav.Clock clock;
        private final UbxNav.EndOfEpoch endOfEpoch;
        private final UbxTiming.GpsTime gpsTime;
        private final UbxTiming.UtcTime utcTime;
        private final UbxTiming.SystemTime galileoTime;
        private final UbxTiming.SystemTime beidouTime;
        private final UbxTiming.GlonassTime glonassTime;
        private final UbxTiming.LeapSeconds leapSeconds;
        private final UbxTiming.PulseNotice pulseNotice;
        private final UbxTiming.TimeMark timeMark;
        private final UbxTiming.SurveyIn surveyIn;
        private final UbxTiming.TimingSurveyIn timingSurveyIn;
        private final UbxTiming.RawMeasurements rawMeasurements;
        private final UbxStatus.Version version;
        private final UbxStatus.Hardware hardware;
        private final UbxStatus.RadioFrequency radioFrequency;
        private final UbxStatus.SignalSecurity signalSecurity;
        private final UbxStatus.Acknowledgement acknowledgement;

        Views(UbxFrame frame) {
            this.frame = frame;
            other = new Other(frame);
            pvt = new UbxNav.Pvt(frame);
            hnr = new UbxNav.Hnr(frame);
            solution = new UbxNav.Solution(frame);
            status = new UbxNav.Status(frame);
            position = new UbxNav.Position(frame);
            ecefPosition = new UbxNav.EcefPosition(frame);
            velocity = new UbxNav.Velocity(frame);
            dilution = new UbxSky.Dilution(frame);
            satellites = new UbxSky.Satellites(frame);
            channels = new UbxSky.Channels(frame);
            clock = new UbxNav.Clock(frame);
            endOfEpoch = new UbxNav.EndOfEpoch(frame);
            gpsTime = new UbxTiming.GpsTime(frame);
            utcTime = new UbxTiming.UtcTime(frame);
            galileoTime = new UbxTiming.SystemTime(frame, UbxTiming.SystemTime.GALILEO);
            beidouTime = new UbxTiming.SystemTime(frame, UbxTiming.SystemTime.BEIDOU);
            glonassTime = new UbxTiming.GlonassTime(frame);
            leapSeconds = new UbxTiming.LeapSeconds(frame);
            pulseNotice = new UbxTiming.PulseNotice(frame);
            timeMark = new UbxTiming.TimeMark(frame);
            surveyIn = new UbxTiming.SurveyIn(frame);
            timingSurveyIn = new UbxTiming.TimingSurveyIn(frame);
            rawMeasurements = new UbxTiming.RawMeasurements(frame);
            version = new UbxStatus.Version(frame);
            hardware = new UbxStatus.Hardware(frame);
            radioFrequency = new UbxStatus.RadioFrequency(frame);
            signalSecurity = new UbxStatus.SignalSecurity(frame);
            acknowledgement = new UbxStatus.Acknowledgement(frame);
        }

        /// The view for a class and id, see [UbxFrame#code].
        UbxMessage of(int code) {
            return switch (code >>> 8) {
                case 0x01 -> navigation(code & 0xff);
                case 0x02 -> code == 0x0215 ? atLeast(16, rawMeasurements) : other;
                case 0x05 -> code <= 0x0501 ? atLeast(2, acknowledgement) : other;
                case 0x0a -> monitoring(code & 0xff);
                case 0x0d -> timing(code & 0xff);
                case 0x27 -> code == 0x2709 ? atLeast(4, signalSecurity) : other;
                case 0x28 -> code == 0x2800 ? atLeast(68, hnr) : other;
                default -> other;
            };
        }

        private UbxMessage navigation(int id) {
            return switch (id) {
                case 0x01 -> atLeast(20, ecefPosition);
                case 0x02 -> atLeast(28, position);
                case 0x03 -> atLeast(16, status);
                case 0x04 -> atLeast(18, dilution);
                case 0x06 -> atLeast(48, solution);
                case 0x07 -> atLeast(84, pvt);
                case 0x12 -> atLeast(36, velocity);
                case 0x20 -> atLeast(16, gpsTime);
                case 0x21 -> atLeast(20, utcTime);
                case 0x22 -> atLeast(20, clock);
                case 0x23 -> atLeast(20, glonassTime);
                case 0x24 -> atLeast(20, beidouTime);
                case 0x25 -> atLeast(20, galileoTime);
                case 0x26 -> atLeast(24, leapSeconds);
                case 0x30 -> atLeast(8, channels);
                case 0x35 -> atLeast(8, satellites);
                case 0x3b -> atLeast(40, surveyIn);
                case 0x61 -> atLeast(4, endOfEpoch);
                default -> other;
            };
        }

        private UbxMessage monitoring(int id) {
            return switch (id) {
                case 0x04 -> atLeast(40, version);
                case 0x09 -> atLeast(60, hardware);
                case 0x38 -> atLeast(4, radioFrequency);
                default -> other;
            };
        }

        private UbxMessage timing(int id) {
            return switch (id) {
                case 0x01 -> atLeast(16, pulseNotice);
                case 0x03 -> atLeast(28, timeMark);
                case 0x04 -> atLeast(28, timingSurveyIn);
                default -> other;
            };
        }

        private UbxMessage atLeast(int length, UbxMessage view) {
            return frame.length() >= length ? view : other;
        }
    }
}
