package org.timeball.gnss.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.Observation.DeviceReport;
import org.timeball.timekeeping.observation.Observation.ExternalSample;
import org.timeball.timekeeping.observation.Observation.PulseEdge;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.Streams.Endpoint;

class GpsdRefclockTest {
    private static final long START = 1_795_000_000_000_000_000L;
    private static final String HAT = "/dev/ttyAMA0";
    private static final String MOUSE = "/dev/ttyACM0";
    private static final Endpoint GPSD = new Endpoint(IpAddress.v4(127, 0, 0, 1), 2947);

    private final VirtualUniverse universe = new VirtualUniverse(1, START);
    private final VirtualWorld world = universe.world("box", Oscillator.perfect(), Span.ZERO);
    private final FakeGpsd gpsd = new FakeGpsd();
    private final List<Observation> seen = new ArrayList<>();

    private GpsdRefclock open(Optional<String> device, boolean pulsesOnly) {
        GpsdRefclock refclock = new GpsdRefclock(new WorldWithStreams(world, gpsd), KernelTimescale.SAME,
                new SourceId(1), new FeedSettings(GPSD, device, pulsesOnly), seen::add);
        refclock.open();
        gpsd.greet();
        return refclock;
    }

    private GpsdRefclock open() {
        return open(Optional.empty(), false);
    }

    private List<ExternalSample> samples() {
        return seen.stream().filter(ExternalSample.class::isInstance).map(ExternalSample.class::cast).toList();
    }

    private List<Condition> conditions() {
        return seen.stream().filter(DeviceReport.class::isInstance).map(o -> ((DeviceReport) o).condition()).toList();
    }

    private String lastDetail() {
        return ((DeviceReport) seen.stream().filter(DeviceReport.class::isInstance).toList().getLast()).detail();
    }

    /// One second in which a clock that is `aheadNanos` ahead sees a pulse at its start and a message 0.15 s later.
    private void second(String device, boolean pulse, boolean message, long aheadNanos, String more) {
        SystemInstant now = world.clock().now();
        SystemInstant truth = new SystemInstant(now.nanos() - aheadNanos);
        if (pulse) {
            gpsd.time("PPS", device, now, truth, more);
        }
        universe.runFor(Span.ofMillis(150));
        if (message) {
            gpsd.time("TOFF", device, world.clock().now(), truth, "");
        }
        universe.runFor(Span.ofMillis(850));
    }

    @Test
    void pulsesAreSamplesToTheNanosecondAndMessagesBesideThemCountNothing() {
        open();
        assertThat(gpsd.heard).containsExactly("?WATCH={\"enable\":true,\"json\":true,\"pps\":true};\n");
        List<Long> offsets = new ArrayList<>();
        SplittableRandom random = universe.random("offsets");
        for (int i = 0; i < 20; i++) {
            long offset = random.nextLong(-2_000_000_000L, 2_000_000_000L);
            offsets.add(offset);
            second(HAT, true, true, offset, "");
        }
        assertThat(samples()).extracting(sample -> sample.offset().nanos()).isEqualTo(offsets);
        assertThat(conditions()).containsExactly(Condition.WORKING);
    }

    @Test
    void whereNoPulseComesTheMessagesCountAfterTenSeconds() {
        open();
        for (int i = 0; i < 20; i++) {
            second(HAT, false, true, 0, "");
        }
        assertThat(samples()).hasSize(10).allMatch(sample -> sample.offset().nanos() == 150_000_000L);
        assertThat(conditions()).containsExactly(Condition.WORKING);
    }

    @Test
    void pulsesThatEndAreSilenceAndNotReplacedByMessages() {
        open();
        second(HAT, true, true, 0, "");
        for (int i = 0; i < 30; i++) {
            second(HAT, false, true, 0, "");
        }
        assertThat(samples()).hasSize(1);
        assertThat(conditions()).containsExactly(Condition.WORKING, Condition.SILENT);
        assertThat(lastDetail()).contains("no pulse");
    }

    @Test
    void theErrorThatAReceiverAnnouncesOfItsPulseIsTakenOut() {
        open();
        second(HAT, true, true, 5_000, ",\"precision\":-20,\"qErr\":-8400");
        assertThat(samples()).extracting(sample -> sample.offset().nanos()).containsExactly(5_000L - 8L);
    }

    @Test
    void withPpsOnlyTheEdgeCounts() {
        open(Optional.empty(), true);
        SystemInstant now = world.clock().now();
        gpsd.time("PPS", HAT, now, new SystemInstant(1_700_000_000_999_999_900L), ",\"qErr\":3000");
        assertThat(seen.stream().filter(PulseEdge.class::isInstance).map(edge -> edge.at().nanos() - now.nanos()))
                .containsExactly(103L);
        for (int i = 0; i < 15; i++) {
            second(HAT, false, true, 0, "");
        }
        assertThat(samples()).isEmpty();
    }

    @Test
    void theNamedReceiverCountsAndOthersDoNot() {
        open(Optional.of(MOUSE), false);
        assertThat(gpsd.heard.getFirst()).contains("\"device\":\"/dev/ttyACM0\"");
        second(HAT, true, true, 700, "");
        second(MOUSE, true, true, 30, "");
        assertThat(samples()).extracting(sample -> sample.offset().nanos()).containsExactly(30L);
    }

    @Test
    void ofTwoReceiversTheFirstCountsUntilItIsGone() {
        open();
        second(HAT, true, true, 1, "");
        second(MOUSE, true, true, 2, "");
        second(HAT, true, true, 1, "");
        for (int i = 0; i < 12; i++) {
            second(MOUSE, true, true, 2, "");
        }
        assertThat(samples()).extracting(sample -> sample.offset().nanos()).startsWith(1L, 1L, 2L)
                .hasSizeBetween(4, 6);
    }

    @Test
    void aGpsdThatIsDownOrHangsUpIsAskedAgainAndNamed() {
        gpsd.up = false;
        open();
        assertThat(conditions()).containsExactly(Condition.ABSENT);
        assertThat(lastDetail()).contains("127.0.0.1:2947").contains("is it running?");
        gpsd.up = true;
        universe.runFor(Span.ofSeconds(6));
        gpsd.greet();
        second(HAT, true, true, 3, "");
        gpsd.hangUp();
        assertThat(conditions()).containsExactly(Condition.ABSENT, Condition.WORKING, Condition.ABSENT);
        universe.runFor(Span.ofSeconds(6));
        gpsd.greet();
        second(HAT, true, true, 4, "");
        assertThat(gpsd.connections).isEqualTo(2);
        assertThat(samples()).extracting(sample -> sample.offset().nanos()).containsExactly(3L, 4L);
    }

    @Test
    void aReceiverWithoutAFixIsSilentWithTheReason() {
        open();
        gpsd.say("{\"class\":\"DEVICES\",\"devices\":[{\"class\":\"DEVICE\",\"path\":\"/dev/ttyAMA0\",\"bps\":9600}]}");
        for (int i = 0; i < 6; i++) {
            gpsd.say("{\"class\":\"TPV\",\"device\":\"/dev/ttyAMA0\",\"mode\":1}");
            universe.runFor(Span.ofSeconds(1));
        }
        assertThat(conditions()).containsExactly(Condition.SILENT);
        assertThat(lastDetail()).contains("/dev/ttyAMA0 has no fix");
    }

    @Test
    void aGpsdWithoutAReceiverSaysSo() {
        open();
        gpsd.say("{\"class\":\"DEVICES\",\"devices\":[]}");
        universe.runFor(Span.ofSeconds(6));
        assertThat(lastDetail()).contains("no receiver");
    }

    @Test
    void pulsesOfAnUndisciplinedOscillatorAreRefused() {
        open();
        gpsd.say(
                "{\"class\":\"OSC\",\"device\":\"/dev/ttyAMA0\",\"running\":true,\"reference\":false,\"disciplined\":true,"
                        + "\"delta\":67}");
        second(HAT, true, false, 9, "");
        assertThat(samples()).isEmpty();
        gpsd.say(
                "{\"class\":\"OSC\",\"device\":\"/dev/ttyAMA0\",\"running\":true,\"reference\":true,\"disciplined\":true,"
                        + "\"delta\":7}");
        second(HAT, true, false, 9, "");
        assertThat(samples()).hasSize(1);
    }

    @Test
    void stampsOfAnotherClockAreRefused() {
        GpsdRefclock refclock = open();
        SystemInstant now = world.clock().now();
        gpsd.time("PPS", HAT, now.plus(Span.ofSeconds(40)), now, "");
        universe.runFor(Span.ofSeconds(6));
        assertThat(samples()).isEmpty();
        assertThat(refclock.refused()).isEqualTo(1);
        assertThat(lastDetail()).contains("this machine's clock");
    }

    @Test
    void anotherMachineIsNoFeed() {
        assertThatThrownBy(() -> new FeedSettings(new Endpoint(IpAddress.v4(192, 0, 2, 7), 2947), Optional.empty(),
                false)).hasMessageContaining("192.0.2.7:2947");
    }

    @Test
    void linesCutAnywhereAreTheSame() {
        open();
        SystemInstant now = world.clock().now();
        byte[] line = ("{\"class\":\"PPS\",\"device\":\"é\",\"real_sec\":%d,\"real_nsec\":0,\"clock_sec\":%d,"
                + "\"clock_nsec\":17}\r\n").formatted(now.epochSecond(), now.epochSecond())
                .getBytes(StandardCharsets.UTF_8);
        for (byte b : line) {
            gpsd.raw(new byte[]{b});
        }
        assertThat(samples()).extracting(sample -> sample.offset().nanos()).containsExactly(17L);
    }

    @Test
    void hostileLinesThrowNothingMoveNothingAndWhatIsGoodIsStillHeard() {
        GpsdRefclock refclock = open();
        SplittableRandom random = universe.random("hostile");
        List<String> seeds = List.of(
                "{\"class\":\"PPS\",\"device\":\"/d\",\"real_sec\":9223372036854775807,\"real_nsec\":0,\"clock_sec\":1,"
                        + "\"clock_nsec\":1}",
                "{\"class\":\"TOFF\",\"real_sec\":1795000000,\"real_nsec\":-5,\"clock_sec\":1795000000,\"clock_nsec\":1}",
                "{\"class\":\"PPS\",\"real_sec\":1e999,\"real_nsec\":0,\"clock_sec\":1795000000,\"clock_nsec\":0}",
                "{\"class\":\"PPS\",\"real_sec\":[[[[1]]]],\"real_nsec\":{\"a\":[{}]}}",
                "{\"class\":\"TPV\",\"mode\":\"x\"}", "{\"class\":\"DEVICES\",\"devices\":[1,{\"a\":[",
                "[".repeat(5000), "{\"class\":\"PPS\"}", "{}", "null", "\u0000\u0001");
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = seeds.get(random.nextInt(seeds.size())).getBytes(StandardCharsets.UTF_8);
            for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            gpsd.raw(bytes);
            gpsd.raw(new byte[]{'\r', '\n'});
        }
        gpsd.raw(new byte[10_000_000]);
        gpsd.raw(new byte[]{'\n'});
        assertThat(samples()).isEmpty();
        assertThat(refclock.refused()).isGreaterThan(10_000);
        second(HAT, true, true, 11, "");
        assertThat(samples()).extracting(sample -> sample.offset().nanos()).containsExactly(11L);
    }
}
