package org.timeball.ntp.client;

import org.timeball.timekeeping.world.Address;

/// Which machine a source is.
///
/// @param name as it was given: a host name, a pool's name or an address in figures
/// @param udp where its requests go
/// @param peer symmetric mode instead of client mode
record SourceAddress(String name, Address.Udp udp, boolean peer) {
}
