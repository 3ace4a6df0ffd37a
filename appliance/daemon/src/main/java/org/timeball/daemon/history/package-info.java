/// How well the box knew the time over the last hour, day and month.
///
/// Comes in: a [org.timeball.daemon.status.StatusReport] each second. Goes out: points to draw, and three small files of
/// fixed size that survive a restart. Each is replaced as a whole, so that a cut leaves the old one or the new one.
@NullMarked
package org.timeball.daemon.history;

import org.jspecify.annotations.NullMarked;
