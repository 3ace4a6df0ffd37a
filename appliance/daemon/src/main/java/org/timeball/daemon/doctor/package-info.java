/// What stands in the way of good time on this machine, from the receiver's line to the clients' port: `timeball doctor`.
///
/// In: the configuration and what Linux shows of itself in files (proc(5), sysfs(5), `/dev`, a Pi's boot partition). Out:
/// [org.timeball.daemon.doctor.Finding]s, a sentence and a remedy each. Changes nothing.
@NullMarked
package org.timeball.daemon.doctor;

import org.jspecify.annotations.NullMarked;
