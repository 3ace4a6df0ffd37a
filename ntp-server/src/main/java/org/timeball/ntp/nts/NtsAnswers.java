package org.timeball.ntp.nts;

import java.nio.ByteBuffer;
import org.timeball.ntp.server.NtsResponder;
import org.timeball.ntp.wire.ExtensionField;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.PacketLayout;
import org.timeball.timekeeping.world.RandomSource;

/// The server's side of NTS: opens cookies, checks requests, seals answers with fresh cookies in them.
///
/// An answer has one cookie for the one that was spent and one for each placeholder, as far as it does not grow longer
/// than the request. Changing a cipher's key allocates in the runtime's provider; nothing else here does.
public final class NtsAnswers implements NtsResponder {
    private static final int SLOTS = 64;
    private static final int MODE = 7;
    private static final int SHORTEST_IDENTIFIER = 32;
    private static final int LONGEST_IDENTIFIER = 256;
    private static final int MOST_COOKIES = 8;

    private final CookieJar jar;
    private final Nonces nonces;
    private final Authenticator authenticator = new Authenticator();
    private final Aead[] ciphers;
    private final byte[] hidden = new byte[Aead.LONGEST];
    private final Slot[] slots = new Slot[SLOTS];

    /// What must be remembered of one request until its answer is sealed.
    private static final class Slot {
        private final byte[] identifier = new byte[LONGEST_IDENTIFIER];
        private final byte[] session = new byte[2 * AeadAlgorithm.AES_SIV_CMAC_256.keyBytes()];
        private int identifierBytes;
        private AeadAlgorithm algorithm = AeadAlgorithm.AES_SIV_CMAC_256;
        private int cookies;
        private int authenticatorAt;
    }

    public NtsAnswers(CookieKeyStore keys, RandomSource random) {
        jar = new CookieJar(keys, random);
        nonces = new Nonces(random);
        AeadAlgorithm[] algorithms = AeadAlgorithm.values();
        ciphers = new Aead[algorithms.length];
        for (AeadAlgorithm algorithm : algorithms) {
            ciphers[algorithm.ordinal()] = algorithm.create();
        }
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot();
        }
    }

    @Override
    public Check check(int index, ByteBuffer request, PacketLayout layout) {
        int identifier = layout.find(ExtensionField.UNIQUE_IDENTIFIER);
        int cookie = layout.find(ExtensionField.NTS_COOKIE);
        int authenticator = layout.find(ExtensionField.NTS_AUTHENTICATOR);
        if (identifier < 0 && cookie < 0 && authenticator < 0) {
            return Check.PLAIN;
        }
        Slot slot = slots[index];
        if ((request.get(0) & MODE) != HeaderFlyweight.MODE_CLIENT || identifier < 0 || cookie < 0 || authenticator < 0
                || identifier > authenticator || cookie > authenticator
                || !takeIdentifier(slot, request, layout, identifier)
                || !Authenticator.isWellFormed(request, layout.fieldAt(authenticator),
                        layout.fieldBytes(authenticator))
                || !countCookies(slot, layout, cookie, authenticator)) {
            return Check.MALFORMED;
        }
        int cookieBytes = layout.fieldBytes(cookie) - ExtensionField.HEADER_BYTES;
        AeadAlgorithm algorithm = CookieJar.algorithm(cookieBytes);
        if (algorithm == null || !jar.open(algorithm, request,
                layout.fieldAt(cookie) + ExtensionField.HEADER_BYTES, slot.session)) {
            return Check.UNKNOWN;
        }
        slot.algorithm = algorithm;
        Aead cipher = ciphers[algorithm.ordinal()];
        cipher.key(slot.session, 0);
        return this.authenticator.open(cipher, algorithm, request, layout.fieldAt(authenticator),
                layout.fieldBytes(authenticator)) ? Check.AUTHENTIC : Check.UNKNOWN;
    }

    private static boolean takeIdentifier(Slot slot, ByteBuffer request, PacketLayout layout, int field) {
        slot.identifierBytes = layout.fieldBytes(field) - ExtensionField.HEADER_BYTES;
        if (slot.identifierBytes < SHORTEST_IDENTIFIER || slot.identifierBytes > LONGEST_IDENTIFIER) {
            return false;
        }
        request.get(layout.fieldAt(field) + ExtensionField.HEADER_BYTES, slot.identifier, 0, slot.identifierBytes);
        return true;
    }

    /// How many cookies the client wants.
    ///
    /// @return whether there is one cookie and one identifier, as there must be
    private static boolean countCookies(Slot slot, PacketLayout layout, int cookie, int authenticator) {
        slot.cookies = 0;
        for (int i = 0; i < authenticator; i++) {
            int type = layout.fieldType(i);
            boolean fits = layout.fieldBytes(i) == layout.fieldBytes(cookie);
            if (type == ExtensionField.NTS_COOKIE && i != cookie
                    || type == ExtensionField.UNIQUE_IDENTIFIER
                            && i != layout.find(ExtensionField.UNIQUE_IDENTIFIER)) {
                return false;
            }
            if (type == ExtensionField.NTS_COOKIE || type == ExtensionField.NTS_COOKIE_PLACEHOLDER && fits) {
                slot.cookies = Math.min(MOST_COOKIES, slot.cookies + 1);
            }
        }
        return true;
    }

    @Override
    public int prepare(int index, ByteBuffer reply, int longest) {
        Slot slot = slots[index];
        slot.authenticatorAt = writeIdentifier(slot, reply);
        int cookieField = cookieField(slot.algorithm);
        while (slot.cookies > 0 && slot.authenticatorAt
                + Authenticator.bytesFor(slot.algorithm, slot.cookies * cookieField) > longest) {
            slot.cookies--;
        }
        return slot.cookies == 0
                ? 0
                : slot.authenticatorAt + Authenticator.bytesFor(slot.algorithm, slot.cookies * cookieField);
    }

    private static int cookieField(AeadAlgorithm algorithm) {
        return ExtensionField.bytesFor(CookieJar.bytes(algorithm));
    }

    private static int writeIdentifier(Slot slot, ByteBuffer reply) {
        int bytes = ExtensionField.bytesFor(slot.identifierBytes);
        int body = ExtensionField.begin(reply, HeaderFlyweight.BYTES, ExtensionField.UNIQUE_IDENTIFIER, bytes);
        reply.put(body, slot.identifier, 0, slot.identifierBytes);
        return HeaderFlyweight.BYTES + bytes;
    }

    @Override
    public int refuse(int index, ByteBuffer reply, int longest) {
        int length = writeIdentifier(slots[index], reply);
        return length <= longest ? length : 0;
    }

    @Override
    public void seal(int index, ByteBuffer reply, int length) {
        Slot slot = slots[index];
        AeadAlgorithm algorithm = slot.algorithm;
        int at = 0;
        for (int i = 0; i < slot.cookies; i++) {
            int bytes = cookieField(algorithm);
            hidden[at] = (byte) (ExtensionField.NTS_COOKIE >>> Byte.SIZE);
            hidden[at + 1] = (byte) ExtensionField.NTS_COOKIE;
            hidden[at + 2] = (byte) (bytes >>> Byte.SIZE);
            hidden[at + 3] = (byte) bytes;
            jar.seal(algorithm, slot.session, hidden, at + ExtensionField.HEADER_BYTES);
            at += bytes;
        }
        Aead cipher = ciphers[algorithm.ordinal()];
        cipher.key(slot.session, algorithm.keyBytes());
        authenticator.seal(cipher, algorithm, nonces, reply, slot.authenticatorAt, hidden, at);
    }
}
