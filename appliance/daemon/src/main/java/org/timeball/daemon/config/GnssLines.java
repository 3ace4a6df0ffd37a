package org.timeball.daemon.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.OptionTable.Option;
import org.timeball.daemon.config.SourceConfiguration.Gnss;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Devices.Line;

/// `gnss` lines: a receiver on a serial line.
final class GnssLines {
    static final OptionTable<Draft> OPTIONS = new OptionTable<>("gnss option", List.of(
            new Option<>("baud RATE", "speed of the line, bit/s; default: found", Standing.IMPLEMENTED,
                    (words, what, draft) -> draft.baud = words.whole(what, "bits a second", 300, 4_000_000)),
            new Option<>("refid NAME", "name of the source; default GPS", Standing.IMPLEMENTED,
                    (words, what, draft) -> draft.refid = words.refid(what)),
            new Option<>("offset SECONDS", "how long after a second its first byte arrives; default: learned",
                    Standing.IMPLEMENTED,
                    (words, what, draft) -> draft.labelDelay = words.seconds(what, 0, Gnss.MAX_LABEL_DELAY_SECONDS,
                            "seconds from 0 to 10: how long after the second its first byte arrives"))));

    private GnssLines() {
    }

    static Gnss read(Arguments words) throws BadLine {
        String path = words.word("gnss device", "a path, such as /dev/ttyAMA0");
        Draft draft = new Draft();
        OPTIONS.read(words, draft);
        return new Gnss(new Line(path, draft.baud == null ? Gnss.DEFAULT_BAUD : draft.baud), draft.baud == null,
                draft.refid, draft.labelDelay);
    }

    static String line(Gnss gnss) {
        return new LineText("gnss " + gnss.line().path())
                .option("baud", gnss.findBaud() ? null : (Integer) gnss.line().baud(), null)
                .option("refid", gnss.refid(), null).option("offset", gnss.labelDelay(), null).toString();
    }

    /// The options while a line is read.
    static final class Draft {
        private @Nullable Integer baud;
        private RefId refid = new RefId("GPS");
        private @Nullable Span labelDelay;
    }
}
