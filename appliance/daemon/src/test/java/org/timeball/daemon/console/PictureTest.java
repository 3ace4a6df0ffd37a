package org.timeball.daemon.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.timeball.daemon.status.BoxReading;
import org.timeball.daemon.status.ReceiverReading;
import org.timeball.daemon.status.ReceiverReading.Satellite;
import org.timeball.daemon.status.Readings;
import org.timeball.daemon.status.ServerReading;
import org.timeball.daemon.status.StatusReport;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.SourceReception;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.snapshot.SourceStanding;
import org.timeball.timekeeping.snapshot.SourceStatistics;
import org.timeball.timekeeping.snapshot.SourceSnapshot.Verdict;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;

class PictureTest {
    private static final TerminalTraits ASCII = new TerminalTraits(true, false, false);
    private static final TerminalTraits UTF8 = new TerminalTraits(true, false, true);
    private static final TerminalTraits COLOURED = new TerminalTraits(true, true, true);
    private static final List<Double> HISTORY = IntStream.range(0, OffsetHistory.SECONDS)
            .mapToObj(i -> 300e-9 * Math.exp(-i / 10.0) * Math.cos(i / 3.0)).toList();

    private static String picture(BoxReading reading, TerminalTraits traits) {
        return String.join("\n", Picture.of(StatusReport.of(reading), HISTORY, traits)) + "\n";
    }

    @Test
    void aLockedBoxLooksLikeThis() throws IOException {
        Golden.assertSame("locked.txt", picture(Readings.locked(), ASCII));
        Golden.assertSame("locked-utf8.txt", picture(Readings.locked(), UTF8));
    }

    @Test
    void aBoxThatAcquiresLooksLikeThis() throws IOException {
        Golden.assertSame("acquiring.txt", picture(Readings.acquiring(), ASCII));
    }

    @Test
    void aBoxInHoldoverLooksLikeThis() throws IOException {
        Golden.assertSame("holdover.txt", picture(Readings.holdover(), ASCII));
    }

    @Test
    void aBoxThatHasHeardNothingLooksLikeThis() throws IOException {
        Golden.assertSame("starting.txt", String.join("\n",
                Picture.of(StatusReport.of(Readings.of(TimingSnapshot
                        .unsynchronised(Readings.NOON))), List.of(), ASCII))
                + "\n");
    }

    @Test
    void everyCauseLooksLikeThis() throws IOException {
        StringBuilder heads = new StringBuilder();
        for (Cause cause : Cause.values()) {
            List<String> lines = Picture.of(StatusReport.of(Readings.unwell(new Reason(cause, 2.5))), HISTORY, ASCII);
            heads.append(String.join("\n", lines.subList(1, lines.indexOf("")))).append("\n\n");
        }
        Golden.assertSame("causes.txt", heads.toString());
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void nothingIsWiderThanTheScreenOrLonger(Cause cause) {
        Reason reason = new Reason(cause, 1e300, "word ".repeat(100));
        List<SourceSnapshot> sources = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            sources.add(new SourceSnapshot(new SourceId(i), "W\u00efde",
                    SourceSettings.Kind.PULSE, Verdict.COMBINED, reason, Long.MAX_VALUE, -1e300, 1e300, 1e300, 1e300,
                    1e300, SourceReception.NONE, SourceStatistics.NONE, SourceStanding.NONE));
        }
        var timing = Readings.timing(Lock.HOLDOVER, 1_000_000_000, reason, 1e300,
                sources.toArray(SourceSnapshot[]::new));
        List<Satellite> satellites = IntStream.range(0, 60).mapToObj(
                i -> new Satellite('\u001b', 1_000_000 + i, -90, 360, i % 2 == 0 ? 1e300 : Double.NaN, true)).toList();
        BoxReading reading = new BoxReading(timing.at(), timing,
                new ReceiverReading("/dev/".repeat(100), ReceiverReading.Fix.THREE_D, Integer.MAX_VALUE,
                        Integer.MIN_VALUE, satellites, -90, 180),
                new ServerReading(65_535, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE,
                        "eth0 (native), ".repeat(30)),
                -1e300,
                1e300, "\u001b[2J fault ".repeat(50), 1e300);
        List<String> lines = Picture.of(StatusReport.of(reading), HISTORY, ASCII);
        assertThat(lines).hasSizeLessThanOrEqualTo(Picture.LINES)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Row.COLUMNS).matches("[\\x20-\\x7e]*"));
        assertThat(lines.getLast()).matches("   and \\d+ more");
    }

    @Test
    void aLongPathShowsItsEnd() {
        BoxReading locked = Readings.locked();
        BoxReading reading = new BoxReading(locked.now(), locked.timing(),
                new ReceiverReading("/tmp/timeball-demo-13362724386857516766/receiver", ReceiverReading.Fix.THREE_D, 22,
                        25,
                        List.of(), -51.4779, 120.0015),
                locked.server(), Double.NaN, 1, "", Double.NaN);
        assertThat(picture(reading, ASCII))
                .contains("3D fix, 22 of 25 satellites used, 51.4779 S 120.0015 E, ...6/receiver\n");
    }

    @Test
    void coloursTakeNoRoom() {
        List<String> plain = Picture.of(StatusReport.of(Readings.holdover()), HISTORY, UTF8);
        List<String> coloured = Picture.of(StatusReport.of(Readings.holdover()), HISTORY, COLOURED);
        assertThat(coloured).isNotEqualTo(plain);
        assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[[0-9]+m", "").stripTrailing()).toList())
                .isEqualTo(plain);
        assertThat(coloured.get(1)).contains("\u001b[33mHoldover for 27 s, stratum 1, good to 3 us\u001b[0m");
    }
}
