package org.timeball.ntp.nts;

/// The keys that a client and a server have agreed on (RFC 8915 section 4.3).
///
/// @param algorithm of both
/// @param toServer C2S, of the algorithm's length
/// @param toClient S2C
public record SessionKeys(AeadAlgorithm algorithm, byte[] toServer, byte[] toClient) {
    public SessionKeys {
        if (toServer.length != algorithm.keyBytes() || toClient.length != algorithm.keyBytes()) {
            throw new IllegalArgumentException("keys of %d and %d bytes; %s has %d".formatted(toServer.length,
                    toClient.length, algorithm, algorithm.keyBytes()));
        }
        toServer = toServer.clone();
        toClient = toClient.clone();
    }

    /// Without the keys.
    @Override
    public String toString() {
        return "keys of " + algorithm;
    }
}
