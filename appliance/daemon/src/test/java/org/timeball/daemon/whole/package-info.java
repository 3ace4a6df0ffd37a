/// Whole daemons in virtual time, with Debian's chronyc in front of one of them.
///
/// A test knows the truth about every clock and sees every packet of the network, and so can say what chronyc has to
/// print.
@NullMarked
package org.timeball.daemon.whole;

import org.jspecify.annotations.NullMarked;
