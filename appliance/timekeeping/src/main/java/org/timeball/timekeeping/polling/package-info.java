/// How often a server is asked for the time.
///
/// Comes in: what the filter believes after each exchange. Goes out: the time until the next one. Nothing here reads a
/// clock or sends anything.
@NullMarked
package org.timeball.timekeeping.polling;

import org.jspecify.annotations.NullMarked;
