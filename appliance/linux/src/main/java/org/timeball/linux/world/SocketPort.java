package org.timeball.linux.world;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.linux.libc.Libc;
import org.timeball.linux.libc.SocketAddress;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.WorldException;

/// One open socket on the loop.
///
/// The loop watches it level-triggered: what one turn leaves unread brings the loop back, after the other sockets and
/// the timers have had theirs. Sending and closing are open to any thread.
final class SocketPort implements DatagramPort {
    private final BoundSocket socket;
    private final WorldThread thread;
    private final Consumer<SocketPort> readable;
    private final FileDescriptor descriptor;
    private final SocketAddress destination = new SocketAddress();
    /// What was sent of late and waits for its transmit timestamp; null where none is wanted.
    private final @Nullable SentPayloads sent;
    private volatile @Nullable IoRegistration registration;
    private volatile boolean open = true;

    /// @param readable called on the loop when datagrams wait, or an error
    SocketPort(BoundSocket socket, boolean transmitStamps, WorldThread thread, Consumer<SocketPort> readable) {
        sent = transmitStamps ? new SentPayloads() : null;
        this.socket = socket;
        this.thread = thread;
        this.readable = readable;
        descriptor = new FileDescriptor(socket.fd());
    }

    /// Puts the socket on the loop; it is closed if that fails.
    void register() throws WorldException {
        Future<IoRegistration> registered;
        try {
            registered = thread.loop().register(new Handle());
        } catch (RejectedExecutionException e) {
            closeNow();
            throw new WorldException("cannot open " + socket.local() + ": this world has ended; start another", e);
        }
        if (!thread.loop().inEventLoop()) {
            registered.awaitUninterruptibly();
        }
        if (!registered.isSuccess()) {
            closeNow();
            throw new WorldException("cannot watch " + socket.local() + ": " + registered.cause()
                    + "; check /proc/sys/fs/epoll/max_user_watches", registered.cause());
        }
        registration = registered.getNow();
        registered.getNow().submit(EpollIoOps.EPOLLIN);
    }

    int fd() {
        return socket.fd();
    }

    boolean wantsTransmitStamps() {
        return sent != null;
    }

    /// The datagram of ours that ends a frame.
    synchronized Optional<byte[]> findSent(byte[] frame) {
        return sent == null ? Optional.empty() : sent.find(frame);
    }

    boolean isOpen() {
        return open;
    }

    @Override
    public Address local() {
        return socket.local();
    }

    @Override
    public synchronized boolean send(Address to, byte[] payload) {
        if (!open || !SocketAddress.fits(to)) {
            return false;
        }
        int size = destination.write(to);
        if (sent != null) {
            sent.add(payload);
        }
        return Libc.sendto(socket.fd(), payload, payload.length, 0, destination.pointer(), size) == payload.length;
    }

    @Override
    public void close() {
        thread.runAndWait(this::closeNow);
    }

    /// The loop lets go of the descriptor before it is closed, so that no other socket can take its number in between.
    private synchronized void closeNow() {
        if (!open) {
            return;
        }
        open = false;
        IoRegistration watched = registration;
        if (watched != null) {
            watched.cancel();
        }
        Libc.close(socket.fd());
        socket.file().ifPresent(SocketFile::remove);
    }

    private final class Handle implements EpollIoHandle {
        @Override
        public FileDescriptor fd() {
            return descriptor;
        }

        @Override
        public void handle(IoRegistration from, IoEvent event) {
            if (open) {
                readable.accept(SocketPort.this);
            }
        }

        @Override
        public void close() {
            closeNow();
        }
    }
}
