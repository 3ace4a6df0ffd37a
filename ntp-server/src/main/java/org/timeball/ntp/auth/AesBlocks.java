package org.timeball.ntp.auth;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES over whole blocks by the runtime's provider, which uses the processor's instructions for it.
public final class AesBlocks {
    public static final int BLOCK = 16;
    private static final IvParameterSpec ZERO = new IvParameterSpec(new byte[BLOCK]);

    private final Cipher cipher;
    private final boolean chained;

    private AesBlocks(String mode) {
        try {
            cipher = Cipher.getInstance("AES/" + mode + "/NoPadding");
        } catch (GeneralSecurityException e) {
            throw lacking(e);
        }
        chained = mode.equals("CBC");
    }

    /// Each block alone.
    public static AesBlocks ecb() {
        return new AesBlocks("ECB");
    }

    /// Each block mixed with the cipher of the one before; every call begins anew.
    public static AesBlocks cbc() {
        return new AesBlocks("CBC");
    }

    /// @param at where the key begins
    public void key(byte[] from, int at, int bytes) {
        try {
            SecretKeySpec key = new SecretKeySpec(from, at, bytes, "AES");
            if (chained) {
                cipher.init(Cipher.ENCRYPT_MODE, key, ZERO);
            } else {
                cipher.init(Cipher.ENCRYPT_MODE, key);
            }
        } catch (GeneralSecurityException e) {
            throw lacking(e);
        }
    }

    /// @param bytes a multiple of [#BLOCK]
    /// @param to another array than `from`: in place the provider would copy
    public void encrypt(byte[] from, int bytes, byte[] to) {
        try {
            cipher.doFinal(from, 0, bytes, to, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("whole blocks did not fit", e);
        }
    }

    private static IllegalStateException lacking(GeneralSecurityException e) {
        return new IllegalStateException("this Java runtime lacks AES; use one with the java.base providers", e);
    }
}
