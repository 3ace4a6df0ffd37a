package org.timeball.linux.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timeball.linux.CapturedLogWriter;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.libc.Libc;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.Datagram.Stamp;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.DatagramSpec;
import org.timeball.timekeeping.world.Datagrams.DatagramHandler;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

/// What a socket can be asked for beyond an address, on the real kernel.
class DatagramSpecTest extends LinuxWorldTest {
    private static final IpAddress LOOPBACK_V4 = IpAddress.v4(127, 0, 0, 1);
    private static final IpAddress LOOPBACK_V6 = new IpAddress(0, 1);
    private static final Address.Udp ANY_PORT = new Address.Udp(LOOPBACK_V4, 0);

    /// What a handler was told, in order.
    private sealed interface Told {
        record Sent(byte[] payload, SystemInstant at, Stamp by) implements Told {
        }

        record Received(Datagram datagram) implements Told {
        }
    }

    private static final class Listener implements DatagramHandler {
        private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

        @Override
        public void received(Datagram datagram) {
            told.add(new Told.Received(datagram));
        }

        @Override
        public void sent(byte[] payload, SystemInstant at, Stamp by) {
            told.add(new Told.Sent(payload, at, by));
        }

        private Told next() throws InterruptedException {
            Told next = told.poll(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
            assertThat(next).as("something the handler is told").isNotNull();
            return next;
        }
    }

    private final Listener listener = new Listener();
    private final Listener other = new Listener();

    private static byte[] numbered(int number) {
        return ByteBuffer.allocate(48).putInt(number).array();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theKernelTellsWhenADatagramLeftBeforeItTellsOfTheReply(boolean v4) throws Exception {
        Address.Udp any = new Address.Udp(v4 ? LOOPBACK_V4 : LOOPBACK_V6, 0);
        DatagramPort[] echo = new DatagramPort[1];
        echo[0] = world.datagrams().open(any, request -> echo[0].send(request.from(), request.payload()));
        Address.Udp server = (Address.Udp) echo[0].local();
        try (DatagramPort client = world.datagrams()
                .open(DatagramSpec.at(any).connectedTo(server).withTransmitStamps(), listener)) {
            for (int i = 0; i < 50; i++) {
                long before = HostClock.realtimeNanos();
                assertThat(client.send(server, numbered(i))).isTrue();
                Told.Sent sent = (Told.Sent) listener.next();
                Told.Received reply = (Told.Received) listener.next();
                assertThat(sent.payload()).isEqualTo(numbered(i));
                assertThat(sent.by()).isEqualTo(Stamp.KERNEL);
                assertThat(sent.at().nanos()).isBetween(before, reply.datagram().received().nanos());
                assertThat(reply.datagram().payload()).isEqualTo(numbered(i));
            }
        }
        echo[0].close();
    }

    @Test
    void aSocketThatDidNotAskForTransmitStampsIsToldOfNone() throws Exception {
        try (DatagramPort port = world.datagrams().open(ANY_PORT, listener)) {
            assertThat(port.send(port.local(), numbered(1))).isTrue();
            assertThat(listener.next()).isInstanceOf(Told.Received.class);
        }
        assertThat(listener.told).isEmpty();
    }

    @Test
    void aConnectedSocketHearsItsPeerAloneAndGoesBeforeTheOneThatSharesItsPort() throws Exception {
        try (DatagramPort peer = world.datagrams().open(ANY_PORT, datagram -> {
        });
                DatagramPort stranger = world.datagrams().open(ANY_PORT, datagram -> {
                });
                DatagramPort server = world.datagrams().open(DatagramSpec.at(ANY_PORT).sharingItsPort(), other);
                DatagramPort client = world.datagrams().open(DatagramSpec.at(server.local())
                        .connectedTo((Address.Udp) peer.local()).sharingItsPort(), listener)) {
            assertThat(client.local()).isEqualTo(server.local());
            for (int i = 0; i < 20; i++) {
                assertThat(stranger.send(server.local(), numbered(i))).isTrue();
                assertThat(peer.send(server.local(), numbered(100 + i))).isTrue();
                assertThat(((Told.Received) other.next()).datagram().payload()).isEqualTo(numbered(i));
                assertThat(((Told.Received) listener.next()).datagram().payload()).isEqualTo(numbered(100 + i));
            }
        }
        assertThat(listener.told).isEmpty();
        assertThat(other.told).isEmpty();
    }

    @Test
    void aPortThatIsNotSharedByBothIsTaken() throws Exception {
        try (DatagramPort alone = world.datagrams().open(ANY_PORT, other)) {
            assertThatExceptionOfType(WorldException.class).isThrownBy(
                    () -> world.datagrams().open(DatagramSpec.at(alone.local()).sharingItsPort(), listener))
                    .withMessageContaining("EADDRINUSE");
        }
    }

    @Test
    void aPeerWhosePortIsClosedIsSilentAndLogsNothing() throws Exception {
        DatagramPort closed = world.datagrams().open(ANY_PORT, other);
        Address.Udp gone = (Address.Udp) closed.local();
        closed.close();
        try (DatagramPort client = world.datagrams().open(
                DatagramSpec.at(ANY_PORT).connectedTo(gone).withTransmitStamps(), listener)) {
            client.send(gone, numbered(1));
            assertThat(listener.next()).isInstanceOf(Told.Sent.class);
            assertThat(CapturedLogWriter.containing(client.local().toString())).isEmpty();
        }
        assertThat(listener.told).isEmpty();
    }

    @Test
    void aDatagramTellsTheInterfaceItCameInBy() throws Exception {
        try (DatagramPort port = world.datagrams().open(DatagramSpec.at(ANY_PORT).onDevice("lo"), listener)) {
            port.send(port.local(), numbered(1));
            int index = NetworkInterface.getByName("lo").getIndex();
            assertThat(((Told.Received) listener.next()).datagram().interfaceIndex()).isEqualTo(index).isPositive();
        }
    }

    @Test
    void anInterfaceThatIsNotThereIsRefusedByName() {
        assertThatExceptionOfType(WorldException.class)
                .isThrownBy(() -> world.datagrams().open(DatagramSpec.at(ANY_PORT).onDevice("nosuch9"), listener))
                .withMessageStartingWith("cannot open 127.0.0.1:0 on nosuch9: no such device (ENODEV); ");
    }

    @Test
    void aPeerOfTheOtherFamilyIsRefused() {
        assertThatExceptionOfType(WorldException.class).isThrownBy(() -> world.datagrams()
                .open(DatagramSpec.at(ANY_PORT).connectedTo(new Address.Udp(LOOPBACK_V6, 123)), listener))
                .withMessageContaining("cannot reach [::1]:123 from 127.0.0.1:0").withMessageContaining("EAFNOSUPPORT");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theCodePointIsInEveryDatagram(boolean v4) throws Exception {
        Address.Udp any = new Address.Udp(v4 ? LOOPBACK_V4 : LOOPBACK_V6, 0);
        BoundSocket socket = BoundSocket.bind(DatagramSpec.at(any).withDscp(46), false);
        try (Memory value = new Memory(4); Memory size = new Memory(4)) {
            size.setInt(0, 4);
            int result = NativeLibrary.getProcess().getFunction("getsockopt")
                    .invokeInt(new Object[]{socket.fd(), v4 ? 0 : 41, v4 ? 1 : 67, value, size});
            assertThat(result).isZero();
            assertThat(value.getInt(0)).isEqualTo(46 << 2);
        } finally {
            Libc.close(socket.fd());
        }
    }
}
