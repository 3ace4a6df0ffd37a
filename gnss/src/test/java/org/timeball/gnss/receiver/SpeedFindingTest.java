package org.timeball.gnss.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.Observation.DeviceReport;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.UtcInstant;
import org.timeball.timekeeping.world.Devices.Line;

/// A receiver's driver on a line whose speed nobody has said: at any other speed than its own the receiver is noise.
class SpeedFindingTest {
    private static final String PATH = "/dev/gps";
    private static final long SECOND = 1_000_000_000L;
    private static final byte[] BURST = ("$GPGLL,5128.67,N,00000.08,W,120000.00,A,A*7F\r\n$GPTXT,01,01,02,MA=CASIC*27\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private final List<Condition> conditions = new ArrayList<>();
    private final HandWorld world = new HandWorld(1_800_000_000L * SECOND);
    private final ReceiverDriver driver = new ReceiverDriver(world, new Line(PATH, 9600), new SourceId(0),
            UtcInstant.ofEpochSecond(1_790_000_000L), this::observed);

    private void observed(Observation observation) {
        if (observation instanceof DeviceReport report) {
            conditions.add(report.condition());
        }
    }

    private void speak(int baud, int seconds) {
        byte[] noise = new byte[BURST.length];
        Arrays.fill(noise, (byte) 0x9c);
        for (int i = 0; i < seconds; i++) {
            world.advanceTo(world.nanos() + SECOND / 2);
            world.feed(PATH, world.baud(PATH) == baud ? BURST : noise);
            world.advanceTo(world.nanos() + SECOND / 2);
        }
    }

    @Test
    void theSpeedIsFoundAndFoundAnewWhenAnotherReceiverIsPluggedIn() {
        driver.findSpeed();
        driver.start();
        speak(38_400, 6);
        assertThat(world.baud(PATH)).isEqualTo(38_400);
        assertThat(conditions).endsWith(Condition.WORKING);
        world.hangUp(PATH, 5);
        assertThat(conditions).endsWith(Condition.ABSENT);
        speak(4800, 16);
        assertThat(world.baud(PATH)).isEqualTo(4800);
        assertThat(conditions).endsWith(Condition.WORKING);
    }

    @Test
    void aReceiverThatChangesItsSpeedIsFollowed() {
        driver.findSpeed();
        driver.start();
        speak(9600, 3);
        speak(115_200, 12);
        assertThat(world.baud(PATH)).isEqualTo(115_200);
        assertThat(conditions).containsSubsequence(Condition.WORKING, Condition.GARBLED, Condition.WORKING);
    }

    @Test
    void noiseAtEverySpeedIsReportedAndASilentLineIsLeftAtItsSpeed() {
        driver.findSpeed();
        driver.start();
        world.advanceTo(world.nanos() + 20 * SECOND);
        assertThat(world.baud(PATH)).isEqualTo(9600);
        assertThat(conditions).containsExactly(Condition.SILENT);
        speak(1200, 16);
        assertThat(conditions).containsExactly(Condition.SILENT, Condition.GARBLED);
        assertThat(world.openings).isGreaterThan(9);
    }

    @Test
    void aSpeedThatWasSaidIsKept() {
        driver.start();
        speak(115_200, 16);
        assertThat(world.baud(PATH)).isEqualTo(9600);
        assertThat(world.openings).isEqualTo(1);
    }
}
