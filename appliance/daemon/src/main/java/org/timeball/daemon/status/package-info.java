/// The one reading of the box, in words: headline, cause, next action, details.
///
/// Comes in: a [BoxReading] of numbers. Goes out: a [StatusReport] that every face (console, JSON and whatever else
/// shows the box) renders as it stands, so that each says the same words. Nothing here knows a terminal or a clock.
@NullMarked
package org.timeball.daemon.status;

import org.jspecify.annotations.NullMarked;
