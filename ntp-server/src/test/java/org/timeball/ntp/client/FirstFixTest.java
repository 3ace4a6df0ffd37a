package org.timeball.ntp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.timeball.ntp.auth.KeyRing;
import org.timeball.ntp.client.NtpSourceOptions.Polling;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.timekeeping.core.Core;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.core.State;
import org.timeball.timekeeping.core.Step;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.Span;

/// The client and the real core together, over a clock that nobody steers: `-Q` and `initstepslew`.
class FirstFixTest {
    private final VirtualUniverse universe = new VirtualUniverse(3, ClientLab.START);
    private final List<String> said = new ArrayList<>();
    private final List<Double> when = new ArrayList<>();

    /// A client whose observations go to a core; its commands are not carried out.
    private final class Box implements Consumer<Observation> {
        private final VirtualWorld world;
        private final Deque<Observation> waiting = new ArrayDeque<>();
        private State state;
        private TimingSnapshot newest;
        private Runnable look = () -> {
        };
        private final NtpSources sources;
        private int next;

        Box(Span offset) {
            world = universe.world("client", Oscillator.perfect(), offset, ClientLab.CLIENT);
            state = State.start(new CoreSettings(List.of(), SelectionSettings.DEFAULT,
                    SteeringSettings.DEFAULT, Span.ofNanos(1)), world.clock().now(), world.clock().rate());
            newest = TimingSnapshot.unsynchronised(world.clock().now());
            sources = new NtpSources(world, NtpClientSettings.DEFAULT, new KeyRing(), new ClientLinks(this,
                    () -> new SourceId(next++), new SnapshotFeedback(() -> newest), () -> OwnState.UNSYNCHRONISED,
                    new Silent(), Optional.empty()));
        }

        @Override
        public void accept(Observation observation) {
            waiting.add(observation);
            if (waiting.size() > 1) {
                return;
            }
            while (!waiting.isEmpty()) {
                Step step = Core.step(state, waiting.element());
                state = step.next();
                newest = step.snapshot();
                waiting.remove();
            }
            look.run();
        }
    }

    private static final class Silent implements ClientLog {
        @Override
        public void happened(ClientEvent event) {
        }

        @Override
        public void measured(Measurement measurement) {
        }
    }

    private ScriptedServer server(int number, Span offset) throws Exception {
        VirtualWorld host = universe.world("server " + number, Oscillator.perfect(), offset,
                ClientLab.address(number));
        return new ScriptedServer(host, ClientLab.ANY_V4, 123, new KeyRing());
    }

    private void say(String text) {
        said.add(text);
        when.add((universe.nowNanos() - ClientLab.START) * 1e-9);
    }

    private void oneShot(Box box, Optional<Span> timeout) {
        NtpSourceOptions options = NtpSourceOptions.DEFAULT.with(Polling.DEFAULT.withBursts(true, false));
        box.sources.add(SourceKind.SERVER, ClientLab.address(1).toString(), options);
        FirstFix fix = new FirstFix(box.world, box.sources, () -> box.newest, timeout, outcome -> {
            OneShot shot = OneShot.of(outcome, false);
            say(shot.exitStatus() + " " + shot.text());
        });
        box.look = fix::look;
    }

    @Test
    void aClockThatIsOnlyMeasuredIsFoundWrongWithinOneBurst() throws Exception {
        server(1, Span.ZERO);
        oneShot(new Box(Span.ofSeconds(-10)), Optional.empty());
        universe.runFor(Span.ofSeconds(60));
        assertThat(said).containsExactly("0 System clock wrong by 10.000000 seconds (ignored)");
        assertThat(when.getFirst()).isBetween(0.2, 6.6);
    }

    @Test
    void withoutAnyAnswerTheRunEndsAfterTheBurst() throws Exception {
        server(1, Span.ZERO).silent = true;
        oneShot(new Box(Span.ZERO), Optional.empty());
        universe.runFor(Span.ofSeconds(60));
        assertThat(said).singleElement().asString().startsWith("1 No suitable source for synchronisation");
        assertThat(when.getFirst()).isBetween(12.0, 17.0);
    }

    @Test
    void theTimeAllowedEndsTheRun() throws Exception {
        server(1, Span.ZERO).silent = true;
        oneShot(new Box(Span.ZERO), Optional.of(Span.ofSeconds(5)));
        universe.runFor(Span.ofSeconds(60));
        assertThat(said).containsExactly("1 Timeout reached");
        assertThat(when).containsExactly(5.0);
    }

    private void initialStep(Box box, double threshold, String... servers) {
        InitialStep step = new InitialStep(box.world, box.sources, () -> box.newest, threshold, List.of(servers),
                result -> say(result.step() + " " + result.text()));
        box.look = step::look;
    }

    @Test
    void anInitialOffsetWithinTheThresholdIsSlewedAndALargerOneStepped() throws Exception {
        server(1, Span.ZERO);
        Box box = new Box(Span.ofMillis(1_500));
        initialStep(box, 2, "192.168.123.1");
        universe.runFor(Span.ofSeconds(10));
        assertThat(said).containsExactly("false System's initial offset : 1.500000 seconds fast of true (slew)");
        assertThat(box.sources.reports()).as("its servers are gone").isEmpty();
        Box other = new OtherBox().box;
        assertThat(said).last().isEqualTo("true System's initial offset : 7.000000 seconds slow of true (step)");
        assertThat(other.sources.reports()).isEmpty();
    }

    /// A second client needs a universe of its own, since it has the same address.
    private final class OtherBox {
        private final Box box;

        OtherBox() throws Exception {
            FirstFixTest other = new FirstFixTest();
            other.server(1, Span.ZERO);
            box = other.new Box(Span.ofSeconds(-7));
            other.initialStep(box, 2, "192.168.123.1");
            other.universe.runFor(Span.ofSeconds(10));
            said.addAll(other.said);
        }
    }

    @Test
    void twoServersThatDisagreeSetNothing() throws Exception {
        server(1, Span.ZERO);
        server(2, Span.ofSeconds(100));
        initialStep(new Box(Span.ZERO), 1, "192.168.123.1", "192.168.123.2");
        universe.runFor(Span.ofSeconds(300));
        assertThat(said).containsExactly("false No suitable source for initstepslew");
        assertThat(when.getFirst()).isBetween(190.0, 215.0);
    }
}
