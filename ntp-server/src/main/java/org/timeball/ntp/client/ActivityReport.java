package org.timeball.ntp.client;

/// How many sources are in which state, as `chronyc activity` shows it.
///
/// @param unresolved sources whose name has no address
public record ActivityReport(int online, int offline, int burstOnline, int burstOffline, int unresolved) {
}
