package org.timeball.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.ntp.auth.KeyRing;
import org.timeball.ntp.client.ClientEvent;
import org.timeball.ntp.client.ClientLinks;
import org.timeball.ntp.client.ClientLog;
import org.timeball.ntp.client.Measurement;
import org.timeball.ntp.client.NtpClientSettings;
import org.timeball.ntp.client.NtpSourceOptions;
import org.timeball.ntp.client.NtpSourceOptions.Polling;
import org.timeball.ntp.client.NtpSources;
import org.timeball.ntp.client.OwnState;
import org.timeball.ntp.client.SnapshotFeedback;
import org.timeball.ntp.client.SourceKind;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.NtpTimestamp;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.world.VirtualNetwork;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.core.Step;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.steering.SteeringSettings;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

/// The NTP client and the timekeeper together follow a perfect server over a network with chrony's own test conditions:
/// clock 0.1 s and 100 ppm off, rate wandering by 1 ns/s a second, 0.1 ms of delay and 0.1 ms of jitter each way.
class ClientDisciplineTest {
    private static final long START = 1_795_000_000_000_000_000L;
    private static final IpAddress SERVER = IpAddress.v4(192, 168, 123, 1);
    private static final IpAddress CLIENT = IpAddress.v4(192, 168, 123, 2);
    private static final int SECONDS = 10_000;
    /// chrony's limits of its test 001.
    private static final double MOST_ERROR = 1e-3;
    private static final int SETTLED_LATEST = 210;

    private final VirtualUniverse universe = new VirtualUniverse(11, START);
    private final VirtualWorld server = universe.world("server", Oscillator.perfect(), Span.ZERO, SERVER);
    private final VirtualWorld client = universe.world("client",
            Oscillator.wandering(Frequency.ofPpm(100), 1e-9, universe.seedFor("clock")), Span.ofMillis(100), CLIENT);
    private final SnapshotBoard board = new SnapshotBoard(TimingSnapshot.unsynchronised(client.clock().now()));
    private DatagramPort answers;
    private NtpSources sources;
    private int next;
    private int requests;

    private void serve() throws WorldException {
        answers = server.datagrams().open(new Address.Udp(IpAddress.v4(0), 123), this::answer);
    }

    private void answer(Datagram request) {
        requests++;
        HeaderFlyweight asked = new HeaderFlyweight().wrap(ByteBuffer.wrap(request.payload()));
        byte[] reply = new byte[HeaderFlyweight.BYTES];
        long now = NtpTimestamp.ofUnixNanos(request.received().nanos());
        new HeaderFlyweight().wrap(ByteBuffer.wrap(reply)).leapVersionMode(0, 4, HeaderFlyweight.MODE_SERVER)
                .stratum(1).precision(-23).referenceId(0x47505300).referenceTime(now)
                .originTime(asked.transmitTime()).receiveTime(now).transmitTime(now + 1);
        answers.send(request.from(), reply);
    }

    private static final class Silent implements ClientLog {
        @Override
        public void happened(ClientEvent event) {
        }

        @Override
        public void measured(Measurement measurement) {
        }
    }

    /// Tells the client of steps of the clock.
    private final class Steps implements StepRecorder {
        @Override
        public void started(CoreSettings settings, SystemInstant at, Frequency rate) {
        }

        @Override
        public void stepped(Observation observation, Step step) {
            if (observation instanceof Observation.ClockChanged change && change.stepped().nanos() != 0) {
                sources.clockStepped(change.stepped());
            }
        }
    }

    private void follow(NtpSourceOptions options) {
        CoreSettings settings = new CoreSettings(List.of(), SelectionSettings.DEFAULT, SteeringSettings.DEFAULT,
                Span.ofNanos(1));
        Timekeeper keeper = new Timekeeper(client, settings, board, snapshot -> {
        }, event -> {
        }, new Steps());
        sources = new NtpSources(client, NtpClientSettings.DEFAULT, new KeyRing(), new ClientLinks(keeper,
                () -> new SourceId(next++), new SnapshotFeedback(board::current), () -> OwnState.UNSYNCHRONISED,
                new Silent(), Optional.empty()));
        keeper.start();
        sources.add(SourceKind.SERVER, SERVER.toString(), options);
    }

    /// Runs and returns the first second from which on the clock stays within chrony's limit.
    private int settled() {
        int settled = 0;
        for (int second = 0; second < SECONDS; second++) {
            universe.runFor(Span.ofSeconds(1));
            if (Math.abs(client.clockErrorSeconds()) > MOST_ERROR) {
                settled = second + 1;
            }
        }
        return settled;
    }

    @Test
    void aServerByDefaultIsFollowedWithinThreePolls() throws Exception {
        universe.network().everyPath(new VirtualNetwork.Path(Span.ofMicros(100), 1e-4, 0));
        serve();
        follow(NtpSourceOptions.DEFAULT);
        assertThat(settled()).isLessThanOrEqualTo(SETTLED_LATEST);
        assertThat(requests).as("the poll interval grows").isLessThan(90);
    }

    @Test
    void aBurstAtTheStartSettlesTheClockInSeconds() throws Exception {
        universe.network().everyPath(new VirtualNetwork.Path(Span.ofMicros(100), 1e-4, 0));
        serve();
        follow(NtpSourceOptions.DEFAULT.with(Polling.DEFAULT.withBursts(true, false)));
        assertThat(settled()).isLessThanOrEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 6, 10})
    void everyFixedPollIsFollowed(int poll) throws Exception {
        universe.network().everyPath(new VirtualNetwork.Path(Span.ofMicros(100), 0, 0));
        serve();
        follow(NtpSourceOptions.DEFAULT.with(Polling.DEFAULT.between(poll, poll)));
        assertThat(settled()).isLessThanOrEqualTo(30 + 4 * (1 << poll));
    }
}
