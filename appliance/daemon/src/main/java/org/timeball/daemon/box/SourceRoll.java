package org.timeball.daemon.box;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.ntp.client.NtpSourceReport;
import org.timeball.ntp.client.NtpSources;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.SourceSnapshot;

/// All sources in the order in which `chronyc sources` lists them: reference clocks, then NTP sources.
public final class SourceRoll {
    private final SnapshotBoard board;
    private final NtpSources ntp;
    private final Map<SourceId, Integer> refclockPolls;

    /// @param refclockPolls poll interval of each reference clock, log2 of seconds
    public SourceRoll(SnapshotBoard board, NtpSources ntp, Map<SourceId, Integer> refclockPolls) {
        this.board = board;
        this.ntp = ntp;
        this.refclockPolls = Map.copyOf(refclockPolls);
    }

    /// One source.
    ///
    /// @param address how it is named
    /// @param snapshot what the core knows of it; empty while its name has no address
    /// @param ntp what the client knows of it; empty for a reference clock
    /// @param pollLog2 interval of polls, log2 of seconds
    record Entry(SourceAddress address, Optional<SourceSnapshot> snapshot, Optional<NtpSourceReport> ntp,
            int pollLog2) {
    }

    List<Entry> entries() {
        List<SourceSnapshot> known = board.current().sources();
        List<Entry> entries = new ArrayList<>();
        for (SourceSnapshot source : known) {
            if (source.kind() != Kind.SERVER) {
                entries.add(new Entry(new SourceAddress.Refclock(source.reception().refid()), Optional.of(source),
                        Optional.empty(), refclockPolls.getOrDefault(source.id(), 0)));
            }
        }
        for (NtpSourceReport report : ntp.reports()) {
            Optional<SourceSnapshot> snapshot = report.id()
                    .flatMap(id -> known.stream().filter(source -> source.id().equals(id)).findFirst());
            entries.add(new Entry(addressOf(report), snapshot, Optional.of(report), report.poll()));
        }
        return entries;
    }

    /// The source that is named so; empty if there is none.
    Optional<Entry> named(SourceAddress address) {
        return entries().stream().filter(entry -> entry.address().equals(address)).findFirst();
    }

    private static SourceAddress addressOf(NtpSourceReport report) {
        return report.address().<SourceAddress>map(udp -> new SourceAddress.Ip(udp.ip()))
                .orElseGet(() -> new SourceAddress.Unresolved((int) report.number()));
    }
}
