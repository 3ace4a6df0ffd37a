package org.timeball.daemon.candm.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.DatagramSpec;
import org.timeball.timekeeping.world.Datagrams;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// The sockets of the protocol: for each request that comes in, at most one reply goes back to where it came from.
///
/// All methods are for the world's thread.
public final class ControlServer implements AutoCloseable {
    /// No request of chronyc begins so: its first byte is the protocol's version.
    public static final String TEXT_MARK = "timeball ";
    /// Error numbers of Linux that mean there is no IPv6 here.
    private static final int EAFNOSUPPORT = 97;
    private static final int EADDRNOTAVAIL = 99;

    private final Datagrams datagrams;
    private final ControlSettings settings;
    private final SocketPlace place;
    private final RequestDesk desk;
    private final Function<String, Optional<String>> texts;
    private final List<DatagramPort> ports = new ArrayList<>();

    /// @param texts answers requests of Timeball's own, which come over the Unix socket alone: text behind [#TEXT_MARK]
    public ControlServer(Datagrams datagrams, ControlSettings settings, SocketPlace place, RequestDesk desk,
            Function<String, Optional<String>> texts) {
        this.datagrams = datagrams;
        this.settings = settings;
        this.place = place;
        this.desk = desk;
        this.texts = texts;
    }

    /// Opens every socket that can be had. Why one cannot is logged.
    ///
    /// @throws WorldException if UDP is wanted and not one address could be had
    public void open() throws WorldException {
        if (settings.port() != 0 && !settings.addresses().isEmpty()) {
            openUdp();
        }
        if (!settings.socketPath().isEmpty()) {
            openUnix(settings.socketPath());
        }
    }

    private void openUdp() throws WorldException {
        WorldException last = null;
        int opened = 0;
        for (IpAddress address : settings.addresses()) {
            try {
                DatagramSpec spec = DatagramSpec.at(new Address.Udp(address, settings.port()));
                listen(settings.device().isEmpty() ? spec : spec.onDevice(settings.device()));
                opened++;
            } catch (WorldException e) {
                last = e;
                if (!address.isV4() && (e.errno() == EAFNOSUPPORT || e.errno() == EADDRNOTAVAIL)) {
                    Logger.debug("no commands over {}: {}", address, e.getMessage());
                } else {
                    Logger.warn("no commands over {}: {}", address, e.getMessage());
                }
            }
        }
        if (opened == 0 && last != null) {
            throw last;
        }
    }

    private void openUnix(String path) {
        try {
            place.prepare(path);
            listen(DatagramSpec.at(new Address.Unix(path)));
            place.share(path);
        } catch (WorldException e) {
            Logger.warn("Disabled command socket {}: {}", path, e.getMessage());
        }
    }

    private void listen(DatagramSpec spec) throws WorldException {
        // The handler runs on this thread, so never before the port has its place in the array.
        DatagramPort[] port = new DatagramPort[1];
        port[0] = datagrams.open(spec, datagram -> received(port[0], datagram));
        ports.add(port[0]);
    }

    private void received(DatagramPort port, Datagram datagram) {
        if (datagram.from() instanceof Address.Unix(String path)) {
            if (path.isEmpty()) {
                return;
            }
            String text = new String(datagram.payload(), StandardCharsets.US_ASCII);
            if (text.startsWith(TEXT_MARK)) {
                texts.apply(text.substring(TEXT_MARK.length()))
                        .ifPresent(answer -> port.send(datagram.from(), answer.getBytes(StandardCharsets.UTF_8)));
                return;
            }
        }
        desk.answer(datagram.payload(), datagram.from(), datagram.received())
                .ifPresent(reply -> port.send(datagram.from(), reply));
    }

    /// The addresses in force.
    public List<Address> addresses() {
        return ports.stream().map(DatagramPort::local).toList();
    }

    /// Closes every socket; that of the file system goes with its file.
    @Override
    public void close() {
        ports.forEach(DatagramPort::close);
        ports.clear();
    }
}
