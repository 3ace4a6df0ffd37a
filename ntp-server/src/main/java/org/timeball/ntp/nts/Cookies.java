package org.timeball.ntp.nts;

import org.timeball.timekeeping.world.RandomSource;

/// Makes the first cookies of a session. For one thread.
public final class Cookies {
    private final CookieJar jar;

    public Cookies(CookieKeyStore keys, RandomSource random) {
        jar = new CookieJar(keys, random);
    }

    public byte[] create(SessionKeys keys) {
        int bytes = keys.algorithm().keyBytes();
        byte[] session = new byte[2 * bytes];
        System.arraycopy(keys.toServer(), 0, session, 0, bytes);
        System.arraycopy(keys.toClient(), 0, session, bytes, bytes);
        byte[] cookie = new byte[CookieJar.bytes(keys.algorithm())];
        jar.seal(keys.algorithm(), session, cookie, 0);
        return cookie;
    }
}
