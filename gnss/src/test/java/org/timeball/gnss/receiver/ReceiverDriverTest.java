package org.timeball.gnss.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.timeball.gnss.simulated.FaultPlan;
import org.timeball.gnss.simulated.ReceiverProfile;
import org.timeball.gnss.simulated.SimulatedReceiver;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.DeviceReport;
import org.timeball.timekeeping.observation.Observation.SecondLabel;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.UtcInstant;
import org.timeball.timekeeping.world.Devices.Line;

class ReceiverDriverTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String PATH = "/dev/gnss0";
    private static final int ENOENT = 2;
    private static final int EIO = 5;
    private static final int EACCES = 13;
    private static final UtcInstant FLOOR = UtcInstant.of(2026, 11, 1, 0, 0, 0, 0);
    private static final long START = UtcInstant.of(2026, 11, 20, 10, 0, 0, 300_000_000).posixNanos();

    private final HandWorld world = new HandWorld(START);
    private final List<SecondLabel> labels = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();
    private final ReceiverDriver driver = new ReceiverDriver(world, new Line(PATH, 9600), new SourceId(1), FLOOR,
            this::note);

    private void note(Observation observation) {
        switch (observation) {
            case SecondLabel label -> labels.add(label);
            case DeviceReport(var source, var at, var condition, var detail) -> {
                assertThat(source).isEqualTo(new SourceId(1));
                assertThat(at.nanos()).isEqualTo(world.nanos());
                reports.add("%s at %.1f s: %s".formatted(condition, (at.nanos() - START) * 1e-9, detail));
            }
            case Observation other -> throw new AssertionError("a receiver observed " + other);
        }
    }

    /// The driver on a simulated receiver, for some seconds.
    private void live(double seconds, String... faults) {
        SimulatedReceiver receiver = new SimulatedReceiver(ReceiverProfile.nmea(), FaultPlan.parse(List.of(faults)), 5,
                new SimulatedReceiver.Outlet() {
                    @Override
                    public void bytes(byte[] chunk) {
                        world.feed(PATH, chunk);
                    }

                    @Override
                    public void pulse(long trueNanos) {
                    }

                    @Override
                    public void unplugged() {
                        world.refuse(PATH, ENOENT);
                        world.hangUp(PATH, EIO);
                    }

                    @Override
                    public void plugged() {
                        world.allow(PATH);
                    }
                });
        receiver.start(START);
        driver.start();
        long until = START + Math.round(seconds * SECOND);
        while (receiver.nextDueNanos() < until) {
            world.advanceTo(receiver.nextDueNanos());
            receiver.advance(world.nanos());
        }
        world.advanceTo(until);
    }

    private List<String> conditions() {
        return reports.stream().map(report -> report.replaceAll("\\..*", "")).toList();
    }

    @Test
    void aReceiverInOrderIsReportedOnceAndLabelled() {
        live(20);
        assertThat(reports).hasSize(1).first().asString().startsWith("WORKING");
        assertThat(labels).hasSize(20);
        assertThat(driver.fixState().mode()).isEqualTo(FixState.Mode.THREE_D);
    }

    @Test
    void silenceIsReportedWithinFourSecondsAndLeftWithinThree() {
        live(50, "silent@20+15");
        assertThat(conditions()).containsExactly("WORKING at 0", "SILENT at 23", "WORKING at 35");
        assertThat(reports.get(1)).endsWith("no byte for 3 s");
    }

    @Test
    void whileTheLineIsSilentThereIsNoFixToShow() {
        live(30, "silent@20+15");
        assertThat(driver.fixState().mode()).isEqualTo(FixState.Mode.NONE);
        assertThat(driver.fixState().satellites()).isEmpty();
        assertThat(driver.fixState().goodSentences()).isPositive();
    }

    @Test
    void noiseIsReportedWithinFourSecondsAndLeftWithinThree() {
        live(50, "garble@20+15");
        assertThat(conditions()).hasSize(3);
        assertThat(Double.parseDouble(reports.get(1).split(" ")[2])).as(reports.get(1)).isBetween(20.0, 24.0);
        assertThat(reports.get(1)).startsWith("GARBLED")
                .matches(".*: \\d+ of \\d+ sentences in the last 3 s fail their checksum");
        assertThat(Double.parseDouble(reports.get(2).split(" ")[2])).as(reports.get(2)).isBetween(35.0, 38.0);
    }

    @Test
    void anUnpluggedReceiverIsAbsentUntilItIsBack() {
        live(50, "unplug@20+15");
        assertThat(conditions()).containsExactly("WORKING at 0", "ABSENT at 20", "WORKING at 36");
        assertThat(reports.get(1)).endsWith(PATH + " hung up");
        assertThat(world.openings).isEqualTo(17);
        assertThat(labels.getLast().second().posixNanos()).isGreaterThan(START + 48 * SECOND);
    }

    @Test
    void aPathThatIsNotThereIsTriedEverySecondAndReportedOnce() {
        world.refuse(PATH, ENOENT);
        driver.start();
        world.advanceTo(START + 10 * SECOND);
        assertThat(reports).containsExactly("ABSENT at 0.0 s: " + PATH + " refused");
        assertThat(world.openings).isEqualTo(11);
        world.refuse(PATH, EACCES);
        world.advanceTo(START + 20 * SECOND);
        assertThat(reports).hasSize(2).last().isEqualTo("FAILING at 11.0 s: " + PATH + " refused");
        world.allow(PATH);
        world.advanceTo(START + 30 * SECOND);
        assertThat(reports).hasSize(3).last().asString().startsWith("SILENT at 24");
    }

    @Test
    void anOpenLineThatFailsIsFailing() {
        live(5);
        world.hangUp(PATH, EACCES);
        assertThat(reports.getLast()).startsWith("FAILING");
        assertThat(driver.fixState()).isEqualTo(FixState.unheard());
    }

    @Test
    void aClosedDriverSaysNothingMore() {
        live(5);
        driver.close();
        driver.close();
        int before = labels.size() + reports.size();
        assertThat(world.isOpen(PATH)).isFalse();
        assertThat(world.hasTimers()).isFalse();
        world.advanceTo(START + 60 * SECOND);
        driver.start();
        assertThat(world.isOpen(PATH)).isFalse();
        assertThat(labels.size() + reports.size()).isEqualTo(before);
        assertThat(world.closings).isEqualTo(1);
    }

    @Test
    void aDriverClosedWhileItWaitsForItsDeviceStopsTrying() {
        world.refuse(PATH, ENOENT);
        driver.start();
        driver.close();
        world.advanceTo(START + 10 * SECOND);
        assertThat(world.openings).isEqualTo(1);
    }

    @Test
    void tenMegabytesOfNoiseAreGarbledOnceAndLabelNothing() {
        long seed = 77;
        Random random = new Random(seed);
        driver.start();
        byte[] noise = new byte[10_000];
        for (int i = 0; i < 1000; i++) {
            random.nextBytes(noise);
            world.feed(PATH, noise);
            world.advanceTo(world.nanos() + SECOND / 10);
        }
        assertThat(labels).as("seed %d", seed).isEmpty();
        assertThat(reports).as("seed %d", seed).hasSize(1).first().asString().startsWith("GARBLED at 3.");
    }
}
