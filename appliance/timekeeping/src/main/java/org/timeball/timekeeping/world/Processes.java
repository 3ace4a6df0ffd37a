package org.timeball.timekeeping.world;

import java.util.List;

/// Programs that a daemon starts and looks after, such as ptp4l.
@FunctionalInterface
public interface Processes {
    /// Of a world that has none.
    Processes NONE = (command, _) -> {
        throw new WorldException("cannot start " + command.getFirst() + ": there are no programs in this world");
    };

    /// Starts a program. It ends when it is closed, and with this process however that ends.
    ///
    /// @param command the program, by path or by a name that is searched for, and its arguments
    /// @param handler told on the world's thread
    /// @throws WorldException if it cannot be started
    Child start(List<String> command, ChildHandler handler) throws WorldException;

    /// A program that runs.
    interface Child extends AutoCloseable {
        /// Ends it, by force if it does not go within a second. Nothing more is told of it. Does not wait.
        @Override
        void close();
    }

    /// Told of one program.
    interface ChildHandler {
        /// It wrote a line on standard output or standard error.
        void said(String line);

        /// It has ended.
        ///
        /// @param status exit status; 128 plus the signal's number where a signal ended it
        void ended(int status);
    }
}
