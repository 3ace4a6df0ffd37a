package org.timeball.ntp.client;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.snapshot.SourceSnapshot.Verdict;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;

/// Waits for the first time that the clock's error is known, or for the end of all hope: what `-q`, `-Q` and
/// `initstepslew` need.
///
/// Call [#look] after each observation that the core has taken in.
public final class FirstFix {
    /// With fewer a source is not judged.
    private static final int LEAST_SAMPLES = 3;

    private final NtpSources sources;
    private final Supplier<TimingSnapshot> newest;
    private final Consumer<Outcome> done;
    private final Timer limit;
    private boolean over;

    /// How the wait ended.
    public sealed interface Outcome {
        /// @param offset our clock minus true time, as the core found it before it corrected anything
        record Fixed(Span offset) implements Outcome {
        }

        /// Every source had its chance, and none is good enough.
        record NoSource() implements Outcome {
        }

        /// The time allowed is over.
        record TimedOut() implements Outcome {
        }
    }

    /// Starts to wait.
    ///
    /// @param sources those that are asked meanwhile
    /// @param newest the core's newest snapshot
    /// @param timeout the longest wait; empty for as long as it takes
    /// @param done told once
    public FirstFix(World world, NtpSources sources, Supplier<TimingSnapshot> newest, Optional<Span> timeout,
            Consumer<Outcome> done) {
        this.sources = sources;
        this.newest = newest;
        this.done = done;
        limit = timeout.isPresent()
                ? world.timers().after(timeout.get(), () -> end(new Outcome.TimedOut()))
                : () -> {
                };
    }

    /// Looks whether the wait is over.
    public void look() {
        TimingSnapshot snapshot = newest.get();
        List<SourceSnapshot> known = snapshot.sources();
        if (known.stream().anyMatch(FirstFix::isFollowed) && known.stream().noneMatch(FirstFix::isToBeHeard)) {
            end(new Outcome.Fixed(Span.ofSeconds(snapshot.offsetSeconds())));
        } else if (sources.areExhausted()) {
            end(new Outcome.NoSource());
        }
    }

    private static boolean isFollowed(SourceSnapshot source) {
        return source.verdict() == Verdict.SELECTED && source.samples() >= LEAST_SAMPLES;
    }

    /// It answers, and may yet contradict the others.
    private static boolean isToBeHeard(SourceSnapshot source) {
        return source.reception().reach() != 0 && source.samples() < LEAST_SAMPLES;
    }

    private void end(Outcome outcome) {
        if (!over) {
            over = true;
            limit.cancel();
            done.accept(outcome);
        }
    }
}
