/// What each network interface can do for time, and what to set: `timeball nic`.
///
/// In: what drivers say ([org.timeball.linux.nic.NetworkCard]) and what sysfs(5) shows of hardware clocks. Out: text or
/// JSON.
@NullMarked
package org.timeball.daemon.nic;

import org.jspecify.annotations.NullMarked;
