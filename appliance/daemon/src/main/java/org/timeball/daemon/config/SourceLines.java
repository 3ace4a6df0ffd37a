package org.timeball.daemon.config;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Devices.Line;

/// Reads the two directives that name a source: `gnss` and `refclock`.
final class SourceLines {
    private static final List<String> GNSS_OPTIONS = List.of("baud", "offset", "refid");
    private static final List<String> DRIVERS = List.of("SOCK");
    private static final List<String> SOCK_OPTIONS = List.of("delay", "lock", "noselect", "offset", "precision",
            "prefer",
            "refid", "require", "trust");

    private SourceLines() {
    }

    static SourceConfiguration gnss(Arguments arguments) throws BadLine {
        String path = arguments.word("gnss device", "a path, such as /dev/ttyAMA0");
        int baud = SourceConfiguration.Gnss.DEFAULT_BAUD;
        RefId refid = new RefId("GPS");
        Span labelDelay = null;
        while (!arguments.isEmpty()) {
            String option = arguments.option();
            switch (option) {
                case "baud" ->
                    baud = arguments.whole("gnss option 'baud'", 300, 4_000_000, "bits a second from 300 to 4000000");
                case "refid" -> refid = arguments.refid("gnss option 'refid'");
                case "offset" -> labelDelay = arguments.seconds("gnss option 'offset'", 0,
                        SourceConfiguration.Gnss.MAX_LABEL_DELAY_SECONDS,
                        "seconds from 0 to 10: how long after the second its first byte arrives");
                default -> throw Vocabulary.unknownGnssOption(option, GNSS_OPTIONS);
            }
        }
        return new SourceConfiguration.Gnss(new Line(path, baud), refid, labelDelay);
    }

    /// @param number of this refclock, counted from 0; the default refid carries it
    static SourceConfiguration refclock(Arguments arguments, int number) throws BadLine {
        String driver = arguments.word("refclock driver", "SOCK");
        return switch (driver.toUpperCase(Locale.ROOT)) {
            case "SOCK" -> sock(arguments, number);
            default -> throw Vocabulary.unknownRefclockDriver(driver, DRIVERS);
        };
    }

    private static SourceConfiguration sock(Arguments arguments, int number) throws BadLine {
        String path = socketPath(arguments);
        RefId refid = new RefId("SOC" + number % 10);
        RefId lock = null;
        Span offset = Span.ZERO;
        Span delay = SourceConfiguration.Sock.DEFAULT_DELAY;
        Span precision = SourceConfiguration.Sock.DEFAULT_PRECISION;
        SelectOptions select = SelectOptions.NONE;
        while (!arguments.isEmpty()) {
            String option = arguments.option();
            String what = "refclock option '" + option + "'";
            switch (option) {
                case "refid" -> refid = arguments.refid(what);
                case "lock" -> lock = arguments.refid(what);
                case "offset" -> {
                    double limit = SourceConfiguration.Sock.MAX_OFFSET_SECONDS;
                    offset = arguments.seconds(what, -limit, limit, "seconds from -1000 to 1000");
                }
                case "delay" -> delay = arguments.seconds(what, 0, SourceConfiguration.Sock.MAX_DELAY_SECONDS,
                        "seconds from 0 to 10");
                case "precision" -> precision = arguments.seconds(what, 1e-9,
                        SourceConfiguration.Sock.MAX_PRECISION_SECONDS, "seconds from 1e-9 to 1");
                case "noselect", "prefer", "trust", "require" -> select = with(select, option);
                default -> throw Vocabulary.unknownRefclockOption(option, SOCK_OPTIONS);
            }
        }
        return new SourceConfiguration.Sock(path, refid, lock, offset, delay, precision, select);
    }

    private static SelectOptions with(SelectOptions so, String option) {
        return new SelectOptions(so.noselect() || option.equals("noselect"), so.prefer() || option.equals("prefer"),
                so.trust() || option.equals("trust"), so.require() || option.equals("require"));
    }

    private static String socketPath(Arguments arguments) throws BadLine {
        String expected = "a path of at most 107 bytes, such as /run/timeball/pps.sock";
        String path = arguments.word("refclock SOCK path", expected);
        if (path.getBytes(StandardCharsets.UTF_8).length > SourceConfiguration.Sock.MAX_PATH_BYTES) {
            throw Arguments.wrong("refclock SOCK path", path, expected);
        }
        return path;
    }
}
