package org.timeball.daemon.status;

/// What the NTP server has done since the start.
///
/// @param port UDP port it answers on
/// @param requests datagrams that came in
/// @param answered those that were answered with the time
/// @param dropped those that got nothing: malformed, not allowed or too many
/// @param clients different addresses heard lately, but for those that only the kernel answered
/// @param fastPath by which interfaces the kernel itself answers, such as `eth0 (native)`; `off` for none
public record ServerReading(int port, long requests, long answered, long dropped, int clients, String fastPath) {
}
