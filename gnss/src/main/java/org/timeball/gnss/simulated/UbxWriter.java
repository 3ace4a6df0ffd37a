package org.timeball.gnss.simulated;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.timeball.gnss.nmea.NmeaWriter;
import org.timeball.gnss.nmea.NmeaWriter.Epoch;
import org.timeball.gnss.nmea.NmeaWriter.Knowledge;
import org.timeball.gnss.sky.GnssSystem;
import org.timeball.gnss.sky.Satellite;
import org.timeball.gnss.ubx.UbxFrameBuilder;
import org.timeball.timekeeping.time.UtcInstant;

/// Writes the frames of one second as a u-blox timing receiver does that holds its place fixed.
final class UbxWriter {
    /// GPS minus UTC, as the almanac has said since 2017.
    private static final int LEAP_SECONDS = 18;
    private static final long GPS_EPOCH = 315_964_800;
    private static final long WEEK_SECONDS = 7 * 86_400;
    private static final int LEARNT_FROM_GPS = 2;
    private static final int TIME_ONLY_FIX = 5;
    private static final long SEVERAL_MINUTES_NANOS = 300_000_000_000L;
    /// With a fix a timing receiver puts its time's error at some ten nanoseconds.
    private static final int ACCURACY_NANOS = 12;
    private static final int OK = 2;
    private static final double SEMI_MAJOR_CM = 637_813_700;
    private static final double ECCENTRICITY_SQUARED = 6.694_379_990_14e-3;

    private final Epoch epoch;
    private final boolean fix;
    private final boolean timed;
    private final long gpsSecond;

    private UbxWriter(Epoch epoch) {
        this.epoch = epoch;
        fix = epoch.knowledge() == Knowledge.FIX;
        timed = epoch.knowledge() != Knowledge.NOTHING;
        gpsSecond = timed ? epoch.stated().epochSecond() - GPS_EPOCH + LEAP_SECONDS : 0;
    }

    /// The second's frames, no longer together than `capacity`: what the line cannot carry is left out from the end, but
    /// for the end of the epoch itself.
    ///
    /// @param nextPulseErrorPicos by how much the next pulse will come early
    static byte[] burst(Protocol protocol, Epoch epoch, long nextPulseErrorPicos, int capacity) {
        UbxWriter writer = new UbxWriter(epoch);
        boolean old = protocol == Protocol.UBX_6;
        List<byte[]> frames = new ArrayList<>();
        byte[] end = old ? new byte[0] : writer.endOfEpoch();
        frames.add(old ? writer.solution() : writer.pvt());
        frames.add(writer.pulseNotice(nextPulseErrorPicos));
        frames.add(writer.gpsTime());
        frames.add(old ? writer.utcTime() : writer.leapSeconds());
        frames.add(writer.status());
        frames.add(old ? writer.channels() : writer.satellites());
        frames.add(protocol == Protocol.UBX_9 ? writer.radioFrequency() : writer.hardware(old));
        ByteArrayOutputStream burst = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            if (burst.size() + frame.length + end.length <= capacity) {
                burst.writeBytes(frame);
            }
        }
        burst.writeBytes(end);
        return burst.toByteArray();
    }

    private long towMillis() {
        return Math.floorMod(gpsSecond, WEEK_SECONDS) * 1000;
    }

    private int week() {
        return (int) Math.floorDiv(gpsSecond, WEEK_SECONDS);
    }

    private byte[] pvt() {
        UbxFrameBuilder frame = new UbxFrameBuilder(0x0107, 92).four(0, towMillis())
                .four(12, fix ? ACCURACY_NANOS : SEVERAL_MINUTES_NANOS).one(11, timed ? 7 : 0);
        civil(frame, 4);
        if (fix) {
            frame.one(20, TIME_ONLY_FIX).one(21, 1).one(23, used())
                    .four(24, Math.round(epoch.longitudeDegrees() * 1e7))
                    .four(28, Math.round(epoch.latitudeDegrees() * 1e7))
                    .four(32, Math.round((epoch.altitudeMetres() + NmeaWriter.SEPARATION_METRES) * 1e3))
                    .four(36, Math.round(epoch.altitudeMetres() * 1e3)).four(40, 1200).four(44, 2100);
        }
        return frame.bytes();
    }

    private byte[] solution() {
        UbxFrameBuilder frame = new UbxFrameBuilder(0x0106, 52).four(0, towMillis()).two(8, week())
                .one(10, fix ? TIME_ONLY_FIX : 0).one(11, (fix ? 1 : 0) | (timed ? 0x0c : 0));
        if (fix) {
            double latitude = Math.toRadians(epoch.latitudeDegrees());
            double longitude = Math.toRadians(epoch.longitudeDegrees());
            double height = (epoch.altitudeMetres() + NmeaWriter.SEPARATION_METRES) * 100;
            double normal = SEMI_MAJOR_CM / Math.sqrt(1 - ECCENTRICITY_SQUARED * Math.pow(Math.sin(latitude), 2));
            frame.four(12, Math.round((normal + height) * Math.cos(latitude) * Math.cos(longitude)))
                    .four(16, Math.round((normal + height) * Math.cos(latitude) * Math.sin(longitude)))
                    .four(20, Math.round((normal * (1 - ECCENTRICITY_SQUARED) + height) * Math.sin(latitude)))
                    .four(24, 150).one(47, used());
        }
        return frame.bytes();
    }

    private byte[] utcTime() {
        UbxFrameBuilder frame = new UbxFrameBuilder(0x0121, 20).four(0, towMillis())
                .four(4, fix ? ACCURACY_NANOS : 1_000_000).one(19, timed ? 7 : 0);
        civil(frame, 12);
        return frame.bytes();
    }

    private void civil(UbxFrameBuilder frame, int at) {
        if (timed) {
            UtcInstant stated = epoch.stated();
            String iso = stated.toString();
            frame.two(at, Integer.parseInt(iso, 0, 4, 10));
            for (int field = 0; field < 5; field++) {
                frame.one(at + 2 + field, Integer.parseInt(iso, 5 + 3 * field, 7 + 3 * field, 10));
            }
        }
    }

    private byte[] gpsTime() {
        return new UbxFrameBuilder(0x0120, 16).four(0, towMillis()).two(8, week()).one(10, LEAP_SECONDS)
                .one(11, timed ? 7 : 0).four(12, fix ? ACCURACY_NANOS : SEVERAL_MINUTES_NANOS).bytes();
    }

    private byte[] leapSeconds() {
        return new UbxFrameBuilder(0x0126, 24).four(0, towMillis()).one(8, timed ? LEARNT_FROM_GPS : 0)
                .one(9, LEAP_SECONDS).one(10, 0).one(23, timed ? 1 : 0).bytes();
    }

    /// TIM-TP in the UTC timebase: the pulse of the second after this epoch's.
    private byte[] pulseNotice(long errorPicos) {
        long next = epoch.stated().epochSecond() - GPS_EPOCH + 1;
        return new UbxFrameBuilder(0x0d01, 16).four(0, Math.floorMod(next, WEEK_SECONDS) * 1000).four(8, errorPicos)
                .two(12, (int) Math.floorDiv(next, WEEK_SECONDS)).one(14, fix ? 3 : 0x13).bytes();
    }

    private byte[] status() {
        return new UbxFrameBuilder(0x0103, 16).four(0, towMillis()).one(4, fix ? TIME_ONLY_FIX : 0)
                .one(5, (fix ? 1 : 0) | (timed ? 0x0c : 0)).one(7, 1 << 3).bytes();
    }

    private byte[] satellites() {
        List<Satellite> sky = epoch.sky();
        UbxFrameBuilder frame = new UbxFrameBuilder(0x0135, 8 + 12 * sky.size()).four(0, towMillis()).one(4, 1)
                .one(5, sky.size());
        for (int i = 0; i < sky.size(); i++) {
            Satellite satellite = sky.get(i);
            frame.one(8 + 12 * i, satellite.system().ordinal()).one(9 + 12 * i, satellite.number())
                    .one(10 + 12 * i, loudness(satellite)).one(11 + 12 * i, (int) satellite.elevationDegrees())
                    .two(12 + 12 * i, (int) satellite.azimuthDegrees())
                    .four(16 + 12 * i, (satellite.used() ? 8 : 0) | (loudness(satellite) > 0 ? 4 : 1));
        }
        return frame.bytes();
    }

    /// An LEA-6T hears GPS alone.
    private byte[] channels() {
        List<Satellite> sky = epoch.sky().stream().filter(seen -> seen.system() == GnssSystem.GPS).toList();
        UbxFrameBuilder frame = new UbxFrameBuilder(0x0130, 8 + 12 * sky.size()).four(0, towMillis()).one(4,
                sky.size());
        for (int i = 0; i < sky.size(); i++) {
            Satellite satellite = sky.get(i);
            frame.one(8 + 12 * i, i).one(9 + 12 * i, satellite.number()).one(10 + 12 * i, satellite.used() ? 1 : 0)
                    .one(11 + 12 * i, 4).one(12 + 12 * i, loudness(satellite))
                    .one(13 + 12 * i, (int) satellite.elevationDegrees())
                    .two(14 + 12 * i, (int) satellite.azimuthDegrees());
        }
        return frame.bytes();
    }

    private byte[] hardware(boolean old) {
        return new UbxFrameBuilder(0x0a09, old ? 68 : 60).two(16, 90).two(18, 4200).one(20, OK).one(21, 1)
                .one(22, 1 << 2).one(old ? 53 : 45, 12).bytes();
    }

    private byte[] radioFrequency() {
        return new UbxFrameBuilder(0x0a38, 28).one(1, 1).one(5, 1).one(6, OK).one(7, 1).two(16, 90).two(18, 4200)
                .one(20, 12).bytes();
    }

    private byte[] endOfEpoch() {
        return new UbxFrameBuilder(0x0161, 4).four(0, towMillis()).bytes();
    }

    private int used() {
        return (int) epoch.sky().stream().filter(Satellite::used).count();
    }

    private static int loudness(Satellite satellite) {
        return Double.isNaN(satellite.cn0DbHz()) ? 0 : (int) satellite.cn0DbHz();
    }
}
