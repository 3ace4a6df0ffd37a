package org.timeball.ntp.nts;

import org.timeball.ntp.auth.AesBlocks;
import org.timeball.ntp.auth.AesCmac;

/// AES-SIV-CMAC-256 (RFC 5297) with a nonce as the last of what is associated (its section 3); nothing is associated
/// where that has no bytes. Blocks are held as two numbers of 64 bits, as [AesCmac] does.
final class AesSiv implements Aead {
    private static final int HALF = Long.BYTES;
    private static final byte[] ZERO = new byte[AesBlocks.BLOCK];
    /// The two bits of a tag that its first counter lacks (section 2.5).
    private static final long COUNTER_MASK = 0x7fff_ffff_7fff_ffffL;

    private final AesCmac mac = new AesCmac();
    private final AesBlocks counter = AesBlocks.ecb();
    private final byte[] counterKey = new byte[AesBlocks.BLOCK];
    private final byte[] counters = new byte[LONGEST];
    private final byte[] stream = new byte[LONGEST];
    private boolean counterReady;
    private long zeroHigh;
    private long zeroLow;
    private long vectorHigh;
    private long vectorLow;

    @Override
    public void key(byte[] from, int at) {
        mac.key(from, at, AesBlocks.BLOCK);
        System.arraycopy(from, at + AesBlocks.BLOCK, counterKey, 0, AesBlocks.BLOCK);
        counterReady = false;
        mac.message(ZERO, 0, AesBlocks.BLOCK).compute(AesBlocks.BLOCK);
        zeroHigh = mac.codeHigh();
        zeroLow = mac.codeLow();
    }

    @Override
    public void seal(byte[] associated, int associatedBytes, byte[] nonce, int nonceBytes, byte[] plain, int at,
            int bytes, byte[] tag) {
        vectorOf(associated, associatedBytes, nonce, nonceBytes, plain, at, bytes);
        AesCmac.putHalf(tag, 0, mac.codeHigh());
        AesCmac.putHalf(tag, HALF, mac.codeLow());
        mix(tag, plain, at, bytes);
    }

    @Override
    public boolean open(byte[] associated, int associatedBytes, byte[] nonce, int nonceBytes, byte[] sealed, int at,
            int bytes, byte[] tag) {
        mix(tag, sealed, at, bytes);
        vectorOf(associated, associatedBytes, nonce, nonceBytes, sealed, at, bytes);
        return (mac.codeHigh() ^ AesCmac.half(tag, 0) | mac.codeLow() ^ AesCmac.half(tag, HALF)) == 0;
    }

    @Override
    public boolean takesNonce(int bytes) {
        return bytes > 0 && bytes <= LONGEST;
    }

    /// S2V (section 2.4); what comes of it is the last code.
    private void vectorOf(byte[] associated, int associatedBytes, byte[] nonce, int nonceBytes, byte[] plain, int at,
            int bytes) {
        vectorHigh = zeroHigh;
        vectorLow = zeroLow;
        if (associatedBytes > 0) {
            absorb(associated, associatedBytes);
        }
        absorb(nonce, nonceBytes);
        mac.message(plain, at, bytes);
        if (bytes >= AesBlocks.BLOCK) {
            mac.xor(bytes - AesBlocks.BLOCK, vectorHigh, vectorLow).compute(bytes);
        } else {
            mac.pad(bytes, AesBlocks.BLOCK).xor(0, AesCmac.twiceHigh(vectorHigh, vectorLow),
                    AesCmac.twiceLow(vectorHigh, vectorLow)).compute(AesBlocks.BLOCK);
        }
    }

    private void absorb(byte[] from, int bytes) {
        mac.message(from, 0, bytes).compute(bytes);
        long high = AesCmac.twiceHigh(vectorHigh, vectorLow) ^ mac.codeHigh();
        vectorLow = AesCmac.twiceLow(vectorHigh, vectorLow) ^ mac.codeLow();
        vectorHigh = high;
    }

    /// AES in counter mode (section 2.5). The cipher takes its key only when there is something to encrypt: most
    /// requests hide nothing.
    private void mix(byte[] tag, byte[] text, int at, int bytes) {
        if (bytes == 0) {
            return;
        }
        if (!counterReady) {
            counterReady = true;
            counter.key(counterKey, 0, AesBlocks.BLOCK);
        }
        long high = AesCmac.half(tag, 0);
        long low = AesCmac.half(tag, HALF) & COUNTER_MASK;
        int whole = bytes + AesBlocks.BLOCK - 1 & -AesBlocks.BLOCK;
        for (int i = 0; i < whole; i += AesBlocks.BLOCK) {
            AesCmac.putHalf(counters, i, high);
            AesCmac.putHalf(counters, i + HALF, low);
            low++;
            high += low == 0 ? 1 : 0;
        }
        counter.encrypt(counters, whole, stream);
        int i = 0;
        for (; i + HALF <= bytes; i += HALF) {
            AesCmac.putHalf(text, at + i, AesCmac.half(text, at + i) ^ AesCmac.half(stream, i));
        }
        for (; i < bytes; i++) {
            text[at + i] ^= stream[i];
        }
    }
}
