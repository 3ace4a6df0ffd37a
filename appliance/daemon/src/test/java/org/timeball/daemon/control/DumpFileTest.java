package org.timeball.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.world.IpAddress;

class DumpFileTest {
    private static final DumpFile FILE = new DumpFile("192.0.2.1", true, 0377, LeapIndicator.INSERT,
            1_262_304_000_123_456_789L, -1.0625e-4,
            List.of(new DumpFile.Sample(64.25, -0.125, 2e-4, 1e-7, 3e-3, 4e-4, 2, 0xc0000201),
                    new DumpFile.Sample(0.5, 1.5e-9, 2e-4, 1e-7, 3e-3, 4e-4, 15, 0x47505300)));

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(DumpFile.parse(FILE.text())).contains(FILE);
        assertThat(FILE.text().lines()).hasSize(6);
    }

    @Test
    void aCutOrDamagedFileIsNone() {
        String text = FILE.text();
        int header = text.indexOf("64.25") - 1;
        for (int length = 0; length < header; length++) {
            assertThat(DumpFile.parse(text.substring(0, length))).isEmpty();
        }
        assertThat(DumpFile.parse(text.replace("64.25", "NaN"))).isEmpty();
        assertThat(DumpFile.parse(text.replace("64.25", "-1"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SRC0\n192.0.2.1 0\n377 N\n1 0\n", "timeball samples 1\n\n\n\n",
            "timeball samples 1\na 0\n377 X\n1 0\n", "timeball samples 1\na 0\n999 N\n1 0\n",
            "timeball samples 1\na 0\n377 N\n1 Infinity\n", "timeball samples 1\na 0\n377 N\n1 0\nnonsense\n"})
    void anotherProgramsFileIsNone(String text) {
        assertThat(DumpFile.parse(text)).isEqualTo(Optional.empty());
    }

    @Test
    void aFileIsNamedAfterTheAddressOrTheReference() {
        assertThat(DumpFile.nameOf(SourceSettings.server(new SourceId(0), "ntp.example", IpAddress.v4(192, 0, 2, 1))))
                .isEqualTo("192.0.2.1");
        assertThat(DumpFile.nameOf(SourceSettings.refclock(new SourceId(0), "SHM0", SourceSettings.Kind.SAMPLE)))
                .isEqualTo("refid:53484d30");
    }
}
