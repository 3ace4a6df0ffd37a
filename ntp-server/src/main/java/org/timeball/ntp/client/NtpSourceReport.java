package org.timeball.ntp.client;

import java.util.Optional;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;

/// What `chronyc sources`, `ntpdata`, `authdata` and `sourcename` show of one source, apart from what the core knows
/// (estimates, selection), which its snapshot has under `id`.
///
/// @param id how the core calls it; empty while its name has no address
/// @param number how people call it while its name has no address: `ID#` and ten digits
/// @param name as it was given
/// @param address empty while its name has no address
/// @param peer symmetric mode
/// @param poll exponent of the poll interval, log2 seconds
/// @param reach the last eight polls, the newest in bit 0
/// @param lastSample our clock at the last measurement that was used
/// @param last the last valid packet
public record NtpSourceReport(Optional<SourceId> id, long number, String name, Optional<Address.Udp> address,
        boolean peer, Activity activity, int poll, int reach, Optional<SystemInstant> lastSample,
        Optional<PacketReport> last, PacketCounters packets, AuthReport auth, NtpSourceOptions options) {
    /// Address in figures, or `ID#0000000002`.
    public String label() {
        return address.map(udp -> udp.ip().toString()).orElseGet(() -> "ID#%010d".formatted(number));
    }
}
