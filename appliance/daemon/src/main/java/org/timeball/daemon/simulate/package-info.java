/// `timeball simulate`: scenarios in, figures out.
///
/// Comes in: what the command line asked for. Goes out: a table, JSON lines, a picture. The runs themselves are the
/// simulator's; nothing here knows noise or clocks.
@NullMarked
package org.timeball.daemon.simulate;

import org.jspecify.annotations.NullMarked;
