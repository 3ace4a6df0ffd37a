/// Estimate in, clock commands out: slew, step, rate.
///
/// Also keeps the ledger of every correction given, so that the filters can see the clock as if it had never been
/// steered: control then never disturbs what was learned.
@NullMarked
package org.timeball.timekeeping.steering;

import org.jspecify.annotations.NullMarked;
