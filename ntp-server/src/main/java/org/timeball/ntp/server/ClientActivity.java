package org.timeball.ntp.server;

import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// What is known of one client.
///
/// @param address where it asks from
/// @param requests how often it was answered since it was first heard or last forgotten
/// @param lastSeen the system clock at its last answered request
public record ClientActivity(IpAddress address, long requests, SystemInstant lastSeen) {
}
