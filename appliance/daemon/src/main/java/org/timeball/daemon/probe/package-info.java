/// `timeball probe`: which serial lines this machine has, who holds them, and what is plugged in there. It opens lines
/// that nobody else has open, and never one that the kernel's console is on.
@NullMarked
package org.timeball.daemon.probe;

import org.jspecify.annotations.NullMarked;
