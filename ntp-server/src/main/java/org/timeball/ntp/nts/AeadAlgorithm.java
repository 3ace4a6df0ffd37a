package org.timeball.ntp.nts;

import java.util.Arrays;
import java.util.Optional;

/// The algorithms that packets are protected with, by their numbers in IANA's AEAD registry.
public enum AeadAlgorithm {
    /// AES-SIV-CMAC-256 (RFC 5297), which RFC 8915 asks everybody for.
    AES_SIV_CMAC_256(15, 32, 16, true) {
        @Override
        Aead create() {
            return new AesSiv();
        }
    },
    /// AES-128-GCM-SIV (RFC 8452): shorter keys and nonces, hence shorter cookies.
    AES_128_GCM_SIV(30, 16, 12, false) {
        @Override
        Aead create() {
            return new AesGcmSiv();
        }
    };

    private final int id;
    private final int keyBytes;
    private final int nonceBytes;
    private final boolean tagFirst;

    AeadAlgorithm(int id, int keyBytes, int nonceBytes, boolean tagFirst) {
        this.id = id;
        this.keyBytes = keyBytes;
        this.nonceBytes = nonceBytes;
        this.tagFirst = tagFirst;
    }

    /// A cipher without a key.
    abstract Aead create();

    public int id() {
        return id;
    }

    /// Bytes of a key.
    public int keyBytes() {
        return keyBytes;
    }

    /// Bytes of the nonces that this program makes.
    public int nonceBytes() {
        return nonceBytes;
    }

    /// Whether what is sealed begins with the tag; else it ends with it.
    boolean tagFirst() {
        return tagFirst;
    }

    /// @param id IANA's number; empty if the algorithm is not known here
    public static Optional<AeadAlgorithm> of(int id) {
        return Arrays.stream(values()).filter(algorithm -> algorithm.id == id).findFirst();
    }
}
