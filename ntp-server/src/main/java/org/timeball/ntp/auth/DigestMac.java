package org.timeball.ntp.auth;

import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/// A hash over the key and then the message (RFC 5905 section 7.3, RFC 1305 appendix C).
final class DigestMac implements Mac {
    private final MessageDigest digest;
    private final byte[] secret;
    private final int codeBytes;

    DigestMac(SymmetricKey key) {
        secret = key.secret();
        codeBytes = key.type().codeBytes();
        try {
            digest = MessageDigest.getInstance(key.type().algorithm());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks " + key.type().algorithm()
                    + "; use one with the java.base providers", e);
        }
    }

    @Override
    public int compute(byte[] message, int length, byte[] code) {
        digest.update(secret, 0, secret.length);
        digest.update(message, 0, length);
        try {
            return digest.digest(code, 0, codeBytes);
        } catch (DigestException e) {
            throw new IllegalStateException("a code of " + codeBytes + " bytes did not fit", e);
        }
    }
}
