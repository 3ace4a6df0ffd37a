/// Network cards: what a driver says that its card can do.
///
/// In: names of interfaces. Out: [org.timeball.linux.nic.NetworkCard]s. Follows `<linux/ethtool.h>`,
/// `<linux/net_tstamp.h>`, `<linux/sockios.h>` and the kernel's Documentation/networking/timestamping.rst; asks only,
/// changes nothing.
@NullMarked
package org.timeball.linux.nic;

import org.jspecify.annotations.NullMarked;
