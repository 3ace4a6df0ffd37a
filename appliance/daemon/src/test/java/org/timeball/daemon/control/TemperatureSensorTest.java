package org.timeball.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.time.Span;

class TemperatureSensorTest {
    private static final String PATH = "/sys/class/thermal/thermal_zone0/temp";

    private final List<Double> readings = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    @Test
    void itIsReadAtItsIntervalAndAFailureIsSaidOnce() throws Exception {
        VirtualClockWorld box = VirtualClockWorld.open();
        box.file(PATH, "41250\n");
        TemperatureSensor sensor = new TemperatureSensor(box.world(), PATH, Span.ofSeconds(30),
                (Observation.Temperature t) -> readings.add(t.celsius()), warnings::add);
        sensor.start();
        box.pass(59);
        assertThat(readings).containsExactly(41.25, 41.25);
        box.file(PATH, "hot");
        box.pass(300);
        assertThat(readings).hasSize(2);
        assertThat(warnings).singleElement().asString().contains(PATH, "expected thousandths of a degree");
        box.file(PATH, "-1500");
        box.pass(30);
        assertThat(readings).endsWith(-1.5);
        box.world().files().remove(PATH);
        box.pass(100);
        assertThat(warnings).hasSize(2);
        sensor.close();
        box.file(PATH, "20000");
        box.pass(100);
        assertThat(readings).hasSize(3);
    }
}
