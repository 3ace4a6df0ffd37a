package org.timeball.ntp.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timeball.ntp.auth.KeyRing;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.world.VirtualNetwork;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

/// A client under test in a virtual network of scripted servers, and all that it says.
final class ClientLab {
    static final long START = 1_795_000_000_000_000_000L;
    static final IpAddress CLIENT = IpAddress.v4(192, 168, 123, 100);
    static final IpAddress CLIENT6 = new IpAddress(0xfc00L << 48, 0x100);
    static final IpAddress ANY_V4 = IpAddress.v4(0);

    final VirtualUniverse universe;
    final VirtualWorld world;
    final KeyRing keys = new KeyRing();
    final List<Observation> observations = new ArrayList<>();
    final List<ClientEvent> events = new ArrayList<>();
    final List<Measurement> measurements = new ArrayList<>();
    final List<VirtualNetwork.Packet> packets = new ArrayList<>();
    final Map<SourceId, SourceFeedback.Belief> beliefs = new HashMap<>();
    OwnState own = OwnState.UNSYNCHRONISED;
    final NtpSources sources;
    private int nextSource;

    ClientLab() {
        this(NtpClientSettings.DEFAULT, Span.ofMillis(100));
    }

    /// @param offset of the client's clock from true time
    ClientLab(NtpClientSettings settings, Span offset) {
        this(new VirtualUniverse(7, START), settings, offset, CLIENT, CLIENT6);
    }

    ClientLab(VirtualUniverse universe, NtpClientSettings settings, Span offset, IpAddress... addresses) {
        this.universe = universe;
        world = universe.world("client " + addresses[0], Oscillator.perfect(), offset, addresses);
        universe.network().watch(packets::add);
        sources = new NtpSources(world, settings, keys, new ClientLinks(observations::add,
                () -> new SourceId(nextSource++), source -> Optional.ofNullable(beliefs.get(source)), () -> own,
                new Log(), Optional.empty()));
    }

    private final class Log implements ClientLog {
        @Override
        public void happened(ClientEvent event) {
            events.add(event);
        }

        @Override
        public void measured(Measurement measurement) {
            measurements.add(measurement);
        }
    }

    static IpAddress address(int number) {
        return IpAddress.v4(192, 168, 123, number);
    }

    /// A perfect server at 192.168.123.NUMBER.
    ScriptedServer server(int number) throws WorldException {
        VirtualWorld host = universe.world("server " + number, Oscillator.perfect(), Span.ZERO, address(number),
                address6(number));
        return new ScriptedServer(host, ANY_V4, 123, keys);
    }

    static IpAddress address6(int number) {
        return new IpAddress(0xfc00L << 48, number);
    }

    AddResult add(int number, NtpSourceOptions options) {
        return sources.add(SourceKind.SERVER, address(number).toString(), options);
    }

    void run(double seconds) {
        universe.runFor(Span.ofSeconds(seconds));
    }

    /// Times at which the client sent to 192.168.123.NUMBER, seconds after the start.
    double[] sentTo(int number) {
        return packets.stream().filter(packet -> packet.to().ip().equals(address(number)))
                .mapToDouble(packet -> (packet.trueNanos() - START) * 1e-9).toArray();
    }

    List<Observation.Exchange> exchanges() {
        return observations.stream().filter(Observation.Exchange.class::isInstance)
                .map(Observation.Exchange.class::cast).toList();
    }

    List<Integer> registers() {
        return observations.stream().filter(Observation.Reach.class::isInstance)
                .map(reach -> ((Observation.Reach) reach).register()).toList();
    }

    List<String> eventTexts() {
        return events.stream().filter(event -> !event.isDetail()).map(ClientEvent::text).toList();
    }

    NtpSourceReport report(int number) {
        return sources.report(address(number)).orElseThrow();
    }

    /// A core that knows the truth, by so many samples.
    void believe(SourceId source, int samples) {
        beliefs.put(source, new SourceFeedback.Belief(SourceFeedback.Standing.FOLLOWED, samples, world.clock().now(),
                world.clockErrorSeconds(), 0, 0, 1e-5, 1));
    }

    static Address.Udp udp(int number) {
        return new Address.Udp(address(number), 123);
    }
}
