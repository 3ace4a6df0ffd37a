package org.timeball.gnss.simulated;

import org.timeball.timekeeping.time.Span;

/// How a model of receiver behaves.
///
/// @param model the name that people type
/// @param baud line speed in bit/s, 9600 and up; it paces the bytes
/// @param shortestDelay from the start of a second to the first byte that names it; drawn evenly up to `longestDelay`
/// @param longestDelay at most 500 ms
/// @param pulseJitterNanos standard deviation of the pulse, ns
/// @param timeToFirstFix from power-on to the first fix
/// @param pulseWithoutFix whether the pulse runs, freely, while there is no fix
public record ReceiverProfile(String model, int baud, Span shortestDelay, Span longestDelay, double pulseJitterNanos,
        Span timeToFirstFix, boolean pulseWithoutFix) {
    private static final int SLOWEST_BAUD = 9600;
    private static final Span LONGEST_DELAY = Span.ofMillis(500);
    /// Beyond it the pulse would no longer mark the second.
    private static final double MOST_JITTER_NANOS = 100_000;

    public ReceiverProfile {
        if (baud < SLOWEST_BAUD) {
            throw new IllegalArgumentException("baud is " + baud + "; a second's sentences need 9600 or more");
        }
        if (shortestDelay.isNegative() || shortestDelay.compareTo(longestDelay) > 0
                || longestDelay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("the delay is " + shortestDelay + " to " + longestDelay
                    + "; it must lie within 0 and " + LONGEST_DELAY);
        }
        if (!(pulseJitterNanos >= 0 && pulseJitterNanos <= MOST_JITTER_NANOS) || timeToFirstFix.isNegative()) {
            throw new IllegalArgumentException("pulse jitter " + pulseJitterNanos + " ns must be 0 to "
                    + MOST_JITTER_NANOS + ", time to first fix " + timeToFirstFix + " not negative");
        }
    }

    /// Any receiver that speaks NMEA 4.1 at its factory settings. The first fix comes early, as after a hot start: a
    /// cold one takes half a minute, which tries only the patience of whoever watches. 20 ns rms is what a receiver
    /// without sawtooth correction gives.
    public static ReceiverProfile nmea() {
        return new ReceiverProfile("nmea", SLOWEST_BAUD, Span.ofMillis(80), Span.ofMillis(150), 20,
                Span.ofSeconds(2), true);
    }

    /// The profile of that name.
    ///
    /// @throws IllegalArgumentException with the names that there are, if there is none
    public static ReceiverProfile named(String model) {
        if (model.equals("nmea")) {
            return nmea();
        }
        throw new IllegalArgumentException("no receiver model '" + model + "'; models are nmea");
    }
}
