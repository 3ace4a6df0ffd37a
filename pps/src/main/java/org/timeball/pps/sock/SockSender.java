package org.timeball.pps.sock;

import java.util.function.Predicate;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// The other side of a SOCK refclock: sends samples as gpsd would. For the demo and for tests.
public final class SockSender implements AutoCloseable {
    private final Predicate<byte[]> datagrams;
    private final Runnable closing;

    private SockSender(Predicate<byte[]> datagrams, Runnable closing) {
        this.datagrams = datagrams;
        this.closing = closing;
    }

    /// Sends to a Unix datagram socket of a world.
    ///
    /// @param ownPath of the sender's own socket; there until it is closed
    /// @param path of the listening socket; it need not exist yet
    public static SockSender over(World world, String ownPath, String path) throws WorldException {
        DatagramPort port = world.datagrams().open(new Address.Unix(ownPath), reply -> {
        });
        Address to = new Address.Unix(path);
        return new SockSender(bytes -> port.send(to, bytes), port::close);
    }

    /// Hands the datagrams to somebody else.
    ///
    /// @param datagrams takes the bytes of one datagram; false if they could not be sent
    public static SockSender into(Predicate<byte[]> datagrams) {
        return new SockSender(datagrams, () -> {
        });
    }

    /// @return false if nobody listens or the datagram was refused at once
    public boolean send(SockSample sample) {
        return datagrams.test(sample.encode());
    }

    @Override
    public void close() {
        closing.run();
    }
}
