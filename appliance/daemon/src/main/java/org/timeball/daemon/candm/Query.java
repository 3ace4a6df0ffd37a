package org.timeball.daemon.candm;

/// A request that changes nothing, except that [Clients] may start the counting anew.
public sealed interface Query extends Request {
    /// How many sources are there? Answered by a [SourceCountReport].
    record SourceCount() implements Query {
    }

    /// @param index 0 to the number of sources less one
    record Source(int index) implements Query {
    }

    /// @param index 0 to the number of sources less one
    record SourceStats(int index) implements Query {
    }

    /// @param index 0 to the number of sources less one
    record Select(int index) implements Query {
    }

    record Tracking() implements Query {
    }

    /// @param source an NTP source
    /// @param layout which generation of client asks
    record NtpData(SourceAddress source, Layout layout) implements Query {
    }

    /// @param source an NTP source
    record Auth(SourceAddress source) implements Query {
    }

    /// @param source an NTP source
    record SourceName(SourceAddress source) implements Query {
    }

    record Activity() implements Query {
    }

    /// @param layout which generation of client asks
    record ServerStats(Layout layout) implements Query {
    }

    /// A page of the client log.
    ///
    /// @param firstIndex place in the log to begin with, 0 or more
    /// @param count at most so many clients, 0 to [ClientPage#LARGEST]
    /// @param minHits only clients with so many hits of any kind
    /// @param reset whether the counters of those reported are to start anew
    record Clients(int firstIndex, int count, long minHits, boolean reset) implements Query {
    }

    record Rtc() implements Query {
    }

    record Smoothing() implements Query {
    }

    record ManualList() implements Query {
    }

    /// Whether an address may ask. Answered by the status alone.
    ///
    /// @param service for what
    /// @param address whose; anything but [SourceAddress.Ip] is denied
    record AccessCheck(Service service, SourceAddress address) implements Query {
    }

    /// Generations of chronyc: three replies were shorter once.
    enum Layout {
        /// Since 4.4 for the counters of the server, since 4.6 for the data of a source.
        CURRENT,
        /// 4.2 and 4.3 (Debian 12); for the data of a source everything before 4.6.
        OLD,
        /// 4.0 and 4.1, the counters of the server only.
        OLDEST
    }
}
