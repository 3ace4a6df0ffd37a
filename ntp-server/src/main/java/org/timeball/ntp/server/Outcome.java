package org.timeball.ntp.server;

/// What became of one datagram that reached the NTP port.
public enum Outcome {
    /// It was answered.
    ANSWERED(true),
    /// It was answered with a kiss code: RATE, DENY or NTSN.
    KISSED(true),
    /// Its sender asks more often than the rate limit grants.
    LIMITED(true),
    /// The access list does not allow its sender.
    DENIED(false),
    /// Too short, too long, or what follows the header cannot be understood.
    MALFORMED(false),
    /// A version of NTP other than 1 to 4.
    VERSION(false),
    /// Not a client's request: a server's answer, a broadcast, control or private mode.
    MODE(false),
    /// It carries a code that no key of ours can check, or none where one is needed.
    AUTHENTICATION(true),
    /// Sent to a broadcast or multicast address, or from port 0.
    ADDRESS(false),
    /// The clock was set back while the request waited, so that no true answer can be made.
    CLOCK(true),
    /// An answer was made but the kernel refused to send it.
    UNSENT(true),
    /// It came from a source of ours, which took it over.
    SOURCE(false);

    /// How many there are.
    static final int COUNT = values().length;

    private final boolean request;

    Outcome(boolean request) {
        this.request = request;
    }

    /// Whether it was a well-formed request of somebody who may ask: that is what makes a client.
    boolean isRequest() {
        return request;
    }
}
