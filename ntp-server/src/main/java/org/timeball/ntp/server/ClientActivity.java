package org.timeball.ntp.server;

import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// What is known of one client, as chronyc's `clients` shows it.
///
/// @param address where it asks from
/// @param ntp requests on the NTP port that were well formed and allowed
/// @param ntsKe connections for NTS key establishment
/// @param command requests on the command port
public record ClientActivity(IpAddress address, ServiceActivity ntp, ServiceActivity ntsKe,
        ServiceActivity command) {
    /// NTP requests.
    public long requests() {
        return ntp.hits();
    }

    /// The system clock at its last NTP request.
    public SystemInstant lastSeen() {
        return ntp.lastSeen();
    }

    ClientActivity plus(ClientActivity other) {
        return new ClientActivity(address, ntp.plus(other.ntp), ntsKe.plus(other.ntsKe), command.plus(other.command));
    }

    ClientActivity since(ClientActivity baseline) {
        return new ClientActivity(address, ntp.since(baseline.ntp), ntsKe.since(baseline.ntsKe),
                command.since(baseline.command));
    }

    /// Requests of any kind.
    long hits() {
        return ntp.hits() + ntsKe.hits() + command.hits();
    }
}
