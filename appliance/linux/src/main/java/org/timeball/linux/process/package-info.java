/// This process as others see it: the descriptors that it was started with, the socket of the service manager, whose it
/// is, what it has before others.
///
/// In: descriptor numbers, a socket's name, users, priorities. Out: nothing but what the kernel does with them. Follows
/// dup(2), sd_notify(3), credentials(7), capabilities(7), sched(7), mlockall(2).
@NullMarked
package org.timeball.linux.process;

import org.jspecify.annotations.NullMarked;
