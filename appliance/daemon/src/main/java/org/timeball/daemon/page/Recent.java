package org.timeball.daemon.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.timeball.timekeeping.time.SystemInstant;

/// The last things that happened. Written by the world's thread; any thread may read.
public final class Recent implements BiConsumer<Boolean, String> {
    private static final int MOST = 60;

    private final Supplier<SystemInstant> clock;
    private volatile List<Happening> all = List.of();

    /// @param clock the system clock's reading now
    public Recent(Supplier<SystemInstant> clock) {
        this.clock = clock;
    }

    @Override
    public void accept(Boolean warning, String text) {
        List<Happening> next = new ArrayList<>(all.subList(0, Math.min(all.size(), MOST - 1)));
        next.addFirst(new Happening(clock.get(), warning, text));
        all = List.copyOf(next);
    }

    /// Newest first.
    public List<Happening> all() {
        return all;
    }
}
