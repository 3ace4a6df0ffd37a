package org.timeball.timekeeping.world;

import org.timeball.timekeeping.time.PhcInstant;

/// A network card's own time of a packet (the third of `struct scm_timestamping`, `<linux/errqueue.h>`).
///
/// @param at the card's clock as the packet's first bit after the preamble passed
/// @param interfaceIndex number of the card's interface
/// @param frameBytes length of the frame with its link header, without its check sequence; 0 where that is not known
public record CardStamp(PhcInstant at, int interfaceIndex, int frameBytes) {
}
