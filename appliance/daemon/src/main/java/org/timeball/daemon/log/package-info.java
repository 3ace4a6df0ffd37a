/// Where log messages go, and what a line looks like.
///
/// In: what the rest of the program logs through tinylog's Logger. Out: lines as chronyd writes them, stamped by the
/// clock that is disciplined, to the standard error or a file. Never filters by content.
@NullMarked
package org.timeball.daemon.log;

import org.jspecify.annotations.NullMarked;
