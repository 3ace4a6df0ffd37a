package org.timeball.simulator.clknetsim.net;

import java.util.Optional;

/// How a node's clocks err.
///
/// @param startSeconds network time at which the node may start
/// @param offsetSeconds real clock minus true time at network time 0; positive: ahead
/// @param frequency the oscillator's rate error, asked at every update; positive: it gains
/// @param step what is added to the real clock at every update, seconds
/// @param refclock what is added to its samples (our clock minus the reference), seconds, where there is one
public record NodePlan(double startSeconds, double offsetSeconds, Signal frequency, Signal step,
        Optional<Signal> refclock) {
    public NodePlan {
        if (!(startSeconds >= 0) || !Double.isFinite(offsetSeconds)) {
            throw new IllegalArgumentException("no node can start at %s s with an offset of %s s"
                    .formatted(startSeconds, offsetSeconds));
        }
    }

    /// A clock that is right and stays right.
    public static NodePlan perfect() {
        return new NodePlan(0, 0, Signal.constant(0), Signal.constant(0), Optional.empty());
    }

    public NodePlan offset(double seconds) {
        return new NodePlan(startSeconds, seconds, frequency, step, refclock);
    }

    public NodePlan frequency(Signal fraction) {
        return new NodePlan(startSeconds, offsetSeconds, fraction, step, refclock);
    }

    public NodePlan step(Signal seconds) {
        return new NodePlan(startSeconds, offsetSeconds, frequency, seconds, refclock);
    }

    public NodePlan starting(double seconds) {
        return new NodePlan(seconds, offsetSeconds, frequency, step, refclock);
    }

    public NodePlan refclock(Signal seconds) {
        return new NodePlan(startSeconds, offsetSeconds, frequency, step, Optional.of(seconds));
    }
}
