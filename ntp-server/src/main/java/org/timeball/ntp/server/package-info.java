/// The answering of NTP clients, and who asked.
///
/// Comes in: datagrams with their time of arrival, and the current timing snapshot. Goes out: one answer or silence
/// for each (RFC 5905 section 9.2, RFC 7822 for extension fields), and counters. An answer is never longer than its
/// request, and never claims more than the snapshot does.
@NullMarked
package org.timeball.ntp.server;

import org.jspecify.annotations.NullMarked;
