package org.timeball.linux.udp;

/// How a socket holds its port (SO_REUSEPORT in socket(7)).
public enum PortSharing {
    /// Alone.
    ALONE,
    /// First of several. It is bound without sharing and shared at once after, so that a port which another program
    /// holds is refused instead of splitting the requests with it.
    FIRST,
    /// One more on the port of a FIRST; the kernel spreads senders over all of them.
    JOIN
}
