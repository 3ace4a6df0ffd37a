package org.timeball.daemon.ctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    @ParameterizedTest
    @ValueSource(strings = {"2010-1-2 16:30:05", "Jan 2, 2010 16:30:05", "Jan 2 2010 16:30:05", "2 Jan 2010 16:30:05",
            "Jan 2 16:30:05 2010", "jan  2 16:30:05 2010", "2 Jan 16:30:05 2010"})
    void datesAreReadAsPeopleWriteThem(String text) {
        assertThat(TimeText.parse(text, TODAY)).isEqualTo(LocalDateTime.of(2010, 1, 2, 16, 30, 5));
    }

    @Test
    void aTimeAloneIsOfToday() {
        assertThat(TimeText.parse("6:30", TODAY)).isEqualTo(LocalDateTime.of(2026, 11, 26, 6, 30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "Jan 32 16:30:05 2010", "16:30:05 2010", "Jan 2 2010"})
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> TimeText.parse(text, TODAY)).isInstanceOf(DateTimeException.class);
    }
}
