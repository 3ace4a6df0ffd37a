package org.timeball.daemon.ctl;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// Over UDP. The socket is connected, so that the host's "port unreachable" is heard.
final class UdpChannel implements Channel {
    private static final int LONGEST = 1024;

    private final DatagramSocket socket;

    /// @throws SocketException if there is no way there
    UdpChannel(InetSocketAddress server) throws SocketException {
        socket = new DatagramSocket();
        try {
            socket.connect(server);
        } catch (SocketException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public boolean send(byte[] packet) {
        try {
            socket.send(new DatagramPacket(packet, packet.length));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Optional<byte[]> receive(Duration patience) {
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        try {
            // 0 would mean for ever.
            socket.setSoTimeout(Math.clamp(patience.toMillis(), 1, Integer.MAX_VALUE));
            socket.receive(packet);
            return Optional.of(Arrays.copyOf(packet.getData(), packet.getLength()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
