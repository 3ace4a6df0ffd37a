package org.timeball.daemon.control;

import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.core.Step;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.SystemInstant;

/// Told of all that the core was given and of what came of it, in order, on the world's thread. Must not block.
public interface StepRecorder {
    /// Keeps nothing.
    StepRecorder NONE = new StepRecorder() {
        @Override
        public void started(CoreSettings settings, SystemInstant at, Frequency rate) {
        }

        @Override
        public void stepped(Observation observation, Step step) {
        }
    };

    /// The core was started; comes once, before all steps. The arguments are those of
    /// [org.timeball.timekeeping.core.State#start].
    void started(CoreSettings settings, SystemInstant at, Frequency rate);

    /// The core took in an observation.
    void stepped(Observation observation, Step step);

    /// Tells `other` too, after this one.
    default StepRecorder and(StepRecorder other) {
        StepRecorder first = this;
        return new StepRecorder() {
            @Override
            public void started(CoreSettings settings, SystemInstant at, Frequency rate) {
                first.started(settings, at, rate);
                other.started(settings, at, rate);
            }

            @Override
            public void stepped(Observation observation, Step step) {
                first.stepped(observation, step);
                other.stepped(observation, step);
            }
        };
    }
}
