/// What Linux gives a program that plays hardware: pseudo-terminals.
///
/// In: bytes that a made-up device says. Out: a path that any program can open like a serial port, and what it wrote
/// there. Never touches a real device. Follows pty(7).
@NullMarked
package org.timeball.linux;

import org.jspecify.annotations.NullMarked;
