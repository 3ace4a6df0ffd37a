package org.timeball.timekeeping.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Span;

class ManualEntriesTest {
    private static ManualEntries.Entry entry(long second, double offset) {
        return new ManualEntries.Entry(new FreeInstant(second * 1_000_000_000L), Span.ofSeconds(offset), offset);
    }

    @Test
    void aLineGoesThroughTheEntries() {
        ManualEntries entries = ManualEntries.start(true).with(entry(1000, 0.1)).with(entry(2000, 0.2));
        assertThat(entries.rate().orElseThrow()).isCloseTo(1e-4, within(1e-12));
        assertThat(entries.offsetAt(new FreeInstant(3_000_000_000_000L), 0).seconds()).isCloseTo(0.3, within(1e-9));
        ManualEntries three = entries.with(entry(3000, 0.6));
        assertThat(three.rate().orElseThrow()).isCloseTo(2.5e-4, within(1e-12));
    }

    @Test
    void oneEntryTellsNoRate() {
        ManualEntries one = ManualEntries.start(true).with(entry(1000, 0.1));
        assertThat(one.rate()).isEmpty();
        assertThat(one.offsetAt(new FreeInstant(2_000_000_000_000L), 1e-4).seconds()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void theOldestGoesWhenThereAreTooManyAndOneCanBeTakenOut() {
        ManualEntries entries = ManualEntries.start(true);
        for (int i = 0; i < 20; i++) {
            entries = entries.with(entry(i, i));
        }
        assertThat(entries.entries()).hasSize(ManualEntries.MOST).first().isEqualTo(entry(4, 4));
        assertThat(entries.without(0).entries()).hasSize(15).first().isEqualTo(entry(5, 5));
        assertThat(entries.without(16)).isEqualTo(entries);
        assertThat(entries.switched(false).entries()).isEmpty();
    }
}
