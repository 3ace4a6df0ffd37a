/// The faces on standard output: a picture of 80 by 24 characters, plain lines, or JSON.
///
/// Comes in: a [org.timeball.daemon.status.StatusReport], about once a second. Goes out: text on one stream. The
/// picture is made by a pure function of report and history; what the terminal can do is found out once, at the start.
/// Nothing here words anything that another face would have to word too: that is the status package's business.
@NullMarked
package org.timeball.daemon.console;

import org.jspecify.annotations.NullMarked;
