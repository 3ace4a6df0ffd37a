/// What every reader sees: the immutable record of how well the box knows the time, and why not better.
///
/// Goes out to the responders, the console and everything else that shows or serves time. Written by one thread with
/// one volatile write.
@NullMarked
package org.timeball.timekeeping.snapshot;

import org.jspecify.annotations.NullMarked;
