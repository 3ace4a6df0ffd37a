package org.timeball.daemon.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

class ObservationLogTest {
    private static final Observation PULSE = new Observation.PulseEdge(new SourceId(1), new SystemInstant(-7));

    private static LogLines lines(String text) {
        return new LogLines("box.log", new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static LogHeader header(String text) throws LogException {
        return HeaderText.read(lines(text));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyObservationReadsBackAsItself(long seed) throws Exception {
        RandomSteps steps = new RandomSteps(new Random(seed));
        for (int i = 0; i < 3000; i++) {
            LoggedStep step = new LoggedStep(steps.observation(i % RandomSteps.KINDS), steps.random().nextInt());
            String line = ObservationLog.line(step);
            assertThat(line).as("seed %d step %d", seed, i).matches("[ -~]+");
            assertThat(ObservationLog.step("box.log", 1, line)).as("seed %d step %d: %s", seed, i, line)
                    .isEqualTo(step);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyHeaderReadsBackAsItself(long seed) throws Exception {
        RandomSteps steps = new RandomSteps(new Random(seed));
        for (int i = 0; i < 300; i++) {
            LogHeader header = steps.header();
            String text = HeaderText.line(header) + "\n";
            assertThat(header(text)).as("seed %d header %d:\n%s", seed, i, text).isEqualTo(header);
        }
    }

    @Test
    void aLineIsWhatItsDescriptionSays() {
        assertThat(ObservationLog.line(new LoggedStep(PULSE, 0xabc))).startsWith("pulse 1 -7 00000abc ").hasSize(28);
        assertThat(FreeText.write("12 of 14_\u00e9\\")).isEqualTo("\"12_of_14\\u005f\\u00e9\\u005c\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            puls 1 5 00000000                       | kind is 'puls'; expected one of pulse, label, sample
            pulse -1 5 00000000                     | this SourceId cannot be: a source number counts from 0, not -1;
            pulse 1 9223372036854775808 00000000    | nanos is '9223372036854775808'; expected a whole number from
            pulse 1 5                               | the digest is missing; expected eight hexadecimal digits
            pulse 1 5 0000000G                      | the digest is '0000000G'; expected eight hexadecimal digits
            pulse 1 5 00000000 more                 | unexpected 'more'; expected the end of the line
            label 0 5 58 1000000000 FIX NONE 0 00000000 | this UtcInstant cannot be: a leap second follows second 59
            label 0 5 59 0 SURE NONE 0 00000000     | standing is 'SURE'; expected one of FIX, NO_FIX, IMPLAUSIBLE_DATE
            sample 0 5 1.5 NONE 00000000            | nanos is '1.5'; expected a whole number
            report 0 5 ABSENT gone 00000000         | detail is 'gone'; expected a text in quotation marks
            report 0 5 ABSENT " 00000000            | detail is '"'; expected a text in quotation marks
            report 0 5 ABSENT "\\u12" 00000000      | detail is '"\\u12"'; expected a text in quotation marks
            clock 5 0.5 0 true 00000000             | fraction is '0.5'; expected a number such as 0x1.8p-3
            clock 5 NaN 0 true 00000000             | this Frequency cannot be: a frequency must be a finite number
            clock 5 0x0.0p0 0 us 00000000           | byUs is 'us'; expected true or false
            reach 1 5 256 true 00000000             | this Reach cannot be: a reach register has eight bits
            request 5 Sing 00000000                 | request is 'Sing'; expected one of MakeStep, StepPolicy,
            """)
    void aBadLineIsRefusedWithItsPlaceAndWhatWasExpected(String line, String message) {
        LogException e = catchThrowableOfType(LogException.class,
                () -> ObservationLog.step("box.log", 17, ObservationLog.checked(line)));
        assertThat(e).as(line).isNotNull().message().startsWith("box.log:17: " + message);
    }

    @Test
    void noChangedCharacterPasses() {
        String line = ObservationLog.line(new LoggedStep(PULSE, 0xabc));
        for (int i = 0; i < line.length(); i++) {
            char other = line.charAt(i) == '7' ? '8' : '7';
            String changed = line.substring(0, i) + other + line.substring(i + 1);
            LogException e = catchThrowableOfType(LogException.class, () -> ObservationLog.step("box.log", 3, changed));
            assertThat(e).as(changed).isNotNull().message().startsWith("box.log:3: the line was changed or damaged");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                            | box.log:1: the log ends before its header does; expected 'timeball-obs
            port 123\\n                   | box.log:1: a word is 'port'; expected 'timeball-observations'
            timeball-observations 1 x\\n  | box.log:1: version of the log is '1'; expected 2
            timeball-observations 2 x\\n  | box.log:1: the line was changed or damaged: its check is 'x'; expected
            timeball-observations 2 x     | box.log:1: the log ends before its header does
            """)
    void whatIsNotALogIsRefused(String text, String message) {
        LogException e = catchThrowableOfType(LogException.class, () -> header(text.replace("\\n", "\n")));
        assertThat(e).as(text).isNotNull().message().startsWith(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lock none             | lock number 2       | this SourceSettings cannot be: GPS: only pulses are locked
            maxSlewRate \\S+      | maxSlewRate 0x1.0p1 | this SteeringSettings cannot be: slew rate is
            sources 1             | sources 1001        | the number of sources is '1001'; expected a whole number from 0
            trust false           | trust maybe         | trust is 'maybe'; expected true or false
            settings sources      | settings sauces     | a word is 'sauces'; expected 'sources'
            """)
    void settingsThatNoCoreCouldHaveAreRefused(String before, String after, String message) {
        CoreSettings settings = new CoreSettings(
                List.of(SourceSettings.refclock(new SourceId(0), "GPS", SourceSettings.Kind.LABEL)),
                SelectionSettings.DEFAULT, SteeringSettings.DEFAULT, Span.ofNanos(1));
        String line = HeaderText.line(LogHeader.here(settings, new SystemInstant(0), Frequency.ZERO));
        String text = line.substring(0, line.lastIndexOf(' '));
        assertThat(text).containsPattern(before);
        LogException e = catchThrowableOfType(LogException.class,
                () -> header(ObservationLog.checked(text.replaceAll(before, after)) + "\n"));
        assertThat(e).as(text).isNotNull().message().startsWith("box.log:1: " + message);
    }

    @Test
    void aRowOfZeroBytesAtTheEndIsACutLineAndInTheMiddleABadOne() throws Exception {
        String zeros = "\0".repeat((1 << 20) + 1);
        LogLines atTheEnd = lines("a\n" + zeros);
        assertThat(atTheEnd.next()).isEqualTo("a");
        assertThat(atTheEnd.next()).isNull();
        assertThat(atTheEnd.cut()).isTrue();
        LogLines inTheMiddle = lines("a\n" + zeros + "\nb\n");
        assertThat(inTheMiddle.next()).isEqualTo("a");
        LogException e = catchThrowableOfType(LogException.class, inTheMiddle::next);
        assertThat(e).hasMessage("box.log:2: the line has 1048577 characters; expected at most 1048576");
    }
}
