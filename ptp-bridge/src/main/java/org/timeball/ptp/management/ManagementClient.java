package org.timeball.ptp.management;

import java.util.function.Consumer;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// Asks one ptp4l over its Unix datagram socket, and hands on what it answers or tells by itself. On the world's thread.
///
/// A question is a datagram and may be lost; whoever asks asks again. Who may write to our socket is a matter of file
/// permissions; ptp4l may call its own by another path than ours.
public final class ManagementClient implements AutoCloseable {
    private static final PortIdentity OURSELVES = new PortIdentity(0, 1);
    /// What is added to the path of ptp4l's socket for that of ours, to which it answers.
    private static final String OWN_SUFFIX = ".timeball";

    private final Address.Unix peer;
    private final int domain;
    private final Consumer<ManagementReading> sink;
    private final DatagramPort port;
    private int sequence;

    /// @param path of ptp4l's socket (its `uds_address`), such as `/var/run/ptp4l`; ours is made beside it
    /// @param domain ptp4l's, 0 to 255
    /// @param sink takes responses and notifications, and why something was refused
    /// @throws WorldException if our socket cannot be made
    public ManagementClient(World world, String path, int domain, Consumer<ManagementReading> sink)
            throws WorldException {
        peer = new Address.Unix(path);
        this.domain = domain;
        this.sink = sink;
        port = world.datagrams().open(new Address.Unix(path + OWN_SUFFIX), this::received);
    }

    private void received(Datagram datagram) {
        sink.accept(ManagementMessage.decode(datagram.payload()));
    }

    /// Asks for a data set.
    ///
    /// @return false if ptp4l does not listen there
    public boolean get(ManagementId id) {
        return send(Action.GET, new Content.Request(id));
    }

    /// Has ptp4l take over a data set: GRANDMASTER_SETTINGS_NP or SUBSCRIBE_EVENTS_NP.
    ///
    /// @return false if ptp4l does not listen there
    public boolean set(DataSet to) {
        return send(Action.SET, to);
    }

    private boolean send(Action action, Content content) {
        sequence = sequence + 1 & 0xffff;
        return port.send(peer,
                new ManagementMessage(action, domain, sequence, OURSELVES, PortIdentity.ALL, content).encode());
    }

    @Override
    public void close() {
        port.close();
    }
}
