package org.timeball.ntp.nts;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.timeball.ntp.auth.AesBlocks;
import org.timeball.timekeeping.world.RandomSource;

/// Makes cookies and reads them: what the server would have to remember of a client, sealed, so that the client
/// remembers it.
///
/// A cookie has the number of its key, a nonce, a tag and the two encrypted keys of the session; of which algorithm they
/// are shows in its length: 100 bytes for AES-SIV-CMAC-256, 64 for AES-128-GCM-SIV. For one thread.
final class CookieJar {
    private static final int KEY_ID = 4;
    private static final byte[] NOTHING = new byte[0];
    private static final AeadAlgorithm[] ALGORITHMS = AeadAlgorithm.values();

    private final CookieKeyStore store;
    private final Nonces nonces;
    private final Aead[][] ciphers = new Aead[CookieKeys.COUNT][ALGORITHMS.length];
    private final byte[] nonce = new byte[AesBlocks.BLOCK];
    private final byte[] tag = new byte[Aead.TAG_BYTES];
    private CookieKeys keys;

    CookieJar(CookieKeyStore store, RandomSource random) {
        this.store = store;
        nonces = new Nonces(random);
        keys = store.current();
        prepareCiphers();
    }

    static int bytes(AeadAlgorithm algorithm) {
        return KEY_ID + algorithm.nonceBytes() + Aead.TAG_BYTES + 2 * algorithm.keyBytes();
    }

    /// Takes in that the keys have changed.
    private void follow() {
        CookieKeys now = store.current();
        if (now != keys) {
            keys = now;
            prepareCiphers();
        }
    }

    private void prepareCiphers() {
        for (int i = 0; i < CookieKeys.COUNT; i++) {
            for (AeadAlgorithm algorithm : ALGORITHMS) {
                ciphers[i][algorithm.ordinal()] = keys.keys().get(i).cipher(algorithm);
            }
        }
    }

    /// Writes a new cookie.
    ///
    /// @param session C2S and S2C, one behind the other
    /// @param to gets [#bytes] from `at` on
    void seal(AeadAlgorithm algorithm, byte[] session, byte[] to, int at) {
        follow();
        int keyId = keys.keys().get(CookieKeys.CURRENT).id();
        write(keyId, to, at);
        int nonceBytes = algorithm.nonceBytes();
        nonces.next(nonce, 0, nonceBytes);
        System.arraycopy(nonce, 0, to, at + KEY_ID, nonceBytes);
        int textAt = at + KEY_ID + nonceBytes + Aead.TAG_BYTES;
        int textBytes = 2 * algorithm.keyBytes();
        System.arraycopy(session, 0, to, textAt, textBytes);
        ciphers[CookieKeys.CURRENT][algorithm.ordinal()].seal(NOTHING, 0, nonce, nonceBytes, to, textAt,
                textBytes, tag);
        System.arraycopy(tag, 0, to, textAt - Aead.TAG_BYTES, Aead.TAG_BYTES);
    }

    /// The algorithm of a cookie of this length; null if none has it.
    static @Nullable AeadAlgorithm algorithm(int bytes) {
        for (AeadAlgorithm algorithm : ALGORITHMS) {
            if (bytes(algorithm) == bytes) {
                return algorithm;
            }
        }
        return null;
    }

    /// Reads a cookie.
    ///
    /// @param algorithm from [#algorithm]
    /// @param session gets C2S and S2C, one behind the other
    /// @return whether it is one of ours whose key is still honoured
    boolean open(AeadAlgorithm algorithm, ByteBuffer packet, int at, byte[] session) {
        follow();
        int keyId = packet.getInt(at);
        int index = keyId - keys.keys().getFirst().id();
        if (index < 0 || index >= CookieKeys.COUNT || keys.keys().get(index).id() != keyId) {
            return false;
        }
        int nonceBytes = algorithm.nonceBytes();
        int textBytes = 2 * algorithm.keyBytes();
        packet.get(at + KEY_ID, nonce, 0, nonceBytes);
        packet.get(at + KEY_ID + nonceBytes, tag);
        packet.get(at + KEY_ID + nonceBytes + Aead.TAG_BYTES, session, 0, textBytes);
        return ciphers[index][algorithm.ordinal()].open(NOTHING, 0, nonce, nonceBytes, session, 0, textBytes, tag);
    }

    private static void write(int value, byte[] to, int at) {
        for (int i = 0; i < KEY_ID; i++) {
            to[at + i] = (byte) (value >>> (KEY_ID - 1 - i) * Byte.SIZE);
        }
    }
}
