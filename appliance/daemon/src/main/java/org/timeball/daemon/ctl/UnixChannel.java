package org.timeball.daemon.ctl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.Datagrams;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// Over a Unix datagram socket. A reply needs a place to come to: a socket of our own beside the daemon's, in a folder
/// that is gone afterwards.
final class UnixChannel implements Channel {
    private final Address server;
    private final Path folder;
    private final DatagramPort port;
    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();

    /// @param path of the daemon's socket
    /// @param user to whom our end belongs; empty: whoever we are
    /// @throws IOException if no socket can be had beside it
    UnixChannel(Datagrams datagrams, Path path, String user) throws IOException {
        server = new Address.Unix(path.toString());
        if (!Files.exists(path)) {
            throw new IOException("there is no " + path);
        }
        Path parent = path.toAbsolutePath().getParent();
        folder = Files.createTempDirectory(parent == null ? Path.of("/") : parent, "timeball-ctl.");
        try {
            Path socket = folder.resolve("sock");
            port = datagrams.open(new Address.Unix(socket.toString()), datagram -> received.add(datagram.payload()));
            // The daemon may be another user, and must reach it.
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            if (!user.isEmpty()) {
                UserPrincipal owner = folder.getFileSystem().getUserPrincipalLookupService()
                        .lookupPrincipalByName(user);
                Files.setOwner(socket, owner);
                Files.setOwner(folder, owner);
            }
        } catch (WorldException e) {
            Files.deleteIfExists(folder);
            throw new IOException(e.getMessage(), e);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public boolean send(byte[] packet) {
        return port.send(server, packet);
    }

    @Override
    public Optional<byte[]> receive(Duration patience) {
        try {
            return Optional.ofNullable(received.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        port.close();
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            Logger.debug("{} stays behind: {}", folder, e);
        }
    }
}
