/// The protocol between clknetsim and the programs whose time it simulates: requests, replies, and the link they travel.
///
/// In: records. Out: packets of bytes, and back. A request is an int32 code, an int32 0 and a body; a reply is a body
/// alone. All is in the machine's byte order and laid out as a C compiler does on 64-bit Linux. Nothing here decides
/// anything. Both sides use the same codec, so what proves it are the layouts that the tests spell out byte by byte.
@NullMarked
package org.timeball.simulator.clknetsim.protocol;

import org.jspecify.annotations.NullMarked;
