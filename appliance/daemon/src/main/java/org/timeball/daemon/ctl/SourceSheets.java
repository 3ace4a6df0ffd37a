package org.timeball.daemon.ctl;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.timeball.daemon.candm.AuthReport;
import org.timeball.daemon.candm.NtpDataReport;
import org.timeball.daemon.candm.RefidText;
import org.timeball.daemon.candm.SelectReport;
import org.timeball.daemon.candm.SelectionFlags;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.daemon.candm.SourceReport;
import org.timeball.daemon.candm.SourceStatsReport;
import org.timeball.timekeeping.world.IpAddress;

/// Sources as chronyc lists them.
final class SourceSheets {
    static final String SOURCES = """
            MS Name/IP address         Stratum Poll Reach LastRx Last sample              \s
            ===============================================================================
            """;
    static final String STATS = """
            Name/IP Address            NP  NR  Span  Frequency  Freq Skew  Offset  Std Dev
            ==============================================================================
            """;
    static final String SELECT = """
            S Name/IP Address        Auth COpts EOpts Last Score     Interval  Leap
            =======================================================================
            """;
    static final String AUTH = """
            Name/IP address             Mode KeyID Type KLen Last Atmp  NAK Cook CLen
            =========================================================================
            """;
    private static final String NTP_DATA = """
            Remote address  : %s (%s)
            Remote port     : %s
            Local address   : %s (%s)
            Leap status     : %s
            Version         : %s
            Mode            : %s
            Stratum         : %s
            Poll interval   : %s (%s seconds)
            Precision       : %s (%s seconds)
            Root delay      : %s seconds
            Root dispersion : %s seconds
            Reference ID    : %s (%s)
            Reference time  : %s
            Offset          : %s seconds
            Peer delay      : %s seconds
            Peer dispersion : %s seconds
            Response time   : %s seconds
            Jitter asymmetry: %s
            NTP tests       : %s %s %s
            Interleaved     : %s
            Authenticated   : %s
            TX timestamping : %s
            RX timestamping : %s
            Total TX        : %s
            Total RX        : %s
            Total valid RX  : %s
            Total good RX   : %s
            Total kernel TX : %s
            Total kernel RX : %s
            Total HW TX     : %s
            Total HW RX     : %s
            """;

    private SourceSheets() {
    }

    static Sheet source(SourceReport source, String name) {
        return Sheet.of("%s%s %-27s  %2s  %2s   %3s  %4s  %7s[%7s] +/- %6s\n",
                Cell.letter("mode", source.mode().letter()), Cell.letter("state", source.state().letter()),
                Cell.word("name", name), Cell.whole("stratum", source.stratum()),
                Cell.whole("pollLog2Seconds", source.pollLog2()), Cell.octal("reach", source.reach()),
                Cell.ago("sinceSampleSeconds", source.sinceSampleSeconds()),
                Cell.offset("adjustedOffsetSeconds", source.adjustedOffsetSeconds()),
                Cell.offset("measuredOffsetSeconds", source.measuredOffsetSeconds()),
                Cell.size("errorSeconds", source.errorSeconds()));
    }

    static Sheet stats(SourceStatsReport stats, String name) {
        return Sheet.of("%-25s %3s %3s  %4s %10s %10s  %7s  %6s\n", Cell.word("name", name),
                Cell.whole("samples", stats.samples()), Cell.whole("runs", stats.runs()),
                Cell.ago("spanSeconds", stats.spanSeconds()), Cell.rate("residualPpm", stats.residualPpm(), true),
                Cell.rate("skewPpm", stats.skewPpm(), false), Cell.offset("offsetSeconds", stats.offsetSeconds()),
                Cell.size("deviationSeconds", stats.deviationSeconds()));
    }

    static Sheet select(SelectReport select, String name) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.letter("state", select.state().letter()),
                Cell.word("name", name),
                new Cell("authenticated", select.authenticated() ? "Y" : "N", select.authenticated() ? "Y" : "N",
                        select.authenticated())));
        cells.addAll(options("configuredOptions", select.configured()));
        cells.addAll(options("effectiveOptions", select.effective()));
        cells.addAll(List.of(Cell.ago("sinceSampleSeconds", select.sinceSampleSeconds()),
                Cell.fixed("score", select.score(), 1), Cell.offset("lowSeconds", select.lowSeconds()),
                Cell.offset("highSeconds", select.highSeconds()),
                new Cell("leap", String.valueOf(Figures.leapLetter(select.leap())), Figures.leap(select.leap()),
                        Figures.leap(select.leap()))));
        return new Sheet("%s %-25s %s %s%s%s%s%s %s%s%s%s%s %4s %5s %7s %7s  %s\n", cells);
    }

    /// One letter each; the fifth is for options to come.
    private static List<Cell> options(String key, SelectionFlags flags) {
        String letters = (flags.noselect() ? "N" : "-") + (flags.prefer() ? "P" : "-") + (flags.trust() ? "T" : "-")
                + (flags.require() ? "R" : "-") + "-";
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            String letter = letters.substring(i, i + 1);
            cells.add(new Cell(i == 0 ? key : "", letter, letter, i == 0 ? letters : null));
        }
        return cells;
    }

    static Sheet auth(AuthReport auth, String name) {
        return Sheet.of("%-27s %4s %5s %4s %4s %4s %4s %4s %4s %4s\n", Cell.word("name", name),
                Cell.word("mode", switch (auth.mode()) {
                    case NONE -> "-";
                    case SYMMETRIC -> "SK";
                    case NTS -> "NTS";
                }), Cell.whole("keyId", auth.keyId()), Cell.whole("keyType", auth.keyType()),
                Cell.whole("keyBits", auth.keyBits()), Cell.ago("sinceExchangeSeconds", auth.sinceExchangeSeconds()),
                Cell.whole("exchangeAttempts", auth.exchangeAttempts()),
                new Cell("nak", auth.nak() ? "1" : "0", auth.nak() ? "1" : "0", auth.nak()),
                Cell.whole("cookies", auth.cookies()), Cell.whole("cookieBytes", auth.cookieBytes()));
    }

    static Sheet ntpData(NtpDataReport data) {
        NtpDataReport.Packet packet = data.packet();
        NtpDataReport.Counts counts = data.counts();
        List<Cell> cells = new ArrayList<>(List.of(Cell.word("remoteAddress", text(data.remote())),
                Cell.hex("", refid(data.remote())), Cell.whole("remotePort", data.remotePort()),
                Cell.word("localAddress", text(data.local())), Cell.hex("", refid(data.local())),
                Cell.word("leap", Figures.leap(packet.leap())), Cell.whole("version", packet.version()),
                Cell.word("mode", mode(packet.mode())), Cell.whole("stratum", packet.stratum()),
                Cell.whole("pollLog2Seconds", packet.pollLog2()), Cell.fixed("", Math.scalb(1.0, packet.pollLog2()), 0),
                Cell.whole("precisionLog2Seconds", packet.precisionLog2()),
                Cell.fixed("", Math.scalb(1.0, packet.precisionLog2()), 9),
                Cell.fixed("rootDelaySeconds", packet.rootDelaySeconds(), 6),
                Cell.fixed("rootDispersionSeconds", packet.rootDispersionSeconds(), 6),
                Cell.hex("referenceId", packet.refid()),
                Cell.word("reference", packet.stratum() <= 1 ? RefidText.letters(packet.refid()) : ""),
                Cell.time("referenceTime", packet.referenceTime())));
        // chronyc shows the packet's own offset, which is positive when our clock is behind.
        double theta = 0 - data.offsetSeconds();
        cells.addAll(List.of(
                new Cell("offsetSeconds", Figures.signed(theta, 9), Figures.fixed(theta, 9), data.offsetSeconds()),
                Cell.fixed("delaySeconds", data.delaySeconds(), 9),
                Cell.fixed("dispersionSeconds", data.dispersionSeconds(), 9),
                Cell.fixed("responseSeconds", data.responseSeconds(), 9),
                Cell.signed("jitterAsymmetry", data.jitterAsymmetry(), 2), bits("tests", data.tests() >> 7, 3),
                bits("", data.tests() >> 4 & 7, 3), bits("", data.tests() & 15, 4),
                Cell.yesNo("interleaved", data.interleaved()), Cell.yesNo("authenticated", data.authenticated()),
                Cell.word("transmitStamps", stamp(data.transmitStamp())),
                Cell.word("receiveStamps", stamp(data.receiveStamp())), Cell.whole("sent", counts.sent()),
                Cell.whole("received", counts.received()), Cell.whole("valid", counts.valid()),
                Cell.whole("good", counts.good()), Cell.whole("kernelSent", counts.kernelSent()),
                Cell.whole("kernelReceived", counts.kernelReceived()),
                Cell.whole("hardwareSent", counts.hardwareSent()),
                Cell.whole("hardwareReceived", counts.hardwareReceived())));
        return new Sheet(NTP_DATA, cells);
    }

    private static Cell bits(String key, int bits, int count) {
        String text = Integer.toBinaryString(1 << count | bits).substring(1);
        return Cell.word(key, text);
    }

    private static String mode(int mode) {
        return switch (mode) {
            case 1 -> "Symmetric active";
            case 2 -> "Symmetric passive";
            case 4 -> "Server";
            default -> "Invalid";
        };
    }

    private static String stamp(char letter) {
        return switch (letter) {
            case 'D' -> "Daemon";
            case 'K' -> "Kernel";
            case 'H' -> "Hardware";
            default -> "Invalid";
        };
    }

    static String text(SourceAddress address) {
        return address instanceof SourceAddress.None ? "[UNSPEC]" : address.toString();
    }

    /// The number that stands for an address in NTP packets (RFC 5905 section 7.3).
    private static int refid(SourceAddress address) {
        return switch (address) {
            case SourceAddress.Ip(IpAddress ip) when ip.isV4() -> ip.v4Bits();
            case SourceAddress.Ip(IpAddress ip) -> digest(ip);
            case SourceAddress.Refclock(int refid) -> refid;
            case SourceAddress.Unresolved _,SourceAddress.None _ -> 0;
        };
    }

    private static int digest(IpAddress ip) {
        byte[] bytes = java.nio.ByteBuffer.allocate(16).putLong(ip.high()).putLong(ip.low()).array();
        try {
            return java.nio.ByteBuffer.wrap(MessageDigest.getInstance("MD5").digest(bytes)).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
