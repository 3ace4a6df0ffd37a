package org.timeball.simulator.clknetsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.timeball.simulator.clknetsim.net.ClockNetwork;
import org.timeball.simulator.clknetsim.net.LocalNodes;
import org.timeball.simulator.clknetsim.net.NodePlan;
import org.timeball.simulator.clknetsim.net.Signal;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.Datagram.Stamp;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.DatagramSpec;
import org.timeball.timekeeping.world.Datagrams.DatagramHandler;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

@Timeout(20)
class NodeDatagramsTest {
    private static final IpAddress ANY = IpAddress.v4(0);
    private static final IpAddress ANY_V6 = new IpAddress(0, 0);
    private static final long START = 1_262_304_000_000_000_000L;

    private final List<String> heard = new ArrayList<>();

    private static Address.Udp udp(int node, int port) {
        return new Address.Udp(IpAddress.v4(192, 168, 123, node), port);
    }

    private static DatagramSpec at(IpAddress ip, int port) {
        return DatagramSpec.at(new Address.Udp(ip, port));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private DatagramHandler listener(String name) {
        return new DatagramHandler() {
            @Override
            public void received(Datagram datagram) {
                heard.add("%s heard %s from %s to %s at %d us by %s on %d".formatted(name,
                        new String(datagram.payload(), StandardCharsets.US_ASCII), datagram.from(), datagram.to(),
                        micros(datagram.received()), datagram.stampedBy(), datagram.interfaceIndex()));
            }

            @Override
            public void sent(byte[] payload, SystemInstant at, Stamp by) {
                heard.add("%s sent %s at %d us by %s".formatted(name, new String(payload, StandardCharsets.US_ASCII),
                        micros(at), by));
            }
        };
    }

    private static long micros(SystemInstant at) {
        return (at.nanos() - START) / 1000;
    }

    /// One node speaks at once, the other listens; both stay until the end.
    private void talk(List<String> environment, LocalNodes.Program speaker, LocalNodes.Program listener)
            throws WorldException {
        ClockNetwork network = new ClockNetwork(2, List.of(NodePlan.perfect(), NodePlan.perfect().offset(1)));
        network.delay(1, 2, Signal.constant(0.25));
        network.delay(2, 1, Signal.constant(0.25));
        network.delay(1, 1, Signal.constant(0.25));
        String[] more = environment.toArray(String[]::new);
        new LocalNodes().add(Place.of(1, more), world -> {
            world.timers().after(Span.ofSeconds(1), () -> {
                try {
                    speaker.run(world);
                } catch (WorldException e) {
                    throw new IllegalStateException(e);
                }
            });
            world.run();
        }).add(Place.of(2, more), world -> {
            listener.run(world);
            world.run();
        }).run(network, 10);
    }

    @Test
    void aDatagramCarriesTheReceiversClockAndBothAddresses() throws WorldException {
        talk(List.of(), world -> {
            DatagramPort port = world.datagrams().open(at(ANY, 0).withTransmitStamps(), listener("one"));
            assertThat(port.local()).isEqualTo(new Address.Udp(ANY, 60_000));
            assertThat(port.send(udp(2, 123), bytes("hello"))).isTrue();
            assertThat(heard).isEmpty();
        }, world -> world.datagrams().open(at(ANY, 123), listener("two")));
        assertThat(heard).containsExactly("one sent hello at 1000001 us by KERNEL",
                "two heard hello from 192.168.123.1:60000 to 192.168.123.2:123 at 2250001 us by KERNEL on 1");
    }

    @Test
    void withoutTimestampingTheDaemonStampsAndNothingIsSaidOfWhatWasSent() throws WorldException {
        talk(List.of("TIMESTAMPING", "0"),
                world -> world.datagrams().open(at(ANY, 0).withTransmitStamps(), listener("one")).send(udp(2, 123),
                        bytes("hello")),
                world -> world.datagrams().open(at(ANY, 123), listener("two")));
        assertThat(heard).containsExactly(
                "two heard hello from 192.168.123.1:60000 to 192.168.123.2:123 at 2250001 us by DAEMON on 1");
    }

    @Test
    void aConnectedSocketHearsItsPeerAloneAndBeforeTheOthers() throws WorldException {
        talk(List.of(), world -> {
            DatagramPort right = world.datagrams().open(at(ANY, 5000), listener("one"));
            DatagramPort wrong = world.datagrams().open(at(ANY, 5001), listener("one"));
            right.send(udp(2, 123), bytes("a"));
            wrong.send(udp(2, 123), bytes("b"));
            right.send(udp(2, 124), bytes("c"));
            wrong.send(udp(2, 124), bytes("d"));
        }, world -> {
            world.datagrams().open(at(ANY, 123), listener("open"));
            world.datagrams().open(at(ANY, 123).connectedTo(udp(1, 5000)), listener("connected"));
            world.datagrams().open(at(ANY, 124).connectedTo(udp(1, 5000)), listener("only"));
        });
        assertThat(heard).extracting(line -> line.substring(0, line.indexOf(" from")))
                .containsExactly("connected heard a", "open heard b", "only heard c");
    }

    @Test
    void anOwnAddressGoesBeforeAnyAndAClosedSocketHearsNothing() throws WorldException {
        talk(List.of(), world -> {
            DatagramPort port = world.datagrams().open(at(ANY, 0), listener("one"));
            port.send(udp(2, 123), bytes("a"));
            port.send(udp(2, 200), bytes("b"));
            port.close();
            assertThat(port.send(udp(2, 123), bytes("c"))).isFalse();
            assertThat(world.datagrams().open(at(ANY, 0), listener("one")).local())
                    .isEqualTo(new Address.Udp(ANY, 60_000));
        }, world -> {
            world.datagrams().open(at(ANY, 123), listener("any"));
            world.datagrams().open(at(IpAddress.v4(192, 168, 123, 2), 123), listener("own"));
            world.datagrams().open(at(IpAddress.v4(127, 0, 0, 1), 123), listener("loopback"));
            world.datagrams().open(at(ANY, 200), listener("closed")).close();
        });
        assertThat(heard).extracting(line -> line.substring(0, line.indexOf(" from"))).containsExactly("own heard a");
    }

    @Test
    void aBroadcastGoesToWhoeverListensThoughNotToTheSenderAndNeedsPermission() throws WorldException {
        Address.Udp everybody = new Address.Udp(IpAddress.v4(192, 168, 123, 255), 123);
        talk(List.of(), world -> {
            DatagramPort port = world.datagrams().open(at(ANY, 123).withBroadcast(), listener("one"));
            assertThat(port.send(everybody, bytes("a"))).isTrue();
            assertThat(world.datagrams().open(at(ANY, 0), listener("one")).send(everybody, bytes("b"))).isFalse();
        }, world -> {
            world.datagrams().open(at(ANY, 123), listener("any"));
            world.datagrams().open(DatagramSpec.at(everybody).sharingItsPort(), listener("broadcast"));
        });
        assertThat(heard).extracting(line -> line.substring(0, line.indexOf(" from")))
                .containsExactly("broadcast heard a");
    }

    @Test
    void unixDatagramsTravelOnANetworkOfTheirOwn() throws WorldException {
        talk(List.of("UNIX_SUBNET", "2"), world -> {
            Address.Unix mine = new Address.Unix("/clknetsim/unix/client.sock");
            DatagramPort client = world.datagrams().open(DatagramSpec.at(mine), listener("client"));
            assertThat(client.send(new Address.Unix("/clknetsim/unix/2:1"), bytes("ask"))).isTrue();
            assertThat(client.send(new Address.Unix("/tmp/elsewhere"), bytes("ask"))).isFalse();
        }, world -> {
            DatagramPort[] port = new DatagramPort[1];
            port[0] = world.datagrams().open(new Address.Unix("/clknetsim/unix/chronyd.sock"), datagram -> {
                listener("server").received(datagram);
                port[0].send(datagram.from(), bytes("answer"));
            });
            world.datagrams().open(at(ANY, 1), listener("not Unix"));
        });
        assertThat(heard).containsExactly(
                "server heard ask from unix:/clknetsim/unix/1:1 to unix:/clknetsim/unix/chronyd.sock"
                        + " at 2250001 us by KERNEL on 0",
                "client heard answer from unix:/clknetsim/unix/2:1 to unix:/clknetsim/unix/client.sock"
                        + " at 1500001 us by KERNEL on 0");
    }

    @Test
    void aFamilyThatIsNotThereCannotBeOpened() throws WorldException {
        talk(List.of("IP_FAMILY", "6"), world -> {
            assertThatThrownBy(() -> world.datagrams().open(at(ANY, 123), listener("v4")))
                    .isInstanceOfSatisfying(WorldException.class, e -> assertThat(e.errno()).isEqualTo(22));
            world.datagrams().open(at(ANY_V6, 0), listener("one"))
                    .send(new Address.Udp(new IpAddress(0xfc00L << 48, 0x1230002), 123), bytes("six"));
        }, world -> world.datagrams().open(at(ANY_V6, 123), listener("two")));
        assertThat(heard).containsExactly(
                "two heard six from [fc00::123:1]:60000 to [fc00::123:2]:123 at 2250001 us by KERNEL on 1");
    }

    @Test
    void aPortIsOpenedOnceUnlessItIsShared() throws WorldException {
        talk(List.of(), world -> {
            world.datagrams().open(at(ANY, 123), listener("one"));
            assertThatThrownBy(() -> world.datagrams().open(at(ANY, 123), listener("one")))
                    .isInstanceOfSatisfying(WorldException.class, e -> assertThat(e.errno()).isEqualTo(98));
            assertThatThrownBy(() -> world.datagrams().open(at(IpAddress.v4(192, 168, 123, 2), 1), listener("one")))
                    .isInstanceOfSatisfying(WorldException.class, e -> assertThat(e.errno()).isEqualTo(99));
            world.datagrams().open(at(ANY, 123).connectedTo(udp(2, 123)), listener("one"));
        }, _ -> {
        });
    }

    @Test
    void packetsMultiplyWhereTheyAreToldTo() throws WorldException {
        talk(List.of("RECV_MULTIPLY", "4"), world -> {
            DatagramPort port = world.datagrams().open(at(ANY, 0), listener("one"));
            for (int i = 0; i < 100; i++) {
                port.send(udp(2, 123), bytes("x"));
            }
        }, world -> world.datagrams().open(at(ANY, 123), listener("two")));
        // Each comes 1 to 4 times, 2.5 on average with a deviation of 1.12; 5 deviations of the mean of 100 are 0.56.
        assertThat(heard.size()).isBetween(194, 306);
    }

    @Test
    void whatGoesNowhereIsRefusedAndWhatIsTooLongIs() throws WorldException {
        talk(List.of(), world -> {
            DatagramPort port = world.datagrams().open(at(ANY, 0), listener("one"));
            assertThat(port.send(new Address.Udp(IpAddress.v4(10, 0, 0, 1), 123), bytes("x"))).isFalse();
            assertThat(port.send(new Address.Udp(IpAddress.v4(127, 0, 0, 1), 123), bytes("x"))).isTrue();
            assertThat(port.send(udp(2, 123), new byte[4001])).isFalse();
            assertThat(port.send(udp(200, 123), bytes("x"))).isTrue();
        }, world -> world.datagrams().open(at(ANY, 123), listener("two")));
        assertThat(heard).isEmpty();
    }
}
