package org.timeball.timekeeping.world;

import java.util.List;
import java.util.function.Consumer;

/// Host names of this world, looked up without making anybody wait.
public interface Names {
    /// Looks a name up. The answer comes on the world's thread, once, and never before this call has returned.
    ///
    /// @param host a name, or an address in figures, which stands for itself
    void resolve(String host, Family family, Consumer<Answer> answer);

    /// Which addresses are wanted.
    enum Family {
        ANY,
        V4,
        V6
    }

    /// What came of it.
    sealed interface Answer {
        /// @param addresses one or more, the preferred first, none twice
        record Found(List<IpAddress> addresses) implements Answer {
            public Found {
                addresses = List.copyOf(addresses);
                if (addresses.isEmpty()) {
                    throw new IllegalArgumentException("a name that was found has an address");
                }
            }
        }

        /// There is no such name, or it has no such address.
        record Unknown(String why) implements Answer {
        }

        /// Nobody could tell now: no network yet, or no name server answers.
        record TryAgain(String why) implements Answer {
        }
    }
}
