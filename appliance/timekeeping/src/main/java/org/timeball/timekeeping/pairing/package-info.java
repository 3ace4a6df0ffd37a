/// Which second does this pulse start?
///
/// Pulse edges and second labels come in, numbered pulses go out. A pulse is never numbered by a guess: where the label
/// lies too near the middle between two pulses, or contradicts what was known, it refuses and says why.
@NullMarked
package org.timeball.timekeeping.pairing;

import org.jspecify.annotations.NullMarked;
