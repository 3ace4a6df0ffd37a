/// Serial lines of the real world, opened with jSerialComm: 8 data bits, no parity, one stop bit, no flow control.
///
/// Paths come in; bytes go out on the world's thread, stamped on the reading thread as soon as the read returns. A
/// stamp taken in user space is late by the driver's and the scheduler's delay: good enough to number a second, not to
/// measure one. Nothing here looks into the bytes.
@NullMarked
package org.timeball.gnss.serial;

import org.jspecify.annotations.NullMarked;
