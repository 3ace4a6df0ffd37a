package org.timeball.timekeeping.world;

import java.util.Optional;

/// TCP connections of this world. Everything is told on the world's one thread.
public interface Streams {
    /// Where there is no TCP.
    Streams NONE = new Streams() {
        @Override
        public AutoCloseable listen(Endpoint local, Acceptor acceptor) throws WorldException {
            throw new WorldException("cannot listen on " + local + ": there is no TCP in this world");
        }

        @Override
        public Stream connect(Endpoint to, Optional<IpAddress> local, StreamHandler handler) throws WorldException {
            throw new WorldException("cannot connect to " + to + ": there is no TCP in this world");
        }
    };

    /// Takes in connections until it is closed.
    ///
    /// @param local an address of this host, or the any-address of its family (for IPv6: of that family alone)
    /// @throws WorldException if the port cannot be had
    AutoCloseable listen(Endpoint local, Acceptor acceptor) throws WorldException;

    /// Opens a connection. Returns at once; the handler is told when it stands, or that it does not.
    ///
    /// @param local the address to come from; empty lets the world choose
    /// @throws WorldException if that could not even be tried
    Stream connect(Endpoint to, Optional<IpAddress> local, StreamHandler handler) throws WorldException;

    /// One end of a connection.
    ///
    /// @param port 0 to 65535; 0 in a local address lets the world choose one
    record Endpoint(IpAddress ip, int port) {
        public Endpoint {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port is " + port + "; it must be 0 to 65535");
            }
        }

        @Override
        public String toString() {
            return ip.isV4() ? ip + ":" + port : "[" + ip + "]:" + port;
        }
    }

    /// An open connection.
    interface Stream extends AutoCloseable {
        /// Sends bytes in order; what the other side does not take in yet waits. Does nothing once it is closed.
        void send(byte[] bytes);

        /// Closes it when what was sent has left. Nothing more is told of it.
        @Override
        void close();
    }

    /// Gets new connections.
    @FunctionalInterface
    interface Acceptor {
        /// @return who handles it
        StreamHandler accepted(Stream stream, Endpoint from);
    }

    /// Told of one connection.
    interface StreamHandler {
        /// Whoever does not care.
        StreamHandler NOBODY = new StreamHandler() {
            @Override
            public void received(byte[] bytes) {
                // Nobody listens.
            }

            @Override
            public void closed(Optional<String> why) {
                // Nobody minds.
            }
        };

        /// It stands. Not told of one that was accepted.
        default void connected() {
        }

        /// @param bytes the handler may keep them
        void received(byte[] bytes);

        /// It has ended, or never came to be; it is closed.
        ///
        /// @param why what failed; empty if the other side has closed it
        void closed(Optional<String> why);
    }
}
