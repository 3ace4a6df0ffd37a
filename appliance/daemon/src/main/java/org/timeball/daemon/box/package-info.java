/// The running daemon as the control protocol sees it: reports made of the snapshot and of what client and server have
/// counted, and orders passed on to whom they concern.
///
/// Everything here runs on the world's thread and decides nothing about time.
@NullMarked
package org.timeball.daemon.box;

import org.jspecify.annotations.NullMarked;
