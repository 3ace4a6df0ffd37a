package org.timeball.ntp.nts;

import java.util.ArrayList;
import java.util.List;
import org.timeball.timekeeping.world.RandomSource;

/// The keys of one moment: one for new cookies, the next one, and two whose cookies are still honoured.
///
/// The next one is there a whole period before it is used, so that it can be brought to other servers in time. A cookie
/// lives for two to three periods.
///
/// @param keys oldest first, [#COUNT] of them
record CookieKeys(List<CookieKey> keys) {
    static final int COUNT = 4;
    /// Where the key for new cookies lies.
    static final int CURRENT = COUNT - 2;

    CookieKeys {
        keys = List.copyOf(keys);
        if (keys.size() != COUNT) {
            throw new IllegalArgumentException(keys.size() + " cookie keys; it must be " + COUNT);
        }
    }

    static CookieKeys create(RandomSource random) {
        int first = (int) random.nextLong();
        List<CookieKey> keys = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            keys.add(CookieKey.create(first + i, random));
        }
        return new CookieKeys(keys);
    }

    /// One period later: the oldest goes, a new one comes.
    CookieKeys rotated(RandomSource random) {
        List<CookieKey> next = new ArrayList<>(keys.subList(1, COUNT));
        next.add(CookieKey.create(keys.getLast().id() + 1, random));
        return new CookieKeys(next);
    }
}
