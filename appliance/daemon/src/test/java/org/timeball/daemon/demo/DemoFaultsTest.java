package org.timeball.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.timeball.daemon.status.BoxReading;
import org.timeball.gnss.simulated.Fault;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.time.Span;

/// Every fault on the real loop, real pseudo-terminals, sockets and kernel timestamps: all boxes at the same time.
class DemoFaultsTest {
    private static final Span FAULT_AT = Span.ofSeconds(20);
    private static final Span FAULT_FOR = Span.ofSeconds(10);
    /// The slowest, a silent line, is told from a slow one after 3 s.
    private static final double SEEN_SECONDS = 5;
    private static final double RECOVERED_SECONDS = 20;

    @Test
    void eachFaultIsNamedInTimeAndLockReturnsByItself() throws Exception {
        Map<Fault, RunningBox> boxes = new EnumMap<>(Fault.class);
        try {
            for (Fault fault : Fault.values()) {
                boxes.put(fault, RunningBox.withFault(fault, FAULT_AT, FAULT_FOR, 1 + fault.ordinal()));
            }
            Thread.sleep((long) ((FAULT_AT.seconds() + FAULT_FOR.seconds() + RECOVERED_SECONDS) * 1000));
            SoftAssertions softly = new SoftAssertions();
            boxes.forEach((fault, box) -> judge(softly, fault, box));
            softly.assertAll();
        } finally {
            boxes.values().forEach(RunningBox::close);
        }
    }

    private static void judge(SoftAssertions softly, Fault fault, RunningBox box) {
        List<BoxReading> readings = box.readings();
        String what = fault.word();
        List<BoxReading> before = readings.stream().filter(r -> r.uptimeSeconds() < FAULT_AT.seconds() - 1).toList();
        softly.assertThat(before.getLast().timing().lock()).as(what + ": before").isEqualTo(Lock.LOCKED);
        List<BoxReading> during = readings.stream().filter(r -> !r.fault().isEmpty()).toList();
        softly.assertThat(during).as(what + ": announced").isNotEmpty();
        double began = during.getFirst().uptimeSeconds();
        double seen = during.stream().filter(r -> isFault(fault, r)).findFirst().map(BoxReading::uptimeSeconds)
                .orElse(Double.POSITIVE_INFINITY);
        softly.assertThat(seen - began).as(what + ": seconds until the cause was shown").isLessThan(SEEN_SECONDS);
        BoxReading last = readings.getLast();
        softly.assertThat(last.timing().lock()).as(what + ": lock at the end, %s", last.timing().reason())
                .isEqualTo(Lock.LOCKED);
        softly.assertThat(last.timing().reason().isNone()).as(what + ": a cause at the end").isTrue();
        softly.assertThat(box.violation()).as(what + ": false claims").isNull();
    }

    private static boolean isFault(Fault fault, BoxReading reading) {
        return VirtualDayTest.expected(fault).contains(reading.timing().reason().cause());
    }

    @Test
    void allBoxesAreToldApartByTheirPorts() throws Exception {
        try (RunningBox one = RunningBox.start(1); RunningBox other = RunningBox.start(2)) {
            assertThat(one.port()).isNotEqualTo(other.port());
        }
    }
}
