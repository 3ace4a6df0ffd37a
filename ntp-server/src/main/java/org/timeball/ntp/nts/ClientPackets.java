package org.timeball.ntp.nts;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.timeball.ntp.wire.ExtensionField;
import org.timeball.ntp.wire.HeaderFlyweight;
import org.timeball.ntp.wire.PacketLayout;
import org.timeball.ntp.wire.ReferenceId;
import org.timeball.timekeeping.world.RandomSource;

/// The client's side of NTS on packets (RFC 8915 section 5.7): each request spends a cookie, each answer brings one.
public final class ClientPackets {
    private static final int MOST_COOKIES = 8;
    private static final int IDENTIFIER = 32;

    private final RandomSource random;
    private final Nonces nonces;
    private final Authenticator authenticator = new Authenticator();
    private final Deque<byte[]> cookies = new ArrayDeque<>();
    private final byte[] identifier = new byte[IDENTIFIER];
    private AeadAlgorithm algorithm = AeadAlgorithm.AES_SIV_CMAC_256;
    private Aead toServer = algorithm.create();
    private Aead toClient = algorithm.create();
    private boolean asked;
    private boolean answered;
    private boolean refused;

    public ClientPackets(RandomSource random) {
        this.random = random;
        nonces = new Nonces(random);
    }

    /// Takes up keys and the cookies that belong to them, the first to be spent first.
    public void begin(SessionKeys keys, List<byte[]> fresh) {
        algorithm = keys.algorithm();
        toServer = algorithm.create();
        toServer.key(keys.toServer(), 0);
        toClient = algorithm.create();
        toClient.key(keys.toClient(), 0);
        cookies.clear();
        fresh.stream().limit(MOST_COOKIES).forEach(cookie -> cookies.add(cookie.clone()));
        refused = false;
        asked = false;
    }

    /// The cookies are of no use any more.
    public void forget() {
        cookies.clear();
    }

    public int cookies() {
        return cookies.size();
    }

    /// Bytes of the next cookie; 0 if there is none.
    public int cookieBytes() {
        byte[] next = cookies.peek();
        return next == null ? 0 : next.length;
    }

    public List<byte[]> kept() {
        return List.copyOf(cookies);
    }

    /// Whether the server refused the last request as not authentic, and gave no authentic answer to it.
    public boolean isRefused() {
        return refused && !answered;
    }

    /// Adds the fields that protect a request: an identifier that nobody can guess, a cookie, a placeholder for each
    /// cookie that is missing, and the authenticator.
    ///
    /// @param packet network order, with room
    /// @return length with them; -1 without a cookie
    public int protect(ByteBuffer packet, int length) {
        byte[] cookie = cookies.poll();
        if (cookie == null) {
            return -1;
        }
        random.fill(identifier);
        asked = true;
        answered = false;
        refused = false;
        int at = field(packet, length, ExtensionField.UNIQUE_IDENTIFIER, identifier);
        at = field(packet, at, ExtensionField.NTS_COOKIE, cookie);
        byte[] placeholder = new byte[cookie.length];
        for (int missing = cookies.size() + 1; missing < MOST_COOKIES; missing++) {
            at = field(packet, at, ExtensionField.NTS_COOKIE_PLACEHOLDER, placeholder);
        }
        return authenticator.seal(toServer, algorithm, nonces, packet, at, new byte[0], 0);
    }

    private static int field(ByteBuffer packet, int at, int type, byte[] content) {
        int bytes = ExtensionField.bytesFor(content.length);
        packet.put(ExtensionField.begin(packet, at, type, bytes), content);
        return at + bytes;
    }

    /// Whether a packet is the server's answer to the last request. The first such brings cookies; an NTS NAK is noted.
    public boolean verify(ByteBuffer packet, PacketLayout layout) {
        int mark = layout.find(ExtensionField.UNIQUE_IDENTIFIER);
        int sealed = layout.find(ExtensionField.NTS_AUTHENTICATOR);
        if (!asked || mark < 0 || !isOurs(packet, layout, mark)) {
            return false;
        }
        if (sealed < 0) {
            refused |= isNak(packet);
            return false;
        }
        if (mark > sealed || !Authenticator.isWellFormed(packet, layout.fieldAt(sealed), layout.fieldBytes(sealed))
                || !authenticator.open(toClient, algorithm, packet, layout.fieldAt(sealed),
                        layout.fieldBytes(sealed))) {
            return false;
        }
        if (!answered) {
            answered = true;
            takeCookies();
        }
        return true;
    }

    private boolean isOurs(ByteBuffer packet, PacketLayout layout, int mark) {
        byte[] returned = new byte[IDENTIFIER];
        if (layout.fieldBytes(mark) != ExtensionField.bytesFor(IDENTIFIER)) {
            return false;
        }
        packet.get(layout.fieldAt(mark) + ExtensionField.HEADER_BYTES, returned);
        return Arrays.equals(returned, identifier);
    }

    private static boolean isNak(ByteBuffer packet) {
        HeaderFlyweight header = new HeaderFlyweight().wrap(packet);
        return header.stratum() == 0 && header.referenceId() == ReferenceId.NTSN;
    }

    private void takeCookies() {
        ByteBuffer hidden = ByteBuffer.wrap(authenticator.hidden(), 0, authenticator.hiddenBytes());
        while (hidden.remaining() >= ExtensionField.SHORTEST) {
            int start = hidden.position();
            int type = hidden.getShort() & 0xffff;
            int bytes = hidden.getShort() & 0xffff;
            if (bytes < ExtensionField.SHORTEST || bytes % 4 != 0 || start + bytes > hidden.limit()) {
                return;
            }
            byte[] body = new byte[bytes - ExtensionField.HEADER_BYTES];
            hidden.get(body);
            if (type == ExtensionField.NTS_COOKIE && cookies.size() < MOST_COOKIES) {
                cookies.add(body);
            }
        }
    }
}
