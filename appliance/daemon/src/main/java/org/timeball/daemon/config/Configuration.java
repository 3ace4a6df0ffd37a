package org.timeball.daemon.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.observation.SourceId;

/// Everything that the configuration says, by theme. Where a directive is given twice, the last one counts, unless its
/// component says that it collects.
///
/// @param sources `gnss`, `refclock` and `ptp`, in the order of the text: the place in this list is the [SourceId]
/// @param client what is asked of other NTP servers, and through which sockets
/// @param server whom the time is served to, and how
/// @param nts Network Time Security, as a client and as a server
/// @param command how the daemon may be watched and commanded
/// @param selection which sources are believed
/// @param clock how the system clock is corrected
/// @param rtc the real-time clock that keeps time while the box is off
/// @param logs what is written down, and where
/// @param hardware timestamps taken by network cards
/// @param process how the process runs
public record Configuration(List<SourceConfiguration> sources, NtpClientConfiguration client,
        ServerConfiguration server, NtsConfiguration nts, CommandConfiguration command,
        SelectionConfiguration selection, ClockConfiguration clock, RtcConfiguration rtc, LogConfiguration logs,
        HardwareConfiguration hardware, ProcessConfiguration process) {
    public Configuration {
        sources = List.copyOf(sources);
    }

    /// The same for a daemon that starts again (`-R`), see [ClockConfiguration#restarted].
    public Configuration restarted() {
        return new Configuration(sources, client, server, nts, command, selection, clock.restarted(), rtc, logs,
                hardware, process);
    }

    /// The same, with addresses of one family alone (`-4`, `-6`): of names, for serving, and for monitoring.
    public Configuration of(NtpSourceConfiguration.Family family) {
        return new Configuration(sources, client.of(family), server.of(family), nts, command.of(family), selection,
                clock, rtc, logs, hardware, process);
    }

    /// The source that numbers the pulses of `id`; empty if that source is complete in itself.
    public Optional<SourceId> lockOf(SourceId id) {
        return Optional.ofNullable(lock(sources.get(id.number()))).flatMap(this::named);
    }

    private Optional<SourceId> named(RefId refid) {
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).refid().equals(refid)) {
                return Optional.of(new SourceId(i));
            }
        }
        return Optional.empty();
    }

    private static @Nullable RefId lock(SourceConfiguration source) {
        return switch (source) {
            case SourceConfiguration.Gnss _,SourceConfiguration.Ptp _ -> null;
            case SourceConfiguration.Refclock refclock -> refclock.lock();
        };
    }
}
