/// Trials: networks of stand-ins in simulated time, and what must come of each.
///
/// In: configuration files as people write them, how clocks and links err, and limits. Out: which limits were kept. All
/// figures are the simulation's, never the daemon's own. The measures (settling time, largest and mean error after it,
/// intervals between packets) are those by which chrony's simulation suite judges chronyd.
@NullMarked
package org.timeball.daemon.standin.trial;

import org.jspecify.annotations.NullMarked;
