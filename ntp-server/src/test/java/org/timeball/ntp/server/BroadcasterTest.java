package org.timeball.ntp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.NtpTimestamp;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

class BroadcasterTest {
    private static final long NOW = 1_795_176_000_000_000_000L;
    private static final Address.Udp ALL = new Address.Udp(IpAddress.v4(192, 0, 2, 255), 123);
    private static final Address.Udp GROUP = new Address.Udp(new IpAddress(0xff02L << 48, 0x101), 123);

    private final FakeWorld world = new FakeWorld();
    private final SnapshotBoard board = new SnapshotBoard(
            Snapshots.locked(NOW, LeapIndicator.INSERT, Span.ofSeconds(1_000)));
    private final WorldResponder port;

    BroadcasterTest() throws WorldException {
        world.nanos = NOW;
        port = new WorldResponder(world, 123, -23, board, new AccessList(), new ServerCounters(1));
    }

    @Test
    void eachIntervalAPacketOfMode5Goes() {
        try (Broadcaster _ = new Broadcaster(world, port, board, -23, ServedTime.UTC,
                List.of(new BroadcastSettings(Span.ofSeconds(60), ALL),
                        new BroadcastSettings(Span.ofSeconds(8), GROUP)))) {
            world.advance(59_999_999_999L);
            assertThat(world.sent).containsOnlyKeys(GROUP);
            world.advance(1);
            assertThat(world.sent).containsKeys(ALL);
            HeaderFlyweight packet = new HeaderFlyweight().wrap(ByteBuffer.wrap(world.sent.get(ALL)));
            assertThat(packet.mode()).isEqualTo(HeaderFlyweight.MODE_BROADCAST);
            assertThat(packet.version()).isEqualTo(4);
            assertThat(packet.stratum()).isEqualTo(1);
            assertThat(packet.leap()).isEqualTo(1);
            assertThat(packet.poll()).isEqualTo(6);
            assertThat(packet.originTime()).isZero();
            assertThat(packet.receiveTime()).isZero();
            assertThat(packet.transmitTime()).isEqualTo(NtpTimestamp.ofUnixNanos(NOW + 60_000_000_000L));
            world.sent.clear();
            world.advance(60_000_000_000L);
            assertThat(world.sent).containsOnlyKeys(ALL, GROUP);
        }
        world.sent.clear();
        world.advance(120_000_000_000L);
        assertThat(world.sent).as("closed").isEmpty();
    }

    @Test
    void aClockThatNobodyVouchesForIsNotBroadcast() {
        board.publish(TimingSnapshot.unsynchronised(new SystemInstant(NOW)));
        try (Broadcaster _ = new Broadcaster(world, port, board, -23, ServedTime.UTC,
                List.of(new BroadcastSettings(Span.ofSeconds(8), ALL)))) {
            world.advance(20_000_000_000L);
            assertThat(world.sent).isEmpty();
            board.publish(Snapshots.locked(NOW, LeapIndicator.NONE, Span.ofSeconds(1_000)));
            world.advance(8_000_000_000L);
            assertThat(world.sent).containsOnlyKeys(ALL);
        }
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BroadcastSettings(Span.ofMillis(999), ALL));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BroadcastSettings(Span.ofSeconds(8), new Address.Udp(ALL.ip(), 0)));
    }
}
