package org.timeball.ntp.client;

import java.util.Optional;
import org.timeball.timekeeping.time.Span;

/// What `chronyc authdata` shows of one source.
///
/// @param mode how packets are authenticated
/// @param type number of the key's type, or of the AEAD algorithm; 0 for none
/// @param keyId number of the key, or of the session's keys; 0 for none
/// @param keyBits length of the key
/// @param attempts at key establishment since the last that succeeded
/// @param sinceLast time since the last key establishment
/// @param cookies kept, 0 to 8
/// @param cookieBytes length of one
/// @param nak whether the server refused the last request
public record AuthReport(Mode mode, int type, long keyId, int keyBits, int attempts, Optional<Span> sinceLast,
        int cookies, int cookieBytes, boolean nak) {
    /// How packets are authenticated; in the order of chronyc's numbers.
    public enum Mode {
        NONE,
        SYMMETRIC,
        NTS
    }

    static final AuthReport NONE = new AuthReport(Mode.NONE, 0, 0, 0, 0, Optional.empty(), 0, 0, false);
}
