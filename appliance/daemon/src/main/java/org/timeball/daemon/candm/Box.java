package org.timeball.daemon.candm;

import java.util.Optional;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// The running daemon as this protocol sees it. All calls come on the world's thread, and must return at once: what
/// takes longer (resolving a name, writing a file) is begun here and ends later.
///
/// The protocol has done what is its own by then: who may ask, lengths, the form of every field. The box checks what
/// only it can know: which sources there are, which facilities are on, whether a number makes sense.
public interface Box {
    TrackingReport tracking();

    /// The number of sources of any kind, resolved or not. Indices follow the order of `chronyc sources`, and stay
    /// what they are while no source is added or removed.
    int sourceCount();

    /// @param index 0 to `sourceCount() - 1`
    SourceReport source(int index);

    /// @param index 0 to `sourceCount() - 1`
    SourceStatsReport sourceStats(int index);

    /// @param index 0 to `sourceCount() - 1`
    SelectReport select(int index);

    /// Empty if there is no such NTP source.
    Optional<NtpDataReport> ntpData(SourceAddress source);

    /// Empty if there is no such NTP source.
    Optional<AuthReport> auth(SourceAddress source);

    /// The name in the configuration, an address where it was given as one; empty if there is no such NTP source.
    Optional<String> sourceName(SourceAddress source);

    ActivityReport activity();

    ServerStatsReport serverStats();

    /// A page of the client log; empty if there is none (`noclientlog`).
    ///
    /// The answer looks at places from `firstIndex` on until it has `count` clients or no places are left.
    Optional<ClientPage> clients(Query.Clients page);

    /// Empty without an RTC driver.
    Optional<RtcReport> rtc();

    /// Empty if `smoothtime` is not configured.
    Optional<SmoothingReport> smoothing();

    /// The times set by hand; no samples if manual mode is off.
    ManualReport manual();

    /// Whether `address` may use a service, by its list alone: that loopback may always ask over UDP is no rule of the
    /// list.
    boolean allows(Service service, IpAddress address);

    /// Takes the operator's time as a sample; empty if manual mode is off.
    ///
    /// @param time true time as the operator sees it at this moment
    Optional<SetTimeReport> setTime(SystemInstant time);

    /// Carries out an order, except [Instruction.SetTime], which is for [#setTime]. The answer is sent after this
    /// returns, so [Instruction.Shutdown] must end the daemon later, from a timer.
    ///
    /// @return SUCCESS, or why not, as the order's own documentation says
    Status perform(Instruction order);
}
