package org.timeball.daemon.candm.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.timeball.daemon.candm.FakeBox;
import org.timeball.daemon.candm.Query;
import org.timeball.daemon.candm.wire.OpenWord;
import org.timeball.daemon.candm.wire.RequestWriter;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.DatagramSpec;
import org.timeball.timekeeping.world.Datagrams;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

class ControlServerTest {
    private static final int EADDRNOTAVAIL = 99;
    private static final int EADDRINUSE = 98;
    private static final Address.Udp V4 = new Address.Udp(IpAddress.v4(127, 0, 0, 1), 323);
    private static final Address.Udp V6 = new Address.Udp(new IpAddress(0, 1), 323);
    private static final Address.Unix SOCKET = new Address.Unix("/run/chrony/chronyd.sock");
    private static final byte[] TRACKING = RequestWriter.write(new Query.Tracking(), 0, 1);

    private final Sockets sockets = new Sockets();
    private final FakeBox box = new FakeBox();

    private ControlServer server(ControlSettings settings, SocketPlace place) {
        return new ControlServer(sockets, settings, place,
                new RequestDesk(box, box.commandAccess, CommandTally.NONE, settings.open()),
                text -> text.startsWith("status ") ? Optional.of("asked: " + text) : Optional.empty());
    }

    @Test
    void loopbackAndTheUnixSocketAreOpenAndRepliesGoWhereRequestsCameFrom() throws Exception {
        ControlServer server = server(ControlSettings.DEFAULT, SocketPlace.ANYWHERE);
        server.open();
        assertThat(server.addresses()).containsExactly(V4, V6, SOCKET);
        Address client = new Address.Udp(IpAddress.v4(127, 0, 0, 1), 40_000);
        sockets.arrive(client, V4);
        sockets.arrive(new Address.Unix("/run/chrony/chronyc.1/sock"), SOCKET);
        sockets.arrive(new Address.Unix(""), SOCKET);
        assertThat(sockets.sent).containsExactly(V4 + " to " + client + ": 104",
                SOCKET + " to unix:/run/chrony/chronyc.1/sock: 104");
        server.close();
        assertThat(sockets.open).isEmpty();
    }

    @Test
    void aDeviceIsForUdpAlone() throws Exception {
        server(new ControlSettings(323, ControlSettings.LOOPBACK, "lo", SOCKET.path(), OpenWord.DEFAULT),
                SocketPlace.ANYWHERE).open();
        assertThat(sockets.open.keySet()).contains(DatagramSpec.at(V4).onDevice("lo"), DatagramSpec.at(SOCKET));
    }

    @Test
    void port0AndNoPathOpenNothing() throws Exception {
        server(new ControlSettings(0, ControlSettings.LOOPBACK, "", "", OpenWord.DEFAULT), SocketPlace.ANYWHERE).open();
        assertThat(sockets.open).isEmpty();
    }

    @Test
    void aHostWithoutIpv6IsServedOverIpv4() throws Exception {
        sockets.refused.put(V6, EADDRNOTAVAIL);
        ControlServer server = server(ControlSettings.DEFAULT, SocketPlace.ANYWHERE);
        server.open();
        assertThat(server.addresses()).containsExactly(V4, SOCKET);
    }

    @Test
    void aPortThatCannotBeHadAnywhereIsAnError() {
        sockets.refused.put(V4, EADDRINUSE);
        sockets.refused.put(V6, EADDRINUSE);
        assertThatThrownBy(() -> server(ControlSettings.DEFAULT, SocketPlace.ANYWHERE).open())
                .isInstanceOf(WorldException.class).hasMessageContaining("[::1]:323");
    }

    @Test
    void anUnsafeFolderDisablesTheUnixSocketAlone() throws Exception {
        ControlServer server = server(ControlSettings.DEFAULT, new SocketPlace() {
            @Override
            public void prepare(String socketPath) throws WorldException {
                throw new WorldException("others can reach into it");
            }

            @Override
            public void share(String socketPath) {
                throw new AssertionError("there is no socket to share");
            }
        });
        server.open();
        assertThat(server.addresses()).containsExactly(V4, V6);
    }

    /// Sockets on which the test speaks.
    private static final class Sockets implements Datagrams {
        final Map<DatagramSpec, DatagramHandler> open = new LinkedHashMap<>();
        final Map<Address, Integer> refused = new LinkedHashMap<>();
        final List<String> sent = new ArrayList<>();

        @Override
        public DatagramPort open(DatagramSpec spec, DatagramHandler handler) throws WorldException {
            Integer errno = refused.get(spec.local());
            if (errno != null) {
                throw new WorldException("cannot open " + spec.local(), errno);
            }
            open.put(spec, handler);
            return new DatagramPort() {
                @Override
                public Address local() {
                    return spec.local();
                }

                @Override
                public boolean send(Address to, byte[] payload) {
                    return sent.add(spec.local() + " to " + to + ": " + payload.length);
                }

                @Override
                public void close() {
                    open.remove(spec);
                }
            };
        }

        void arrive(Address from, Address to) {
            open.get(DatagramSpec.at(to))
                    .received(new Datagram(from, to, TRACKING, new SystemInstant(0), Datagram.Stamp.KERNEL, 0));
        }
    }
}
