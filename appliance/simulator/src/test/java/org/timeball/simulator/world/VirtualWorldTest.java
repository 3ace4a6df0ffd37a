package org.timeball.simulator.world;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Address.Udp;
import org.timeball.timekeeping.world.Address.Unix;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.Datagram.Stamp;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.Devices.Device;
import org.timeball.timekeeping.world.Devices.DeviceHandler;
import org.timeball.timekeeping.world.Devices.Line;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

class VirtualWorldTest {
    private static final long START = 1_795_000_000_000_000_000L;
    private static final IpAddress A = IpAddress.v4(10, 0, 0, 1);
    private static final IpAddress B = IpAddress.v4(10, 0, 0, 2);
    private static final IpAddress A6 = new IpAddress(0xfd00L << 48, 1);
    private static final IpAddress B6 = new IpAddress(0xfd00L << 48, 2);
    private static final IpAddress ANY_V4 = IpAddress.v4(0);
    private static final IpAddress ANY = new IpAddress(0, 0);
    private static final Line TTY = new Line("/dev/ttyS0", 9600);

    private final VirtualUniverse universe = new VirtualUniverse(1, START);
    private final VirtualWorld a = universe.world("a", Oscillator.perfect(), Span.ZERO, A, A6);
    private final VirtualWorld b = universe.world("b", Oscillator.perfect(), Span.ofMillis(7), B, B6);
    private final List<Datagram> heard = new ArrayList<>();
    private final List<String> events = new ArrayList<>();

    @Test
    void aDatagramArrivesAfterItsDelayStampedByTheReceiversClock() throws WorldException {
        universe.network().path(A, B, new VirtualNetwork.Path(Span.ofMicros(250), 0, 0));
        DatagramPort from = a.datagrams().open(new Udp(ANY_V4, 0), heard::add);
        b.datagrams().open(new Udp(ANY_V4, 123), heard::add);
        byte[] payload = {1, 2, 3};

        assertThat(from.send(new Udp(B, 123), payload)).isTrue();
        payload[0] = 9;
        universe.runFor(Span.ofSeconds(1));

        assertThat(heard).hasSize(1);
        Datagram datagram = heard.getFirst();
        assertThat(datagram.payload()).containsExactly(1, 2, 3);
        assertThat(datagram.from()).isEqualTo(new Udp(A, 49_152));
        assertThat(datagram.to()).isEqualTo(new Udp(B, 123));
        assertThat(datagram.received()).isEqualTo(new SystemInstant(START + 7_000_000 + 250_000));
        assertThat(datagram.stampedBy()).isEqualTo(Stamp.KERNEL);
    }

    @Test
    void eachDirectionHasItsOwnDelayJitterAndLoss() throws WorldException {
        int many = 20_000;
        universe.network().path(A, B, new VirtualNetwork.Path(Span.ofMicros(100), 1e-4, 0.25));
        DatagramPort from = a.datagrams().open(new Udp(A, 5), heard::add);
        DatagramPort back = b.datagrams().open(new Udp(B, 6), heard::add);
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            from.send(new Udp(B, 6), new byte[1]);
            long sent = universe.nowNanos();
            universe.runFor(Span.ofSeconds(1));
            heard.forEach(datagram -> delays.add(datagram.received().nanos() - 7_000_000 - sent));
            heard.clear();
        }
        back.send(new Udp(A, 5), new byte[1]);
        long sent = universe.nowNanos();
        universe.runFor(Span.ofSeconds(1));

        // Five deviations of a binomial count: 5 sqrt(n p (1 - p)) = 306. Seed 1.
        assertThat((double) delays.size()).isCloseTo(0.75 * many, within(306.0));
        assertThat(delays).allMatch(delay -> delay >= 100_000);
        double mean = delays.stream().mapToLong(Long::longValue).average().orElseThrow();
        // Five deviations of the mean of n exponentials: 5 * 100 us / sqrt(15000) = 4.1 us.
        assertThat(mean).isCloseTo(200_000, within(4_100.0));
        assertThat(heard.getFirst().received().nanos() - sent).isEqualTo(100_000);
    }

    @Test
    void ipv6AndLoopbackFindTheirSockets() throws WorldException {
        DatagramPort any = a.datagrams().open(new Udp(ANY, 123), heard::add);
        a.datagrams().open(new Udp(ANY_V4, 123), heard::add);
        DatagramPort six = b.datagrams().open(new Udp(ANY, 0), heard::add);
        DatagramPort four = b.datagrams().open(new Udp(B, 0), heard::add);
        DatagramPort loop = a.datagrams().open(new Udp(IpAddress.v4(127, 0, 0, 1), 0), heard::add);

        assertThat(six.send(new Udp(A6, 123), new byte[1])).isTrue();
        assertThat(four.send(new Udp(A, 123), new byte[2])).isTrue();
        assertThat(loop.send(new Udp(IpAddress.v4(127, 0, 0, 1), 123), new byte[3])).isTrue();
        assertThat(any.send(new Udp(new IpAddress(0, 1), 123), new byte[4])).isTrue();
        assertThat(four.send(new Udp(A6, 123), new byte[5])).as("no IPv6 from an IPv4 socket").isFalse();
        assertThat(loop.send(new Udp(B, 1), new byte[5])).as("no way out of loopback").isFalse();
        universe.runFor(Span.ofSeconds(1));

        assertThat(heard).extracting(datagram -> datagram.payload().length).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(heard).extracting(Datagram::from).contains(new Udp(B6, 49_152), new Udp(new IpAddress(0, 1), 123));
    }

    @Test
    void whatNobodyListensToIsLost() throws WorldException {
        DatagramPort from = a.datagrams().open(new Udp(A, 1), heard::add);
        DatagramPort to = b.datagrams().open(new Udp(B, 2), heard::add);
        from.send(new Udp(B, 99), new byte[1]);
        from.send(new Udp(IpAddress.v4(192, 0, 2, 1), 99), new byte[1]);
        from.send(new Udp(B, 2), new byte[1]);
        to.close();
        universe.runFor(Span.ofSeconds(1));

        assertThat(heard).isEmpty();
        assertThat(to.send(new Udp(A, 1), new byte[1])).isFalse();
        assertThat(from.send(new Udp(B, 2), new byte[70_000])).isFalse();
        assertThat(from.send(new Unix("/run/x.sock"), new byte[1])).isFalse();
    }

    @Test
    void anAddressCanBeBoundOnceAndOnlyByItsOwner() throws WorldException {
        DatagramPort first = a.datagrams().open(new Udp(A, 123), heard::add);

        assertThatThrownBy(() -> a.datagrams().open(new Udp(A, 123), heard::add)).isInstanceOf(WorldException.class)
                .hasMessageContaining("10.0.0.1:123 is taken");
        assertThatThrownBy(() -> a.datagrams().open(new Udp(B, 123), heard::add)).isInstanceOf(WorldException.class)
                .hasMessageContaining("no such address");
        assertThatThrownBy(() -> a.datagrams().open(new Unix("x".repeat(108)), heard::add))
                .isInstanceOf(WorldException.class).hasMessageContaining("1 to 107 bytes");
        first.close();
        a.datagrams().open(new Udp(A, 123), heard::add).close();
    }

    @Test
    void unixDatagramsStayInTheirWorld() throws WorldException {
        Address socket = new Unix("/run/chrony.ttyS0.sock");
        DatagramPort near = a.datagrams().open(new Unix("/run/sender.sock"), heard::add);
        DatagramPort elsewhere = b.datagrams().open(new Unix("/run/sender.sock"), heard::add);
        assertThat(near.send(socket, new byte[40])).as("nobody there yet").isFalse();
        a.datagrams().open(socket, heard::add);

        assertThat(near.send(socket, new byte[40])).isTrue();
        assertThat(elsewhere.send(socket, new byte[41])).isFalse();
        universe.runFor(Span.ofSeconds(1));

        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst().from()).isEqualTo(new Unix("/run/sender.sock"));
        assertThat(heard.getFirst().received()).isEqualTo(new SystemInstant(START));
    }

    @Test
    void aSerialLineCarriesBytesBothWays() throws WorldException {
        VirtualLine line = b.devices().line("/dev/ttyS0");
        line.onWrite(bytes -> events.add("written " + new String(bytes, US_ASCII)));
        line.feed("lost".getBytes(US_ASCII));
        Device device = b.devices().open(TTY, handler());
        universe.runFor(Span.ofSeconds(1));
        line.feed("$GP".getBytes(US_ASCII));
        device.write("$PUBX".getBytes(US_ASCII));
        universe.runFor(Span.ofSeconds(1));

        assertThat(events).containsExactly("received $GP at 1007", "written $PUBX");
        assertThat(line.opened()).contains(TTY);
        assertThatThrownBy(() -> b.devices().open(TTY, handler())).hasMessageContaining("busy");
        device.close();
        line.feed("late".getBytes(US_ASCII));
        universe.runFor(Span.ofSeconds(1));
        assertThat(events).hasSize(2);
        assertThat(line.opened()).isEmpty();
    }

    @Test
    void anUnpluggedLineHangsUpAndComesBack() throws WorldException {
        assertThatThrownBy(() -> b.devices().open(TTY, handler())).isInstanceOf(WorldException.class)
                .hasMessageContaining("/dev/ttyS0 is absent");
        VirtualLine line = b.devices().line("/dev/ttyS0");
        Device device = b.devices().open(TTY, handler());
        line.unplug();
        line.feed("lost".getBytes(US_ASCII));
        universe.runFor(Span.ofSeconds(1));

        assertThat(events).hasSize(1);
        assertThat(events.getFirst()).startsWith("gone: /dev/ttyS0 hung up");
        assertThatThrownBy(() -> device.write(new byte[1])).isInstanceOf(WorldException.class);
        assertThatThrownBy(() -> b.devices().open(TTY, handler())).hasMessageContaining("absent");
        line.plug();
        b.devices().open(TTY, handler());
        line.feed("back".getBytes(US_ASCII));
        universe.runFor(Span.ofSeconds(1));
        assertThat(events).last().isEqualTo("received back at 1007");
    }

    private DeviceHandler handler() {
        return new DeviceHandler() {
            @Override
            public void received(byte[] bytes, SystemInstant arrival) {
                events.add("received " + new String(bytes, US_ASCII) + " at " + (arrival.nanos() - START) / 1_000_000);
            }

            @Override
            public void gone(WorldException why) {
                events.add("gone: " + why.getMessage());
            }
        };
    }

    @Test
    void filesLastAndAFullDiskKeepsTheOldContent() throws WorldException {
        VirtualFiles files = a.files();
        assertThat(files.read("/var/lib/timeball/drift")).isEmpty();
        byte[] content = {1, 2};
        files.replace("/var/lib/timeball/drift", content);
        content[0] = 5;
        files.setFull(true);

        assertThatThrownBy(() -> files.replace("/var/lib/timeball/drift", new byte[]{3}))
                .isInstanceOf(WorldException.class).hasMessageContaining("no space left");
        assertThat(files.read("/var/lib/timeball/drift").orElseThrow()).containsExactly(1, 2);
        files.setFull(false);
        files.remove("/var/lib/timeball/drift");
        files.remove("/var/lib/timeball/drift");
        assertThat(files.read("/var/lib/timeball/drift")).isEmpty();
        assertThat(b.files().read("/var/lib/timeball/drift")).isEmpty();
    }
}
