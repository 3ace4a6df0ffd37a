/// Establishment of keys for NTS (RFC 8915 section 4): a short talk over TLS 1.3 in which client and server agree on
/// keys, and the client gets its first cookies.
///
/// Written against [org.timeball.timekeeping.world.Streams], so that it runs in any world; TLS itself is the runtime's,
/// driven by Netty's handler in a channel without a socket.
@NullMarked
package org.timeball.ntp.nts.ke;

import org.jspecify.annotations.NullMarked;
