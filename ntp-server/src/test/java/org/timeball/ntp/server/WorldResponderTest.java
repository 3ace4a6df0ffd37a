package org.timeball.ntp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.access.AccessRule;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.NtpTimestamp;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

class WorldResponderTest {
    private static final long NOW = 1_795_176_000_000_000_000L;
    private static final Address.Udp V4 = new Address.Udp(IpAddress.v4(0), 123);
    private static final Address.Udp V6 = new Address.Udp(new IpAddress(0, 0), 123);
    private static final Address.Udp CLIENT_V4 = new Address.Udp(IpAddress.v4(192, 0, 2, 9), 5_000);
    private static final Address.Udp CLIENT_V6 = new Address.Udp(new IpAddress(0x2001_0db8_0000_0000L, 9), 5_000);

    private final FakeWorld world = new FakeWorld();
    private final SnapshotBoard board = new SnapshotBoard(Snapshots.locked(NOW));
    private final AccessList access = new AccessList();
    private final ServerCounters counters = new ServerCounters(1);

    @BeforeEach
    void allowAll() {
        world.nanos = NOW + 1_000;
        access.apply(AccessRule.parse("allow"));
    }

    private WorldResponder open(int port) throws WorldException {
        return new WorldResponder(world, port, -23, board, access, counters);
    }

    @Test
    void bothFamiliesAreServedWithTheWorldsTime() throws WorldException {
        try (WorldResponder responder = open(123)) {
            assertThat(responder.port()).isEqualTo(123);
            world.arrive(CLIENT_V4, V4, Packets.request(4, 11).array());
            world.arrive(CLIENT_V6, V6, Packets.request(3, 12).array());
        }
        HeaderFlyweight v4 = new HeaderFlyweight().wrap(ByteBuffer.wrap(world.sent.get(CLIENT_V4)));
        HeaderFlyweight v6 = new HeaderFlyweight().wrap(ByteBuffer.wrap(world.sent.get(CLIENT_V6)));
        assertThat(v4.originTime()).isEqualTo(11);
        assertThat(v4.stratum()).isEqualTo(1);
        assertThat(v4.receiveTime()).isEqualTo(NtpTimestamp.ofUnixNanos(NOW + 1_000)).isEqualTo(v4.transmitTime());
        assertThat(v6.originTime()).isEqualTo(12);
        assertThat(v6.version()).isEqualTo(3);
        assertThat(counters.answered()).isEqualTo(2);
        assertThat(counters.clients()).hasSize(2);
        assertThat(world.sockets).isEmpty();
    }

    @Test
    void thePortThatTheWorldChoseIsServedInBothFamilies() throws WorldException {
        try (WorldResponder responder = open(0)) {
            assertThat(responder.port()).isEqualTo(FakeWorld.CHOSEN_PORT);
            assertThat(world.sockets).containsOnlyKeys(new Address.Udp(V4.ip(), FakeWorld.CHOSEN_PORT),
                    new Address.Udp(V6.ip(), FakeWorld.CHOSEN_PORT));
        }
    }

    @Test
    void aWorldWithoutIpv6IsServedOverIpv4() throws WorldException {
        world.hasV6 = false;
        try (WorldResponder _ = open(123)) {
            world.arrive(CLIENT_V4, V4, Packets.request(4, 11).array());
            assertThat(world.sent).containsOnlyKeys(CLIENT_V4);
        }
    }

    @Test
    void aPortThatIsTakenIsRefused() throws WorldException {
        try (WorldResponder _ = open(123)) {
            assertThatThrownBy(() -> open(123)).isInstanceOf(WorldException.class);
        }
    }

    @Test
    void noiseAndStrangersAreMetWithSilence() throws WorldException {
        access.apply(AccessRule.parse("deny 192.0.2"));
        try (WorldResponder _ = open(123)) {
            world.arrive(CLIENT_V4, V4, Packets.request(4, 11).array());
            world.arrive(CLIENT_V6, V6, new byte[0]);
            world.arrive(CLIENT_V6, V6, Arrays.copyOf(Packets.request(4, 11).array(), 47));
        }
        assertThat(world.sent).isEmpty();
        assertThat(counters.total(Outcome.DENIED)).isEqualTo(1);
        assertThat(counters.total(Outcome.MALFORMED)).isEqualTo(2);
    }

    @Test
    void anAnswerThatTheWorldRefusesIsCountedAsUnsent() throws WorldException {
        world.accepts = false;
        try (WorldResponder _ = open(123)) {
            world.arrive(CLIENT_V4, V4, Packets.request(4, 11).array());
        }
        assertThat(counters.total(Outcome.UNSENT)).isEqualTo(1);
        assertThat(counters.answered()).isZero();
    }
}
