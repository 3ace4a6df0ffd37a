/// The observation log and its replay: what the core was given, with a digest of each decision that came of it.
///
/// Comes in: every step of the timekeeper, on the world's thread, which is never made to wait. Goes out: a text, one
/// line an observation, that stands alone; and from such a text, the same core run again and every decision compared
/// bit for bit. Nothing here touches a clock, and a log that cannot be written never ends the timekeeping.
///
/// The core calculates with `Math.exp` and `Math.log`, whose last bit may differ from one kind of processor to another.
/// A log is replayed on the kind of machine that wrote it; its header names that.
@NullMarked
package org.timeball.daemon.replay;

import org.jspecify.annotations.NullMarked;
