package org.timeball.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.timekeeping.snapshot.ClockReport;
import org.timeball.timekeeping.snapshot.ManualReport;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.snapshot.Tracking;
import org.timeball.timekeeping.steering.SteeringSettings.KnownDrift;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

class DriftFileTest {
    private static final String PATH = "/var/lib/timeball/drift";

    private final List<String> warnings = new ArrayList<>();
    private VirtualClockWorld box;
    private DriftFile drift;

    @BeforeEach
    void open() throws Exception {
        box = VirtualClockWorld.open();
        drift = new DriftFile(box.world(), PATH, Span.ofSeconds(3600), warnings::add);
    }

    private TimingSnapshot locked(double ppm, double skewPpm) {
        SystemInstant now = box.world().clock().now();
        Tracking tracking = new Tracking(0x47505300, 1, LeapIndicator.NONE, now, 0, 0, 0, ppm, 0, skewPpm, Span.ZERO,
                1e-6, 1);
        return new TimingSnapshot(now, Lock.LOCKED, now, Reason.NONE, LeapIndicator.NONE, 1, 0x47505300, now, Span.ZERO,
                1e-6, 1e-9, Span.ofSeconds(10), 0, ppm, skewPpm, -ppm, List.of(),
                new ClockReport(tracking, ManualReport.OFF, Optional.empty(), false, 0, Optional.empty()));
    }

    @Test
    void whatWasLearnedIsReadBackInChronysFormat() throws Exception {
        drift.keep(() -> locked(-12.3456789, 0.0123));
        drift.close();
        assertThat(box.file(PATH)).isEqualTo("          -12.345679             0.012300\n");
        assertThat(drift.read()).hasValue(new KnownDrift(-12.345679, 0.0123));
        assertThat(warnings).isEmpty();
    }

    @Test
    void aClockStartsAtTheRateThatTheFileTells() throws Exception {
        box.file(PATH, "12.0 0.5\n");
        drift.apply(drift.read().orElseThrow());
        box.pass(1000);
        assertThat(box.world().clockErrorSeconds()).isCloseTo(0, within(1e-6));
    }

    @Test
    void aFileThatIsNotThereIsNoCauseForComplaint() {
        assertThat(drift.read()).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "12.5", "12.5 x", "nan 1", "1e9 1", "12.5 -1", "12.5 1 1", "\0\0\0",
            "12.5 Infinity"})
    void anEmptyOrDamagedFileIsNotUsedAndSaidOnce(String content) throws Exception {
        box.file(PATH, content);
        assertThat(drift.read()).isEmpty();
        assertThat(warnings).singleElement().asString().startsWith(PATH + " is ")
                .contains("expected two numbers in ppm");
    }

    @Test
    void itIsWrittenOnceAnHourAndOnAFullDiskItSaysSoOnce() throws Exception {
        drift.keep(() -> locked(5, 0.1));
        box.pass(3590);
        assertThat(box.file(PATH)).isEmpty();
        box.pass(20);
        assertThat(box.file(PATH)).isEqualTo("            5.000000             0.100000\n");
        box.world().files().setFull(true);
        box.pass(5 * 3600);
        assertThat(warnings).singleElement().asString()
                .isEqualTo("The drift file is not written: " + PATH
                        + " was not written: no space left on device; make room on the disk");
        box.world().files().setFull(false);
        box.pass(3600);
        assertThat(warnings).hasSize(1);
    }

    @Test
    void beforeTheFirstLockNothingIsWritten() {
        drift.keep(() -> TimingSnapshot.unsynchronised(box.world().clock().now()));
        box.pass(10_000);
        drift.close();
        assertThat(box.file(PATH)).isEmpty();
    }
}
