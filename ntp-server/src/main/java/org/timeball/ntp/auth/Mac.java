package org.timeball.ntp.auth;

/// How one key makes the code of a message. One thread; allocates nothing after the constructor.
sealed interface Mac permits DigestMac, CmacMac {
    /// Longest message that is authenticated; no request or answer is longer.
    int LONGEST_MESSAGE = 2_048;

    /// @param message from index 0
    /// @param length its bytes
    /// @param code where the whole code goes, from index 0; at least 64 bytes
    /// @return bytes of the code
    int compute(byte[] message, int length, byte[] code);

    static Mac of(SymmetricKey key) {
        return key.type().isCipher() ? new CmacMac(key) : new DigestMac(key);
    }
}
