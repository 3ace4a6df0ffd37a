/// NTP answered inside the kernel: what the timekeeper knows, written where an XDP program reads it.
///
/// Comes in: the timing snapshot, the access list, the rate limit and this machine's addresses. Goes out: the maps of
/// `ntp_fastpath.bpf.c`, an attachment to each served interface, and the program's counters. Plain client requests are
/// then answered by the network driver in 0.2 us; all others reach the sockets of [org.timeball.ntp.server] as before.
///
/// It must never leave a confident clock behind: each state that is written ends by itself within three seconds, before
/// any moment at which a leap second could be, and when the snapshot ends to vouch; and the attachments end with the
/// process. An answer claims what the sockets' answer at the same moment claims.
@NullMarked
package org.timeball.ntp.fastpath;

import org.jspecify.annotations.NullMarked;
