package org.timeball.ntp.client;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.timeball.ntp.client.NtpSourceOptions.Polling;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.World;

/// `initstepslew`: servers that are asked in quick succession before all others, and whose verdict sets the clock.
///
/// They are the only sources while this lasts, and are removed before its end is told.
public final class InitialStep {
    private final NtpSources sources;
    private final double thresholdSeconds;
    private final Consumer<Result> done;
    private final FirstFix fix;

    /// What came of it.
    ///
    /// @param text for the journal
    /// @param step whether the clock is to be stepped by what is left of its error, instead of slewed
    public record Result(String text, boolean step) {
    }

    /// Adds the servers and starts to wait.
    ///
    /// @param sources without any source yet
    /// @param thresholdSeconds errors beyond it are stepped away
    /// @param servers names or addresses
    /// @param done told once; the other sources are added then
    public InitialStep(World world, NtpSources sources, Supplier<TimingSnapshot> newest, double thresholdSeconds,
            List<String> servers, Consumer<Result> done) {
        this.sources = sources;
        this.thresholdSeconds = thresholdSeconds;
        this.done = done;
        NtpSourceOptions options = NtpSourceOptions.DEFAULT.with(Polling.DEFAULT.withBursts(true, false));
        servers.forEach(server -> sources.add(SourceKind.SERVER, server, options));
        fix = new FirstFix(world, sources, newest, Optional.empty(), this::ended);
    }

    /// To be called after each observation that the core has taken in.
    public void look() {
        fix.look();
    }

    private void ended(FirstFix.Outcome outcome) {
        sources.close();
        done.accept(switch (outcome) {
            case FirstFix.Outcome.Fixed(Span offset) -> fixed(offset.seconds());
            case FirstFix.Outcome.NoSource(),FirstFix.Outcome.TimedOut() ->
                new Result("No suitable source for initstepslew", false);
        });
    }

    private Result fixed(double offsetSeconds) {
        boolean step = Math.abs(offsetSeconds) > thresholdSeconds;
        return new Result(String.format(Locale.ROOT, "System's initial offset : %.6f seconds %s of true (%s)",
                Math.abs(offsetSeconds), offsetSeconds >= 0 ? "fast" : "slow", step ? "step" : "slew"), step);
    }
}
