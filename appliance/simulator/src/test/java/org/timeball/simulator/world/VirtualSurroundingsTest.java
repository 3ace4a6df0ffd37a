package org.timeball.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address.Udp;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.Datagram.Stamp;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.DatagramSpec;
import org.timeball.timekeeping.world.Datagrams.DatagramHandler;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.Names.Answer;
import org.timeball.timekeeping.world.Names.Family;
import org.timeball.timekeeping.world.WorldException;

/// Sockets that ask for more, names, random bits and the ages of files.
class VirtualSurroundingsTest {
    private static final long START = 1_795_000_000_000_000_000L;
    private static final IpAddress A = IpAddress.v4(10, 0, 0, 1);
    private static final IpAddress B = IpAddress.v4(10, 0, 0, 2);
    private static final IpAddress C = IpAddress.v4(10, 0, 0, 3);
    private static final IpAddress C6 = new IpAddress(0xfd00L << 48, 3);
    private static final IpAddress ANY_V4 = IpAddress.v4(0);

    private final VirtualUniverse universe = new VirtualUniverse(1, START);
    private final VirtualWorld a = universe.world("a", Oscillator.perfect(), Span.ofMillis(7), A);
    private final VirtualWorld b = universe.world("b", Oscillator.perfect(), Span.ZERO, B);
    private final VirtualWorld c = universe.world("c", Oscillator.perfect(), Span.ZERO, C, C6);
    private final List<String> events = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    private DatagramHandler noting(String name) {
        return new DatagramHandler() {
            @Override
            public void received(Datagram datagram) {
                events.add(name + " received " + datagram.payload().length);
            }

            @Override
            public void sent(byte[] payload, SystemInstant at, Stamp by) {
                events.add("%s sent %d at %d by %s".formatted(name, payload.length, at.nanos() - START, by));
            }
        };
    }

    @Test
    void aDatagramThatLeavesIsStampedByTheSendersClockBeforeItArrives() throws WorldException {
        DatagramPort port = a.datagrams().open(DatagramSpec.at(new Udp(ANY_V4, 0)).withTransmitStamps(), noting("a"));
        b.datagrams().open(new Udp(B, 123), noting("b"));
        a.datagrams().open(new Udp(A, 5), noting("a itself"));
        assertThat(port.send(new Udp(B, 123), new byte[48])).isTrue();
        assertThat(port.send(new Udp(A, 5), new byte[49])).isTrue();
        assertThat(port.send(new Udp(C6, 123), new byte[50])).as("no route").isFalse();
        assertThat(events).isEmpty();
        universe.runFor(Span.ofSeconds(1));
        assertThat(events).containsExactly("a sent 48 at 7000000 by KERNEL", "a sent 49 at 7000000 by KERNEL",
                "a itself received 49", "b received 48");
    }

    @Test
    void aConnectedSocketHearsItsPeerAloneAndGoesBeforeTheOneThatSharesItsPort() throws WorldException {
        DatagramSpec shared = DatagramSpec.at(new Udp(ANY_V4, 123)).sharingItsPort();
        a.datagrams().open(shared, noting("all"));
        DatagramPort connected = a.datagrams().open(shared.connectedTo(new Udp(B, 123)), noting("b's"));
        DatagramPort peer = b.datagrams().open(new Udp(B, 123), noting("b"));
        DatagramPort stranger = c.datagrams().open(new Udp(C, 123), noting("c"));
        peer.send(new Udp(A, 123), new byte[2]);
        stranger.send(new Udp(A, 123), new byte[3]);
        universe.runFor(Span.ofSeconds(1));
        connected.close();
        peer.send(new Udp(A, 123), new byte[4]);
        universe.runFor(Span.ofSeconds(1));
        assertThat(events).containsExactly("b's received 2", "all received 3", "all received 4");
    }

    @Test
    void packetsAreSeenAsTheyLeaveAndMayArriveTwice() throws WorldException {
        List<VirtualNetwork.Packet> seen = new ArrayList<>();
        universe.network().watch(seen::add);
        universe.network().duplicates(1);
        DatagramPort port = a.datagrams().open(new Udp(A, 9), noting("a"));
        b.datagrams().open(new Udp(B, 123), noting("b"));
        port.send(new Udp(B, 123), new byte[48]);
        universe.runFor(Span.ofSeconds(1));
        assertThat(events).containsExactly("b received 48", "b received 48");
        assertThat(seen).singleElement().satisfies(packet -> {
            assertThat(packet.trueNanos()).isEqualTo(START);
            assertThat(packet.from()).isEqualTo(new Udp(A, 9));
            assertThat(packet.to()).isEqualTo(new Udp(B, 123));
        });
    }

    @Test
    void aNameIsAnsweredLaterAndChangesWhenItsEntryDoes() {
        a.names().set("time.example", C, C6);
        a.names().resolve("time.example", Family.V6, answers::add);
        assertThat(answers).isEmpty();
        a.names().resolve("none.example", Family.ANY, answers::add);
        b.names().resolve("time.example", Family.ANY, answers::add);
        universe.runFor(Span.ZERO);
        assertThat(answers).containsExactly(new Answer.Found(List.of(C6)), new Answer.Unknown(
                "no such name: none.example"), new Answer.Unknown("no such name: time.example"));
        answers.clear();
        a.names().set("time.example", B);
        a.names().resolve("time.example", Family.ANY, answers::add);
        a.names().resolve("time.example", Family.V6, answers::add);
        universe.runFor(Span.ZERO);
        a.names().setReachable(false);
        a.names().resolve("time.example", Family.ANY, answers::add);
        universe.runFor(Span.ZERO);
        assertThat(answers).containsExactly(new Answer.Found(List.of(B)), new Answer.Unknown(
                "no such name: time.example"), new Answer.TryAgain("no name server answers"));
        assertThat(a.names().asked()).isEqualTo(5);
    }

    @Test
    void randomBitsAreTheSameInEachRunAndDifferFromWorldToWorld() {
        VirtualWorld again = new VirtualUniverse(1, START).world("a", Oscillator.perfect(), Span.ZERO);
        long first = a.random().nextLong();
        assertThat(again.random().nextLong()).isEqualTo(first);
        assertThat(b.random().nextLong()).isNotEqualTo(first);
        byte[] bytes = new byte[8];
        a.random().fill(bytes);
        assertThat(bytes).isNotEqualTo(new byte[8]);
        for (int i = 0; i < 100; i++) {
            assertThat(a.random().uniform()).isBetween(0.0, Math.nextDown(1.0));
        }
    }

    @Test
    void aFileHasAnAgeAModeAndAFolder() throws WorldException {
        VirtualFiles files = a.files();
        files.append("/var/log/x/tracking.log", new byte[]{1});
        universe.runFor(Span.ofSeconds(3));
        files.append("/var/log/x/tracking.log", new byte[]{2});
        files.replace("/var/log/keys", new byte[]{3}, 0600);
        files.replace("/var/log/keys", new byte[]{4});
        files.replace("/var/logs", new byte[]{5});
        assertThat(files.read("/var/log/x/tracking.log").orElseThrow()).containsExactly(1, 2);
        assertThat(files.modified("/var/log/x/tracking.log"))
                .hasValue(new SystemInstant(START + 3_007_000_000L));
        assertThat(files.modified("/none")).isEmpty();
        assertThat(files.mode("/var/log/keys")).hasValue(0600);
        assertThat(files.mode("/var/logs")).hasValue(0640);
        assertThat(files.list("/var/log")).containsExactly("keys", "x");
        assertThat(files.list("/none")).isEmpty();
        files.setModified("/var/logs", new SystemInstant(5));
        assertThat(files.modified("/var/logs")).hasValue(new SystemInstant(5));
    }
}
