/// `timeball ctl`: our own client of chrony's control protocol, with chronyc's commands and chronyc's columns.
///
/// Comes in: words of a command line or lines of a session. Goes out: requests to a daemon (ours or chronyd), and what it
/// says as text, CSV or JSON. Nothing here reads the clock that is disciplined, or knows the daemon other than through
/// the protocol.
@NullMarked
package org.timeball.daemon.ctl;

import org.jspecify.annotations.NullMarked;
