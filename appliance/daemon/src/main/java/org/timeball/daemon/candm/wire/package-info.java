/// Requests and replies as bytes: every field, length and number of chrony's control protocol, version 6.
///
/// Comes in: a datagram, or a [org.timeball.daemon.candm.Request] or [org.timeball.daemon.candm.Report]. Goes out: the
/// other of the two. Both directions are here, since the server and our own client share them. No bytes make it throw:
/// what cannot be understood has a status. Integers are big-endian; nothing is aligned.
@NullMarked
package org.timeball.daemon.candm.wire;

import org.jspecify.annotations.NullMarked;
