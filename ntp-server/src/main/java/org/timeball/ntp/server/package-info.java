/// The answering of NTP clients, and who asked.
///
/// Comes in: datagrams with their time of arrival, and the current timing snapshot. Goes out: one answer or silence
/// for each (RFC 5905 sections 3, 7.4 and 9.2, RFC 9769 section 2, RFC 7822 for extension fields), broadcasts, and
/// counters. An answer is never longer than its request, and never claims more than the snapshot does.
///
/// One core decides, [Responder]; two drivers feed it: [LinuxResponders] with a thread a core over batches, and
/// [WorldResponder] on a world's own sockets. What is remembered of clients lies in fixed memory.
@NullMarked
package org.timeball.ntp.server;

import org.jspecify.annotations.NullMarked;
