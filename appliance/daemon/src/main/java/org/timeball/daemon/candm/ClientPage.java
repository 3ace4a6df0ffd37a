package org.timeball.daemon.candm;

import java.util.List;

/// A part of the client log: `chronyc clients` turns its pages.
///
/// @param tableSize number of places in the log, used or not
/// @param nextIndex the place after the last one that was looked at: where the next page begins
/// @param clients at most [#LARGEST]
public record ClientPage(int tableSize, int nextIndex, List<ClientReport> clients) implements Report {
    /// How many clients fit in a reply.
    public static final int LARGEST = 8;

    public ClientPage {
        clients = List.copyOf(clients);
        if (clients.size() > LARGEST) {
            throw new IllegalArgumentException(clients.size() + " clients on a page; at most " + LARGEST + " fit");
        }
    }
}
