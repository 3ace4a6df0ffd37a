package org.timeball.daemon.logs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.timeball.daemon.logs.LogEntry.PacketTest;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Datagram.Stamp;

/// The columns of the log files, as chrony.conf(5) describes them.
final class LogLine {
    private static final long SECOND = 1_000_000_000L;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private LogLine() {
    }

    static LogFile fileOf(LogEntry entry) {
        return switch (entry) {
            case LogEntry.Measurement _ -> LogFile.MEASUREMENTS;
            case LogEntry.Statistics _ -> LogFile.STATISTICS;
            case LogEntry.Selection _ -> LogFile.SELECTION;
            case LogEntry.Tracking _ -> LogFile.TRACKING;
            case LogEntry.Rtc _ -> LogFile.RTC;
            case LogEntry.RefclockSample _,LogEntry.RefclockResult _ -> LogFile.REFCLOCKS;
            case LogEntry.Temperature _ -> LogFile.TEMPCOMP;
        };
    }

    /// The line, without its end.
    static String of(LogEntry entry) {
        return switch (entry) {
            case LogEntry.Measurement measurement -> measurement(measurement);
            case LogEntry.Statistics s -> line("%s %-15s %10.3e %10.3e %10.3e %10.3e %10.3e %7.1e %3d %3d %3d %5.2f",
                    time(s.at()), s.source(), s.deviationSeconds(), s.offsetSeconds(), s.offsetDeviationSeconds(),
                    s.rate(), s.skew(), s.stress(), s.samples(), s.firstSample(), s.runs(), s.asymmetry());
            case LogEntry.Selection s -> line("%s %-15s %c %s %4o %5.2f %10.3e %10.3e %10.3e", time(s.at()),
                    s.source(), s.state(), s.options(), s.reach(), s.score(), s.sinceLastSeconds(), s.lowSeconds(),
                    s.highSeconds());
            case LogEntry.Tracking t -> line(
                    "%s %-15s %2d %10.3f %10.3f %10.3e %c %2d %10.3e %10.3e %10.3e %10.3e %10.3e", time(t.at()),
                    t.source(), t.stratum(), t.frequencyPpm(), t.skewPpm(), t.offsetSeconds(), letter(t.leap()),
                    t.combined(), t.offsetDeviationSeconds(), turned(t.remainingSeconds()), t.rootDelaySeconds(),
                    t.rootDispersionSeconds(), t.maxErrorSeconds());
            case LogEntry.Rtc r -> line("%s %14.6f %d  %14.6f  %12.3f  %2d  %2d %4d", time(r.at()), r.fastSeconds(),
                    r.valid() ? 1 : 0, r.estimatedSeconds(), r.slopePpm(), r.samples(), r.runs(),
                    r.intervalSeconds());
            case LogEntry.RefclockSample s -> line("%s %-5s %3d %c %d %13.6e %13.6e %10.3e", micros(s.at()),
                    s.refid(), s.number(), letter(s.leap()), s.pulse() ? 1 : 0, turned(s.rawSeconds()),
                    turned(s.offsetSeconds()), s.dispersionSeconds());
            case LogEntry.RefclockResult r -> line("%s %-5s   - %c -       -       %13.6e %10.3e", micros(r.at()),
                    r.refid(), letter(r.leap()), turned(r.offsetSeconds()), r.dispersionSeconds());
            case LogEntry.Temperature t -> line("%s %11.4e %11.4e", time(t.at()), t.temperature(),
                    t.compensationPpm());
        };
    }

    private static String measurement(LogEntry.Measurement m) {
        return line("%s %-15s %c %2d %s %s %s  %2d %2d %4.2f %10.3e %10.3e %10.3e %10.3e %10.3e %08X %d%c %c %c",
                time(m.at()), m.source(), letter(m.leap()), m.stratum(),
                bits(m.passed(), PacketTest.ONE, PacketTest.TWO, PacketTest.THREE),
                bits(m.passed(), PacketTest.FIVE, PacketTest.SIX, PacketTest.SEVEN),
                bits(m.passed(), PacketTest.A, PacketTest.B, PacketTest.C, PacketTest.D), m.localPoll(),
                m.remotePoll(), m.score(), turned(m.offsetSeconds()), m.peerDelaySeconds(), m.peerDispersionSeconds(),
                m.rootDelaySeconds(), m.rootDispersionSeconds(), m.refid(), m.mode(), m.interleaved() ? 'I' : 'B',
                letter(m.transmit()), letter(m.receive()));
    }

    private static String line(String format, Object... columns) {
        return String.format(Locale.ROOT, format, columns);
    }

    private static String time(SystemInstant at) {
        return TIME.format(Instant.ofEpochSecond(at.epochSecond()));
    }

    private static String micros(SystemInstant at) {
        return line("%s.%06d", time(at), Math.floorMod(at.nanos(), SECOND) / 1000);
    }

    /// The other sign, without a negative zero.
    private static double turned(double seconds) {
        return 0.0 - seconds;
    }

    private static String bits(Set<PacketTest> passed, PacketTest... tests) {
        StringBuilder bits = new StringBuilder();
        for (PacketTest test : tests) {
            bits.append(passed.contains(test) ? '1' : '0');
        }
        return bits.toString();
    }

    private static char letter(LeapIndicator leap) {
        return switch (leap) {
            case NONE -> 'N';
            case INSERT -> '+';
            case DELETE -> '-';
            case UNSYNCHRONISED -> '?';
        };
    }

    private static char letter(Stamp stamp) {
        return switch (stamp) {
            case HARDWARE -> 'H';
            case KERNEL -> 'K';
            case DAEMON -> 'D';
        };
    }
}
