package org.timeball.ntp.nts;

import org.timeball.ntp.auth.AesCmac;

/// Authenticated encryption with associated data (RFC 5116), which stays safe when a nonce is used twice.
///
/// For one thread. A message has at most [#LONGEST] bytes, and so has what is associated with it.
interface Aead {
    /// What sealing adds.
    int TAG_BYTES = 16;
    /// Longest message: as long as a datagram may be on any network.
    int LONGEST = AesCmac.LONGEST;

    /// Takes a key.
    ///
    /// @param at where it begins
    void key(byte[] from, int at);

    /// Encrypts a message.
    ///
    /// @param associated what is authenticated beside it, up to `associatedBytes`; nothing if that is 0
    /// @param nonce may have any length that the algorithm has
    /// @param message encrypted in place; the tag is not in it
    /// @param at where the message begins
    /// @param bytes of it
    /// @param tag gets [#TAG_BYTES]
    void seal(byte[] associated, int associatedBytes, byte[] nonce, int nonceBytes, byte[] message, int at, int bytes,
            byte[] tag);

    /// Decrypts a message in place.
    ///
    /// @return whether it is authentic; if not, `message` holds nothing of value
    boolean open(byte[] associated, int associatedBytes, byte[] nonce, int nonceBytes, byte[] message, int at,
            int bytes, byte[] tag);

    /// Whether nonces of this length are possible.
    boolean takesNonce(int bytes);
}
