/// The NTP client: servers, pools and peers that are asked for the time.
///
/// Comes in: sources with their options, datagrams and names from the World port, operator's commands. Goes out:
/// observations for the core (exchanges and reachability), records for reports and logs. Each source is asked over a
/// socket of its own with a port that outsiders cannot guess; a response counts only if it answers the last request.
/// Follows RFC 5905 (on-wire protocol), RFC 8633 and RFC 9109 (random ports), RFC 9769 (interleaved modes); options,
/// schedule and records are those that chrony's users know. Never steers the clock and never decides whom to believe:
/// that is the core's.
@NullMarked
package org.timeball.ntp.client;

import org.jspecify.annotations.NullMarked;
