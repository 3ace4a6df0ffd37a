package org.timeball.ntp.client;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.ntp.server.ServerPort;
import org.timeball.ntp.server.SourceTraffic;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.IpAddress;

/// The server's port, as far as our own sources use it: peers, and servers where requests are sent from that port.
///
/// The responders ask on their own threads whether a packet is one of our sources'; the list that they look at is
/// replaced as a whole by the world's thread.
final class SharedPort implements SourceTraffic {
    private static final int NUMBERS = 2;

    private final Consumer<Datagram> taken;
    private volatile Executor world = Runnable::run;
    private volatile long[] addresses = {};
    private @Nullable ServerPort port;

    /// @param taken takes in what our sources send to the server's port, on the world's thread
    SharedPort(Consumer<Datagram> taken) {
        this.taken = taken;
    }

    void open(ServerPort serverPort) {
        port = serverPort;
    }

    /// @param executor reaches the world's thread
    void handOverBy(Executor executor) {
        world = executor;
    }

    boolean isOpen() {
        return port != null;
    }

    boolean send(Address.Udp to, byte[] packet) {
        return port != null && port.send(to, packet);
    }

    void sources(List<IpAddress> users) {
        long[] next = new long[users.size() * NUMBERS];
        for (int i = 0; i < users.size(); i++) {
            next[i * NUMBERS] = users.get(i).high();
            next[i * NUMBERS + 1] = users.get(i).low();
        }
        addresses = next;
    }

    @Override
    public boolean isSource(long high, long low) {
        long[] known = addresses;
        for (int i = 0; i < known.length; i += NUMBERS) {
            if (known[i] == high && known[i + 1] == low) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void received(Datagram datagram) {
        world.execute(() -> taken.accept(datagram));
    }

    /// The address that a datagram came from.
    static Optional<IpAddress> sender(Datagram datagram) {
        return datagram.from() instanceof Address.Udp udp ? Optional.of(udp.ip()) : Optional.empty();
    }
}
