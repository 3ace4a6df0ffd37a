package org.timeball.daemon.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.Reason;

class CauseWordsTest {
    /// Columns that the console has for one line of text.
    private static final int LINE = 69;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NONE                  | 0       | ''
            STARTING              | 0       | Nothing has been heard since the start.
            NO_SOURCE             | 0       | No source of time is configured that could be selected.
            DEVICE_ABSENT         | 0       | The device is not there.
            DEVICE_FAILING        | 0       | The device cannot be opened or read.
            DEVICE_SILENT         | 12.4    | The device is open but has sent nothing for 12 s.
            DEVICE_GARBLED        | 0       | What the device sends cannot be understood.
            NO_FIX                | 0       | The receiver has no fix.
            IMPLAUSIBLE_DATE      | 0       | The receiver gives a date that cannot be.
            DATE_REPAIRED         | 1024    | The receiver's date lay 1024 weeks back (GPS week rollover) and was repaired.
            DELAY_ASSUMED         | 0       | The receiver's sentences are taken to come less than a second late, which nothing confirms.
            NO_LABEL              | 3.21    | The receiver has named no valid second for 3.2 s.
            NO_PULSE              | 3600    | No pulse has come for 60 min.
            NO_PULSE              | NaN     | No pulse has come yet.
            NUMBERING             | 1       | Pulses come, but which second each one starts is not sure yet (1 label agrees so far).
            NUMBERING             | 2       | Pulses come, but which second each one starts is not sure yet (2 labels agree so far).
            AMBIGUOUS_LABEL       | 0.52    | The second label comes 520 ms after a pulse, too near the middle between two.
            TIME_JUMP             | 1       | The source's time jumped ahead by 1 s and is not followed.
            TIME_JUMP             | -2.5e-3 | The source's time jumped back by 2.5 ms and is not followed.
            FEW_SAMPLES           | 3       | Too few samples yet to know how good the clock is (3 samples so far).
            FALSETICKER           | 0.5     | The source disagrees with the majority by +500 ms.
            FALSETICKER           | NaN     | No majority of the sources agrees on the time.
            UNTRUSTED             | -2      | The source disagrees by -2 s with those that are trusted.
            UNREACHABLE           | 8       | The source has not answered the last 8 polls.
            WITHDRAWN             | 0       | The source is offline, or not to be used for now.
            BAD_STRATUM           | 7       | The source is at stratum 7, which is not allowed.
            TOO_DISTANT           | 3.51    | The source may be wrong by 3.6 s, more than is allowed.
            TOO_JITTERY           | 1.51    | The source's samples scatter by 1.6 s, more than is allowed.
            AWAITING_OTHERS       | 0       | Other sources have begun to answer and are awaited.
            TOO_FEW_SOURCES       | 1       | Too few sources agree, or not the ones that are required (1 agree).
            NO_SAMPLES            | 64      | No samples have come for 64 s.
            WRONG_STAMPS          | 3600    | The source's samples are stamped 3600 s ahead of our clock.
            SOURCE_UNSYNCHRONISED | 0       | The source says that it is not synchronised itself.
            HOLDOVER_EXHAUSTED    | 1.01e-3 | Without a source the error may have grown to 1.1 ms, too much to be useful.
            CLOCK_DISTURBED       | -0.25   | Something else on this machine changed the clock by -250 ms.
            NOT_SELECTABLE        | 0       | The source is configured never to be selected.
            """)
    void aCauseHasOneSentence(Cause cause, double value, String sentence) {
        assertThat(CauseWords.of(new Reason(cause, value)).sentence()).isEqualTo(sentence);
    }

    @ParameterizedTest
    @EnumSource(value = Cause.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyCauseSaysWhatToDoNext(Cause cause) {
        CauseWords words = CauseWords.of(new Reason(cause, Double.NaN, ""));
        assertThat(words.brief()).isNotBlank().hasSizeLessThanOrEqualTo(24);
        assertThat(words.sentence()).endsWith(".").doesNotContain("NaN");
        assertThat(words.action()).endsWith(".").hasSizeLessThanOrEqualTo(LINE);
    }

    @Test
    void whatTheDeviceSaidFollowsTheSentence() {
        assertThat(
                CauseWords.of(new Reason(Cause.DEVICE_GARBLED, 0, "12 of 14 sentences fail their checksum")).sentence())
                .isEqualTo("What the device sends cannot be understood: 12 of 14 sentences fail their checksum.");
        assertThat(CauseWords.of(new Reason(Cause.DEVICE_FAILING, 0, "\u001b[2J\u00e9 Permission denied.")).sentence())
                .isEqualTo("The device cannot be opened or read: ?[2J? Permission denied.");
        assertThat(CauseWords.of(new Reason(Cause.DEVICE_ABSENT, 0, "is it plugged in?")).sentence())
                .isEqualTo("The device is not there: is it plugged in?");
        assertThat(CauseWords.of(new Reason(Cause.DEVICE_ABSENT, 0, "x".repeat(500))).sentence())
                .hasSize("The device is not there: .".length() + 240);
    }
}
