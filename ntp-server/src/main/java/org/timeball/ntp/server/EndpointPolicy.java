package org.timeball.ntp.server;

import java.util.Optional;

/// How clients of one endpoint are treated.
///
/// @param rateLimit how often each is answered; empty (the default) for always
/// @param ntsOnly whether requests without NTS meet with silence
/// @param kissDenied whether a client that the access list does not allow is told DENY instead of nothing. chronyd
///            keeps silent, and so does the default
/// @param time what time is given away; UTC is the default
public record EndpointPolicy(Optional<RateLimit> rateLimit, boolean ntsOnly, boolean kissDenied, ServedTime time) {
    /// Everybody who is allowed is answered with UTC.
    public static final EndpointPolicy DEFAULT = new EndpointPolicy(Optional.empty(), false, false, ServedTime.UTC);

    public EndpointPolicy withRateLimit(RateLimit limit) {
        return new EndpointPolicy(Optional.of(limit), ntsOnly, kissDenied, time);
    }

    public EndpointPolicy withTime(ServedTime served) {
        return new EndpointPolicy(rateLimit, ntsOnly, kissDenied, served);
    }
}
