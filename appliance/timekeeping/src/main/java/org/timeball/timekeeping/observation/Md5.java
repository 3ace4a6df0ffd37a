package org.timeball.timekeeping.observation;

/// The MD5 digest of a short message (RFC 1321), for the reference identifiers of IPv6 addresses only.
///
/// Written out here because the core depends on nothing that looks up providers.
final class Md5 {
    private static final int BLOCK_BYTES = 64;
    /// What fits into one block with its end mark and its length.
    private static final int MOST_BYTES = 55;
    private static final int LENGTH_AT = 56;
    private static final int[] START = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    private static final int[] SHIFTS = {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21};
    private static final int[] SINES = new int[BLOCK_BYTES];

    static {
        for (int i = 0; i < SINES.length; i++) {
            SINES[i] = (int) (long) (Math.scalb(1.0, 32) * Math.abs(StrictMath.sin(i + 1)));
        }
    }

    private Md5() {
    }

    /// @param message at most 55 bytes
    static byte[] of(byte[] message) {
        if (message.length > MOST_BYTES) {
            throw new IllegalArgumentException("a message of " + message.length + " bytes; it has one block only");
        }
        byte[] block = new byte[BLOCK_BYTES];
        System.arraycopy(message, 0, block, 0, message.length);
        block[message.length] = (byte) 0x80;
        block[LENGTH_AT] = (byte) (message.length << 3);
        block[LENGTH_AT + 1] = (byte) (message.length >>> 5);
        int[] sums = START.clone();
        digest(block, sums);
        byte[] digest = new byte[16];
        for (int i = 0; i < digest.length; i++) {
            digest[i] = (byte) (sums[i / 4] >>> 8 * (i % 4));
        }
        return digest;
    }

    private static void digest(byte[] block, int[] sums) {
        int a = sums[0];
        int b = sums[1];
        int c = sums[2];
        int d = sums[3];
        for (int i = 0; i < BLOCK_BYTES; i++) {
            int round = i / 16;
            int mixed = switch (round) {
                case 0 -> b & c | ~b & d;
                case 1 -> b & d | c & ~d;
                case 2 -> b ^ c ^ d;
                default -> c ^ (b | ~d);
            };
            int at = switch (round) {
                case 0 -> i;
                case 1 -> (5 * i + 1) % 16;
                case 2 -> (3 * i + 5) % 16;
                default -> 7 * i % 16;
            };
            int sum = a + mixed + word(block, at) + SINES[i];
            a = d;
            d = c;
            c = b;
            b += Integer.rotateLeft(sum, SHIFTS[4 * round + i % 4]);
        }
        sums[0] += a;
        sums[1] += b;
        sums[2] += c;
        sums[3] += d;
    }

    private static int word(byte[] block, int index) {
        int at = 4 * index;
        return block[at] & 255 | (block[at + 1] & 255) << 8 | (block[at + 2] & 255) << 16 | (block[at + 3] & 255) << 24;
    }
}
