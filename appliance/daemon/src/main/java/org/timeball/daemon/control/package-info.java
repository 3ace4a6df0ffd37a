/// The timekeeper: the one thread that feeds observations to the core, does to the clock what the core commands, and
/// publishes the snapshot.
///
/// Written against the World port alone, so that it runs unchanged on Linux and in virtual time. It decides nothing
/// about time itself; that is the core's.
@NullMarked
package org.timeball.daemon.control;

import org.jspecify.annotations.NullMarked;
