package org.timeball.ntp.auth;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The keys in force, for all threads; replaced as a whole when the key file is read again.
///
/// One writer, any number of readers. Each thread that checks codes has a [MacEngine] on this ring.
public final class KeyRing {
    private volatile List<SymmetricKey> keys = List.of();

    /// A ring without keys.
    public KeyRing() {
    }

    public KeyRing(List<SymmetricKey> keys) {
        replace(keys);
    }

    /// Puts other keys in force.
    ///
    /// @param next each id once
    public void replace(List<SymmetricKey> next) {
        List<SymmetricKey> sorted = next.stream().sorted(Comparator.comparingLong(SymmetricKey::id)).toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).id() == sorted.get(i - 1).id()) {
                throw new IllegalArgumentException(
                        "two keys with the id " + sorted.get(i).id() + "; give each its own");
            }
        }
        keys = sorted;
    }

    public Optional<SymmetricKey> find(long id) {
        return keys.stream().filter(key -> key.id() == id).findFirst();
    }

    /// In the order of their ids; the same list until the next [#replace].
    List<SymmetricKey> keys() {
        return keys;
    }
}
