package org.timeball.pps.sock;

/// What a datagram turned out to be: a sample, or the reason why it is none.
public sealed interface SockReading permits SockSample, SockRefusal {
}
