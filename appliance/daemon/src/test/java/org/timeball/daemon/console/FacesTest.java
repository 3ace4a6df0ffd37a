package org.timeball.daemon.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.timeball.daemon.status.BoxReading;
import org.timeball.daemon.status.Readings;
import org.timeball.daemon.status.StatusReport;

class FacesTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);

    private static StatusReport at(double uptime, BoxReading reading) {
        return StatusReport.of(new BoxReading(reading.now(), reading.timing(), reading.receiver(), reading.server(),
                reading.trueErrorSeconds(), uptime, reading.fault(),
                reading.firstStratumOneSeconds()));
    }

    private String shown() {
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void plainLinesComeAtAChangeAndEveryFiveSeconds() throws IOException {
        PlainFace face = new PlainFace(out);
        for (int tenths = 0; tenths < 300; tenths++) {
            double uptime = tenths / 10.0;
            BoxReading reading = uptime < 7
                    ? Readings.acquiring()
                    : uptime < 14 ? Readings.locked() : Readings.holdover();
            assertThat(face.show(at(uptime, reading))).isTrue();
        }
        face.close();
        Golden.assertSame("plain.txt", shown());
    }

    @Test
    void jsonComesOnceASecondAndIsWhole() throws IOException {
        JsonFace face = new JsonFace(out);
        for (int tenths = 0; tenths < 30; tenths++) {
            face.show(at(tenths / 10.0, tenths < 20 ? Readings.acquiring() : Readings.holdover()));
        }
        face.close();
        Golden.assertSame("status.jsonl", shown());
        for (String line : shown().split("\n")) {
            try (JsonParser parser = new JsonFactory().createParser(line)) {
                while (parser.nextToken() != null) {
                    assertThat(parser.currentToken()).isNotNull();
                }
            }
        }
    }

    @Test
    void thePictureIsDrawnOverItselfAndTheCursorComesBack() {
        ScreenFace face = new ScreenFace(out, new TerminalTraits(true, true, true));
        face.show(at(1, Readings.acquiring()));
        assertThat(shown()).startsWith("\u001b[?25l\u001b[2J\u001b[H").endsWith("\u001b[J");
        bytes.reset();
        face.show(at(2, Readings.locked()));
        assertThat(shown()).startsWith("\u001b[H").doesNotContain("\u001b[2J");
        // 24 lines or fewer, so that nothing ever scrolls.
        assertThat(shown().chars().filter(c -> c == '\n').count()).isLessThanOrEqualTo(Picture.LINES);
        bytes.reset();
        face.close();
        assertThat(shown()).isEqualTo("\u001b[?25h");
    }

    @Test
    void aFaceWhoseReaderIsGoneSaysSo() {
        PrintStream broken = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        });
        assertThat(new PlainFace(broken).show(at(1, Readings.locked()))).isFalse();
        assertThat(new JsonFace(broken).show(at(1, Readings.locked()))).isFalse();
        assertThat(new ScreenFace(broken, TerminalTraits.NONE).show(at(1, Readings.locked()))).isFalse();
    }

    @Test
    void theHistoryKeepsOneOffsetASecond() {
        OffsetHistory history = new OffsetHistory();
        for (int tenths = 0; tenths < 1000; tenths++) {
            history.add(tenths / 10.0, tenths);
        }
        assertThat(history.values()).hasSize(OffsetHistory.SECONDS).startsWith(600.0).endsWith(990.0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /dev/pts/3   | xterm | ''          | en_GB.UTF-8 | true  | true  | true
            /dev/tty1    | linux | ''          | C.utf8      | true  | true  | true
            /dev/ttyS0   | vt220 | ''          | ''          | true  | false | false
            /dev/pts/3   | dumb  | ''          | en_GB.UTF-8 | false | false | true
            /dev/pts/3   | ''    | ''          | C           | false | false | false
            /dev/pts/3   | xterm | 1           | POSIX       | true  | false | false
            pipe:[4711]  | xterm | ''          | en_GB.UTF-8 | false | false | true
            /dev/null    | xterm | ''          | de_DE       | false | false | false
            """)
    void aTerminalShowsOnlyWhatItCan(String output, String term, String noColour, String lang, boolean redraws,
            boolean colours, boolean utf8) {
        Map<String, String> environment = Map.of("TERM", term, "NO_COLOR", noColour, "LANG", lang);
        assertThat(TerminalTraits.of(environment, output)).isEqualTo(new TerminalTraits(redraws, colours, utf8));
    }

    @Test
    void theStrongerVariableDecidesTheLocale() {
        assertThat(TerminalTraits.of(Map.of("LANG", "en_GB.UTF-8", "LC_ALL", "C"), "").utf8()).isFalse();
        assertThat(TerminalTraits.of(Map.of("LANG", "C", "LC_CTYPE", "C.UTF-8", "LC_ALL", ""), "").utf8()).isTrue();
    }
}
