/// What the outside world tells the core: one record a kind, each with its own capture time.
///
/// Comes in from gnss, pps, ptp-bridge and ntp-server. Nothing here computes.
@NullMarked
package org.timeball.timekeeping.observation;

import org.jspecify.annotations.NullMarked;
