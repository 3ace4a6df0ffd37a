package org.timeball.linux.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timeball.linux.CapturedLogWriter;
import org.timeball.linux.clock.HostClock;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.Datagram.Stamp;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.DatagramSpec;
import org.timeball.timekeeping.world.Datagrams;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

class LoopDatagramsTest extends LinuxWorldTest {
    private static final IpAddress LOOPBACK_V4 = IpAddress.v4(127, 0, 0, 1);
    private static final IpAddress LOOPBACK_V6 = new IpAddress(0, 1);
    private static final IpAddress ANY_V4 = IpAddress.v4(0);
    private static final IpAddress ANY_V6 = new IpAddress(0, 0);
    private static final byte[] HELLO = "what time is it?".getBytes(StandardCharsets.UTF_8);

    private final BlockingQueue<Datagram> arrived = new LinkedBlockingQueue<>();
    @TempDir
    Path folder;

    private DatagramPort open(Address local) throws WorldException {
        return world.datagrams().open(local, arrived::add);
    }

    private Datagram next() throws InterruptedException {
        Datagram datagram = arrived.poll(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        assertThat(datagram).as("a datagram that arrives").isNotNull();
        return datagram;
    }

    private static Address.Udp at(IpAddress ip, DatagramPort port) {
        return new Address.Udp(ip, ((Address.Udp) port.local()).port());
    }

    /// Sends one datagram and checks who it says it is from, where to, and when it came.
    private void carries(DatagramPort from, DatagramPort to, Address sender, Address destination) throws Exception {
        long before = HostClock.realtimeNanos();
        assertThat(from.send(destination, HELLO)).isTrue();
        Datagram datagram = next();
        long after = HostClock.realtimeNanos();
        assertThat(datagram.payload()).isEqualTo(HELLO);
        assertThat(datagram.from()).isEqualTo(sender);
        assertThat(datagram.to()).isEqualTo(destination);
        assertThat(datagram.stampedBy()).isEqualTo(Stamp.KERNEL);
        assertThat(datagram.received().nanos()).isBetween(before, after);
    }

    @Test
    void anIpv4DatagramCarriesTheKernelsStampAndBothAddresses() throws Exception {
        try (DatagramPort server = open(new Address.Udp(ANY_V4, 0));
                DatagramPort client = open(new Address.Udp(LOOPBACK_V4, 0))) {
            carries(client, server, client.local(), at(LOOPBACK_V4, server));
            carries(client, server, client.local(), at(IpAddress.v4(127, 5, 6, 7), server));
        }
    }

    @Test
    void anIpv6DatagramCarriesTheKernelsStampAndBothAddresses() throws Exception {
        try (DatagramPort server = open(new Address.Udp(ANY_V6, 0));
                DatagramPort client = open(new Address.Udp(LOOPBACK_V6, 0))) {
            carries(client, server, client.local(), at(LOOPBACK_V6, server));
        }
    }

    @Test
    void aUnixDatagramCarriesTheKernelsStampAndBothPaths() throws Exception {
        Address.Unix serverPath = new Address.Unix(folder.resolve("sörver.sock").toString());
        Address.Unix clientPath = new Address.Unix(folder.resolve("client.sock").toString());
        try (DatagramPort server = open(serverPath); DatagramPort client = open(clientPath)) {
            assertThat(server.local()).isEqualTo(serverPath);
            carries(client, server, clientPath, serverPath);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void ipv4AndIpv6ShareAPortNumberAndStayApart() throws Exception {
        try (DatagramPort v6 = open(new Address.Udp(ANY_V6, 0));
                DatagramPort v4 = open(at(ANY_V4, v6));
                DatagramPort client = open(new Address.Udp(LOOPBACK_V4, 0))) {
            carries(client, v4, client.local(), at(LOOPBACK_V4, v4));
            assertThat(client.send(at(LOOPBACK_V6, v6), HELLO)).as("IPv4 socket to IPv6 address").isFalse();
        }
    }

    @Test
    void theShortestAndTheLongestDatagramArriveWhole() throws Exception {
        try (DatagramPort server = open(new Address.Udp(LOOPBACK_V4, 0));
                DatagramPort client = open(new Address.Udp(LOOPBACK_V4, 0))) {
            for (int size : new int[]{0, 1, 65_507}) {
                assertThat(client.send(server.local(), new byte[size])).isTrue();
                assertThat(next().payload()).hasSize(size);
            }
            assertThat(client.send(server.local(), new byte[65_508])).as("longer than UDP can carry").isFalse();
        }
    }

    @Test
    void aDatagramCutShortIsDropped() throws Exception {
        Address.Unix path = new Address.Unix(folder.resolve("server.sock").toString());
        try (DatagramPort server = open(path); DatagramPort client = open(new Address.Udp(LOOPBACK_V4, 0))) {
            assertThat(client.send(path, HELLO)).as("UDP socket to a path").isFalse();
            assertThat(server.send(path, new byte[70_000])).isTrue();
            assertThat(server.send(path, HELLO)).isTrue();
            assertThat(next().payload()).isEqualTo(HELLO);
        }
    }

    @Test
    void aFloodDoesNotStarveTheTimers() throws Exception {
        AtomicBoolean flooding = new AtomicBoolean(true);
        CountDownLatch timerRan = new CountDownLatch(1);
        DatagramPort[] port = new DatagramPort[1];
        port[0] = world.datagrams().open(new Address.Udp(LOOPBACK_V4, 0), datagram -> {
            if (flooding.get()) {
                port[0].send(port[0].local(), HELLO);
            }
        });
        for (int i = 0; i < 200; i++) {
            port[0].send(port[0].local(), HELLO);
        }
        world.timers().after(Span.ofMillis(20), timerRan::countDown);
        boolean ran = timerRan.await(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        flooding.set(false);
        assertThat(ran).isTrue();
    }

    @Test
    void aBurstLargerThanOneTurnOfTheLoopArrivesInOrder() throws Exception {
        try (DatagramPort server = open(new Address.Udp(LOOPBACK_V4, 0))) {
            world.executor().execute(() -> {
                for (int i = 0; i < 100; i++) {
                    server.send(server.local(), new byte[]{(byte) i});
                }
            });
            for (int i = 0; i < 100; i++) {
                assertThat(next().payload()).containsExactly(i);
            }
        }
    }

    @Test
    void aHandlerThatFailsIsCalledAgainForTheNextDatagram() throws Exception {
        Datagrams.DatagramHandler handler = datagram -> {
            arrived.add(datagram);
            throw new IllegalStateException("a test's own failure");
        };
        try (DatagramPort server = world.datagrams().open(new Address.Udp(LOOPBACK_V4, 0), handler)) {
            for (int i = 0; i < 3; i++) {
                server.send(server.local(), HELLO);
                next();
            }
        }
        assertThat(CapturedLogWriter.containing(handler.getClass().getName())).singleElement()
                .satisfies(message -> assertThat(message).startsWith("ERROR a datagram's handler failed in "));
    }

    @Test
    void aHandlerMayCloseItsOwnPort() throws Exception {
        DatagramPort[] port = new DatagramPort[1];
        port[0] = world.datagrams().open(new Address.Udp(LOOPBACK_V4, 0), datagram -> {
            port[0].close();
            arrived.add(datagram);
        });
        Address local = port[0].local();
        try (DatagramPort client = open(new Address.Udp(LOOPBACK_V4, 0))) {
            client.send(local, HELLO);
            next();
            assertThat(port[0].send(client.local(), HELLO)).isFalse();
        }
        open(local).close();
    }

    @Test
    void aPortThatIsTakenIsRefusedWithTheReasonAndWhatToDo() throws Exception {
        try (DatagramPort first = open(new Address.Udp(LOOPBACK_V4, 0))) {
            assertThatExceptionOfType(WorldException.class).isThrownBy(() -> open(first.local()))
                    .withMessageStartingWith(
                            "cannot open " + first.local() + ": address already in use (EADDRINUSE); ")
                    .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EADDRINUSE));
        }
    }

    @Test
    void anAddressThatIsNotOursIsRefused() {
        assertThatExceptionOfType(WorldException.class)
                .isThrownBy(() -> open(new Address.Udp(IpAddress.v4(192, 0, 2, 1), 0)))
                .withMessageContaining("EADDRNOTAVAIL");
    }

    @Test
    void aSocketWhoseOwnerIsGoneIsReplaced() throws Exception {
        Path path = folder.resolve("stale.sock");
        BoundSocket dead = BoundSocket.bind(DatagramSpec.at(new Address.Unix(path.toString())), false);
        Libc.close(dead.fd());
        assertThat(path).exists();
        open(new Address.Unix(path.toString())).close();
        assertThat(path).doesNotExist();
    }

    @Test
    void aSocketThatIsListenedOnOrAFileIsNotReplaced() throws Exception {
        Address.Unix path = new Address.Unix(folder.resolve("alive.sock").toString());
        try (DatagramPort alive = open(path)) {
            assertThatExceptionOfType(WorldException.class).isThrownBy(() -> open(path))
                    .withMessageContaining("EADDRINUSE");
            assertThat(alive.send(path, HELLO)).isTrue();
            next();
        }
        Path file = Files.writeString(folder.resolve("file"), "kept");
        assertThatExceptionOfType(WorldException.class).isThrownBy(() -> open(new Address.Unix(file.toString())))
                .withMessageContaining("EADDRINUSE");
        assertThat(file).hasContent("kept");
    }

    @Test
    void closingRemovesOnlyOnesOwnSocketFile() throws Exception {
        Path path = folder.resolve("mine.sock");
        DatagramPort port = open(new Address.Unix(path.toString()));
        Files.move(path, folder.resolve("moved.sock"));
        Files.writeString(path, "another's");
        port.close();
        port.close();
        assertThat(path).hasContent("another's");
    }

    @Test
    void aMissingFolderAndAnEndlessPathAreRefusedInWords() {
        assertThatExceptionOfType(WorldException.class)
                .isThrownBy(() -> open(new Address.Unix(folder.resolve("none/x.sock").toString())))
                .withMessageEndingWith("no such file or directory (ENOENT); create the folder it is to lie in");
        assertThatExceptionOfType(WorldException.class)
                .isThrownBy(() -> open(new Address.Unix("/tmp/" + "x".repeat(103))))
                .withMessageContaining("1 to 107 bytes");
        assertThatExceptionOfType(WorldException.class).isThrownBy(() -> open(new Address.Unix("")))
                .withMessageContaining("1 to 107 bytes");
    }

    @Test
    void whenTheWorldEndsItsSocketsAreGone() throws Exception {
        Path path = folder.resolve("world.sock");
        DatagramPort udp = open(new Address.Udp(LOOPBACK_V4, 0));
        open(new Address.Unix(path.toString()));
        world.close();
        assertThat(path).doesNotExist();
        assertThat(udp.send(udp.local(), HELLO)).isFalse();
        udp.close();
        assertThatExceptionOfType(WorldException.class).isThrownBy(() -> open(new Address.Udp(LOOPBACK_V4, 0)))
                .withMessageContaining("this world has ended");
        world.executor().execute(() -> arrived.add(null));
        world.timers().after(Span.ZERO, () -> arrived.add(null)).cancel();
        world.close();
    }

    @Test
    void aKernelStampIsCarriedToTheClockThatIsDisciplined() throws Exception {
        long shift = TimeUnit.DAYS.toNanos(-365);
        try (LinuxWorld virtual = LinuxWorld.start(new HostTime(), kernelNanos -> kernelNanos + shift, e -> null);
                DatagramPort port = virtual.datagrams().open(new Address.Udp(LOOPBACK_V4, 0), arrived::add)) {
            long before = HostClock.realtimeNanos();
            port.send(port.local(), HELLO);
            Datagram datagram = next();
            assertThat(datagram.received().nanos()).isBetween(before + shift, HostClock.realtimeNanos() + shift);
        }
    }
}
