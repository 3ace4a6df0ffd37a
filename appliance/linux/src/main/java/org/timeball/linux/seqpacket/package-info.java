/// Unix sockets that keep packets apart and in order (SOCK_SEQPACKET of unix(7)), which Java's channels cannot be.
///
/// In: a path, or a descriptor that somebody else opened. Out: whole packets, one call each, waiting. For one thread a
/// socket; nothing here is watched by the event loop.
@NullMarked
package org.timeball.linux.seqpacket;

import org.jspecify.annotations.NullMarked;
