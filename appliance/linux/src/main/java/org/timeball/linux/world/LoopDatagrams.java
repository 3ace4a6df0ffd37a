package org.timeball.linux.world;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.MessageHeader;
import org.timeball.linux.nic.KernelCards;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.CardStamp;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.Datagram.Stamp;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.DatagramSpec;
import org.timeball.timekeeping.world.Datagrams;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.SystemClock;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// Datagram sockets on the loop; each datagram carries the kernel's timestamp of its arrival.
///
/// A connected socket whose peer's port is closed says nothing: silence is what a lost datagram would be too. A datagram
/// is stamped by the daemon only where the kernel gave no stamp. One that was cut short is dropped.
final class LoopDatagrams implements Datagrams {
    /// The longest UDP datagram has 65,507 bytes; a Unix one may be longer.
    private static final int LONGEST = 65_536;
    /// Datagrams taken in one turn of the loop: at some 10 us each, the timers wait well under a millisecond.
    private static final int BURST = 32;

    private final WorldThread thread;
    private final SystemClock clock;
    private final KernelTimescale timescale;
    private final KernelCards cards;
    private final Set<SocketPort> ports = ConcurrentHashMap.newKeySet();
    /// Shared by all ports; touched on the loop only.
    private final MessageHeader message = new MessageHeader(LONGEST);
    /// Reading failed on some port; logged once.
    private boolean failed;

    LoopDatagrams(WorldThread thread, SystemClock clock, KernelTimescale timescale, KernelCards cards) {
        this.cards = cards;
        this.thread = thread;
        this.clock = clock;
        this.timescale = timescale;
    }

    @Override
    public DatagramPort open(DatagramSpec spec, DatagramHandler handler) throws WorldException {
        boolean stamped = spec.local() instanceof Address.Udp && cards.anyOpen();
        SocketPort port = new SocketPort(BoundSocket.bind(spec, stamped), spec.transmitStamps(), thread,
                readable -> readBurst(readable, handler));
        port.register();
        ports.removeIf(old -> !old.isOpen());
        ports.add(port);
        return port;
    }

    private void readBurst(SocketPort port, DatagramHandler handler) {
        if (port.wantsTransmitStamps()) {
            readSent(port, handler);
        }
        for (int i = 0; i < BURST && port.isOpen(); i++) {
            int errno = message.receive(port.fd());
            if (errno == Errno.EAGAIN) {
                return;
            }
            if (errno == 0) {
                deliver(port, handler);
            } else if (!failed && errno != Errno.EINTR && errno != Errno.ECONNREFUSED) {
                failed = true;
                Logger.warn("reading {} failed: {}; further failures are not logged", port.local(),
                        Errno.describe(errno));
            }
        }
    }

    /// Transmit timestamps, before the replies that may have come since.
    private void readSent(SocketPort port, DatagramHandler handler) {
        for (int i = 0; i < BURST && port.isOpen() && message.receiveSent(port.fd()) == 0; i++) {
            OptionalLong nanos = message.transmittedNanos();
            Optional<CardStamp> card = message.cardStamp();
            port.findSent(message.payload()).ifPresent(payload -> {
                if (nanos.isPresent()) {
                    SystemInstant left = new SystemInstant(timescale.toSystemNanos(nanos.getAsLong()));
                    thread.call(handler.getClass(), "a datagram's handler",
                            () -> handler.sent(payload, left, Stamp.KERNEL));
                }
                card.ifPresent(stamp -> thread.call(handler.getClass(), "a datagram's handler",
                        () -> handler.sentByCard(payload, stamp)));
            });
        }
    }

    private void deliver(SocketPort port, DatagramHandler handler) {
        if (message.isTruncated()) {
            return;
        }
        message.sender().ifPresent(from -> {
            OptionalLong kernelNanos = message.kernelNanos();
            SystemInstant received = kernelNanos.isPresent()
                    ? new SystemInstant(timescale.toSystemNanos(kernelNanos.getAsLong()))
                    : clock.now();
            Datagram datagram = new Datagram(from, destination(port), message.payload(), received,
                    kernelNanos.isPresent() ? Stamp.KERNEL : Stamp.DAEMON, message.interfaceIndex(),
                    message.cardStamp().orElse(null));
            thread.call(handler.getClass(), "a datagram's handler", () -> handler.received(datagram));
        });
    }

    private Address destination(SocketPort port) {
        return switch (port.local()) {
            case Address.Udp(_, int number) ->
                message.destination().<Address>map(ip -> new Address.Udp(ip, number)).orElse(port.local());
            case Address.Unix unix -> unix;
        };
    }

    void closeAll() {
        List.copyOf(ports).forEach(SocketPort::close);
    }
}
