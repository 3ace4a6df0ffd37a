package org.timeball.ptp.management;

/// A port of a PTP clock (IEEE 1588-2008 section 5.3.5).
///
/// @param clock the clock's EUI-64
/// @param port 1 to 65534; 0 the clock itself, 65535 all its ports
public record PortIdentity(long clock, int port) {
    /// Every port of every clock: the target of what goes to the ptp4l behind a socket.
    public static final PortIdentity ALL = new PortIdentity(-1, 65_535);

    public PortIdentity {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a PTP port's number is 0 to 65535, not " + port);
        }
    }

    /// A clock's identity as ptp4l writes it, such as `001122.fffe.334455`.
    public static String text(long clock) {
        String digits = "%016x".formatted(clock);
        return digits.substring(0, 6) + "." + digits.substring(6, 10) + "." + digits.substring(10);
    }

    @Override
    public String toString() {
        return text(clock) + "-" + port;
    }
}
