package org.timeball.daemon.candm.server;

import org.timeball.timekeeping.world.WorldException;

/// The folder in which the Unix socket lies: who can reach into it can order everything.
public interface SocketPlace {
    /// For worlds without users and modes.
    SocketPlace ANYWHERE = new SocketPlace() {
        @Override
        public void prepare(String socketPath) {
        }

        @Override
        public void share(String socketPath) {
        }
    };

    /// Makes the folder if there is none, and checks that nobody else can reach into it.
    ///
    /// @throws WorldException if the socket must not be opened there
    void prepare(String socketPath) throws WorldException;

    /// Lets everybody who can reach into the folder write to the socket, which has just been bound.
    void share(String socketPath) throws WorldException;
}
