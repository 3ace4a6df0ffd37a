package org.timeball.ntp.server;

/// What became of one datagram that reached the NTP port.
public enum Outcome {
    /// It was answered.
    ANSWERED,
    /// The access list does not allow its sender.
    DENIED,
    /// Too short, too long, or what follows the header cannot be understood.
    MALFORMED,
    /// A version of NTP other than 1 to 4.
    VERSION,
    /// Not a client's request: a server's answer, a broadcast, control or private mode.
    MODE,
    /// It carries a MAC, and no key of ours can check it.
    AUTHENTICATION,
    /// Sent to a broadcast or multicast address, or from port 0.
    ADDRESS,
    /// The clock was set back while the request waited, so that no true answer can be made.
    CLOCK,
    /// An answer was made but the kernel refused to send it.
    UNSENT;

    /// How many there are.
    static final int COUNT = values().length;
}
