/// Reference clocks that the kernel or another process offers: pulse devices (RFC 2783), NTP shared
/// memory and PTP hardware clocks.
///
/// Every native struct is one file, which names its header and which clock stamped it. Nothing here decides whether a
/// pulse or sample is believed.
@NullMarked
package org.timeball.linux.reference;

import org.jspecify.annotations.NullMarked;
