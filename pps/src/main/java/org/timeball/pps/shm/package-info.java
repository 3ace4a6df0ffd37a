/// The refclock `SHM`: samples that another process leaves in NTP's shared memory become observations, and the other
/// way round.
///
/// What is in a segment is decoded by [ShmSample]; [ShmRefclock] polls one and [ShmProducer] writes one.
@NullMarked
package org.timeball.pps.shm;

import org.jspecify.annotations.NullMarked;
