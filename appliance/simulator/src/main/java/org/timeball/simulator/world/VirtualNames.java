package org.timeball.simulator.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.Names;

/// The names that one world can look up, in the test's hands. An answer takes no time, but comes as an event of its own.
public final class VirtualNames implements Names {
    private final VirtualUniverse universe;
    private final Map<String, List<IpAddress>> book = new HashMap<>();
    private boolean reachable = true;
    private long asked;

    VirtualNames(VirtualUniverse universe) {
        this.universe = universe;
    }

    /// Sets what a name stands for, the preferred address first; no address takes the name away.
    public void set(String host, IpAddress... addresses) {
        book.put(host, List.of(addresses));
    }

    /// Has nobody answer, or somebody again.
    public void setReachable(boolean reachable) {
        this.reachable = reachable;
    }

    /// How often a name was looked up.
    public long asked() {
        return asked;
    }

    @Override
    public void resolve(String host, Family family, Consumer<Answer> answer) {
        asked++;
        universe.at(universe.nowNanos(), () -> answer.accept(lookUp(host, family)));
    }

    private Answer lookUp(String host, Family family) {
        if (!reachable) {
            return new Answer.TryAgain("no name server answers");
        }
        @Nullable
        List<IpAddress> known = book.get(host);
        List<IpAddress> wanted = known == null ? List.of() : known.stream().filter(family(family)).toList();
        return wanted.isEmpty() ? new Answer.Unknown("no such name: " + host) : new Answer.Found(wanted);
    }

    private static Predicate<IpAddress> family(Family family) {
        return switch (family) {
            case ANY -> ip -> true;
            case V4 -> IpAddress::isV4;
            case V6 -> ip -> !ip.isV4();
        };
    }
}
