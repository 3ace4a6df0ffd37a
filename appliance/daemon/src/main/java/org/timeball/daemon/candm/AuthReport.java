package org.timeball.daemon.candm;

/// How an NTP source is authenticated: one line of `chronyc authdata`.
///
/// @param mode how
/// @param keyType number of the hash or cipher (1 MD5, 2 SHA1, 3 SHA256, 4 SHA384, 5 SHA512, 6 to 9 SHA3, 10 TIGER, 11
///            WHIRLPOOL, 13 AES128, 14 AES256); with NTS the AEAD's number (15 or 30)
/// @param keyId number of the key in the key file; with NTS that of the association
/// @param keyBits its length
/// @param exchangeAttempts attempts of key establishment since the last success
/// @param sinceExchangeSeconds since the last success, or [Report#NEVER]
/// @param cookies in store, 0 to 8
/// @param cookieBytes length of one
/// @param nak whether the server refused the last request's cookie
public record AuthReport(Mode mode, int keyType, long keyId, int keyBits, int exchangeAttempts,
        long sinceExchangeSeconds, int cookies, int cookieBytes, boolean nak) implements Report {
    /// What a source without authentication shows.
    public static final AuthReport NOT_AUTHENTICATED = new AuthReport(Mode.NONE, 0, 0, 0, 0, NEVER, 0, 0, false);

    /// Ways of authentication, in the order of the numbers on the wire.
    public enum Mode {
        NONE,
        SYMMETRIC,
        NTS
    }
}
