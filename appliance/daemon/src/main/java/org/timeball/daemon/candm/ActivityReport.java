package org.timeball.daemon.candm;

/// How many NTP sources are in which state: `chronyc activity`.
///
/// @param online polled
/// @param offline not polled
/// @param burstOnline in a burst, online afterwards
/// @param burstOffline in a burst, offline afterwards
/// @param unresolved whose address is not known yet
public record ActivityReport(int online, int offline, int burstOnline, int burstOffline, int unresolved)
        implements
            Report {
}
