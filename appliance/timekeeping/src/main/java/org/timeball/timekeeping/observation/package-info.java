/// What the outside world tells the core: one record a kind, each with its own capture time.
///
/// Comes in from gnss, pps, ptp-bridge and ntp-server, together with what is configured of each source and what an
/// operator asks for. Nothing here knows what comes of it.
@NullMarked
package org.timeball.timekeeping.observation;

import org.jspecify.annotations.NullMarked;
