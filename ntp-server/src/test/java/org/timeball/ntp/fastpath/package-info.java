/// The eBPF program, run by the kernel on frames that no interface received.
@NullMarked
package org.timeball.ntp.fastpath;

import org.jspecify.annotations.NullMarked;
