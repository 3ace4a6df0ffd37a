/// Network cards that stamp packets: what their clocks read, on the clock that is disciplined.
///
/// In: comparisons of a card's clock with the system clock, and what is done to the system clock. Out: a
/// [org.timeball.timekeeping.world.CardTimescale]. [CardLine] is pure; [CardClock] reads one card, [CardClocks] all that
/// `hwtimestamp` names.
@NullMarked
package org.timeball.ptp.card;

import org.jspecify.annotations.NullMarked;
