package org.timeball.pps.shm;

/// What a look at a segment gives: a sample, or why there is none.
public sealed interface ShmReading permits ShmSample, ShmRefusal {
}
