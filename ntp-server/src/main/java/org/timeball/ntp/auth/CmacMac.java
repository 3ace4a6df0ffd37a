package org.timeball.ntp.auth;

/// AES-CMAC over the message, as RFC 8573 uses it.
final class CmacMac implements Mac {
    private final AesCmac cmac = new AesCmac();

    CmacMac(SymmetricKey key) {
        byte[] secret = key.secret();
        cmac.key(secret, 0, secret.length);
    }

    @Override
    public int compute(byte[] message, int length, byte[] code) {
        cmac.message(message, 0, length).compute(length);
        AesCmac.putHalf(code, 0, cmac.codeHigh());
        AesCmac.putHalf(code, Long.BYTES, cmac.codeLow());
        return AesBlocks.BLOCK;
    }
}
