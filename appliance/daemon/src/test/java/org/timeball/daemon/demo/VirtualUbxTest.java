package org.timeball.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.timeball.daemon.control.StepRecorder;
import org.timeball.gnss.simulated.ReceiverProfile;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.WorldException;

/// The whole box in virtual time on receivers that speak UBX: [VirtualBox] holds every claim against the truth.
class VirtualUbxTest {
    private static final double WORST_SECONDS = 2e-6;

    @ParameterizedTest
    @CsvSource({"ublox-6t, 1", "ublox-m8t, 1", "ublox-m8t, 2", "ublox-f9t, 1"})
    void theBoxIsAtStratumOneAndLosesItOnlyWhileTheFixIsLost(String model, long seed) throws WorldException {
        VirtualBox box = new VirtualBox(ReceiverProfile.named(model), seed, List.of("no-fix@120+20"),
                Span.ofSeconds(1), StepRecorder.NONE);
        box.runSeconds(100);
        assertThat(box.snapshot().stratum()).as("seed %d", seed).isEqualTo(1);
        box.runSeconds(30);
        assertThat(box.snapshot().stratum()).as("seed %d", seed).isEqualTo(2);
        box.runSeconds(60);
        assertThat(box.snapshot().stratum()).as("seed %d", seed).isEqualTo(1);
        assertThat(box.worstErrorSeconds()).as("seed %d", seed).isLessThan(WORST_SECONDS);
    }
}
