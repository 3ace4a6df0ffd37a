/// The bytes of NTP: timestamps, the 48-byte header, what may follow it, reference identifiers.
///
/// Comes in and goes out: bytes in network order, in buffers that the caller owns. Follows RFC 5905 sections 6 and 7
/// and RFC 7822. Nothing here reads a clock, keeps state between packets or trusts a length; nothing allocates.
@NullMarked
package org.timeball.ntp.wire;

import org.jspecify.annotations.NullMarked;
