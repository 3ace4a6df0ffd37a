package org.timeball.daemon.replay;

import org.timeball.timekeeping.observation.Observation;

/// One line of a log.
///
/// @param observation what the core was given
/// @param digest [DecisionDigest] of what came of it
record LoggedStep(Observation observation, int digest) {
}
