package org.timeball.daemon.box;

import java.util.function.Consumer;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.client.NtpSources;
import org.timeball.ntp.server.ServerCounters;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.world.World;

/// What the running daemon is made of, as far as it can be watched and commanded.
///
/// @param core takes operators' requests
/// @param counters of the NTP server, with its log of clients
/// @param ntpAccess who may ask for the time
/// @param commandAccess who may watch over UDP
/// @param upkeep what lies outside the core, client and server
public record BoxParts(World world, SnapshotBoard board, SourceRoll roll, NtpSources ntp, Consumer<Observation> core,
        ServerCounters counters, AccessList ntpAccess, AccessList commandAccess, Upkeep upkeep) {
}
