package org.timeball.daemon.box;

import java.util.Optional;
import org.timeball.daemon.candm.RtcReport;
import org.timeball.daemon.candm.Status;

/// Orders and reports about files, the real-time clock and the process.
public interface Upkeep {
    /// `reload sources`: reads the files of `sourcedir` anew.
    Status reloadSources();

    /// `rekey`: reads the key file and the certificates anew.
    Status rekey();

    /// `dump`: writes what is known of each source to the dump directory.
    Status dump();

    /// `cyclelogs`: opens all log files anew.
    Status cycleLogs();

    /// `rtcdata`; empty without an RTC that is watched.
    Optional<RtcReport> rtc();

    /// `trimrtc`.
    Status trimRtc();

    /// `writertc`.
    Status writeRtc();

    /// `shutdown`: ends the daemon, after this returns.
    void shutdown();
}
