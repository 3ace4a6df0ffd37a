/// The Linux world: the World port over one event loop of the real kernel.
///
/// In: a clock to discipline, and how kernel timestamps read on it. Out: timers on CLOCK_MONOTONIC, timestamped
/// datagrams, host names, random bits and small files, all called back on one thread named `timekeeper`. Never decides anything about time.
/// Follows udp(7), ip(7), ipv6(7), unix(7), and SO_TIMESTAMPNS of socket(7).
@NullMarked
package org.timeball.linux.world;

import org.jspecify.annotations.NullMarked;
