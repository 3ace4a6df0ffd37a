package org.timeball.gnss.simulated;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.timeball.timekeeping.time.Span;

/// How a model of receiver behaves.
///
/// @param model the name that people type
/// @param protocol what it speaks
/// @param baud line speed in bit/s, 9600 and up; it paces the bytes
/// @param shortestDelay from the start of a second to the first byte that names it; drawn evenly up to `longestDelay`
/// @param longestDelay at most 500 ms
/// @param pulseJitterNanos standard deviation of the pulse beside its sawtooth, ns
/// @param sawtoothNanos the step of the clock on whose edges the pulse can come, ns: half of it is the pulse's worst
///            error. 0 if there is none worth telling; what there is, is announced by receivers that speak UBX
/// @param timeToFirstFix from power-on to the first fix
/// @param pulseWithoutFix whether the pulse runs, freely, while there is no fix
public record ReceiverProfile(String model, Protocol protocol, int baud, Span shortestDelay, Span longestDelay,
        double pulseJitterNanos, double sawtoothNanos, Span timeToFirstFix, boolean pulseWithoutFix) {
    private static final int SLOWEST_BAUD = 9600;
    private static final int FACTORY_BAUD_OF_9 = 38_400;
    private static final Span LONGEST_DELAY = Span.ofMillis(500);
    /// Beyond it the pulse would no longer mark the second.
    private static final double MOST_JITTER_NANOS = 100_000;
    /// All models, the default first.
    private static final List<ReceiverProfile> ALL = List.of(nmea(), lea6t(), m8t(), f9t());

    public ReceiverProfile {
        if (baud < SLOWEST_BAUD) {
            throw new IllegalArgumentException("baud is " + baud + "; a second's sentences need 9600 or more");
        }
        if (shortestDelay.isNegative() || shortestDelay.compareTo(longestDelay) > 0
                || longestDelay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("the delay is " + shortestDelay + " to " + longestDelay
                    + "; it must lie within 0 and " + LONGEST_DELAY);
        }
        if (!(sawtoothNanos >= 0 && sawtoothNanos <= MOST_JITTER_NANOS)) {
            throw new IllegalArgumentException(
                    "the sawtooth is " + sawtoothNanos + " ns; it must be 0 to " + MOST_JITTER_NANOS);
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
        return new ReceiverProfile("nmea", Protocol.NMEA, SLOWEST_BAUD, Span.ofMillis(80), Span.ofMillis(150), 20, 0,
                Span.ofSeconds(2), true);
    }

    /// A u-blox LEA-6T, the timing receiver of many an old box: its pulse comes on edges of a 48 MHz clock.
    public static ReceiverProfile lea6t() {
        return new ReceiverProfile("ublox-6t", Protocol.UBX_6, SLOWEST_BAUD, Span.ofMillis(60), Span.ofMillis(120), 4,
                42, Span.ofSeconds(2), false);
    }

    /// A u-blox M8T: 11 ns of sawtooth either way.
    public static ReceiverProfile m8t() {
        return new ReceiverProfile("ublox-m8t", Protocol.UBX_8, FACTORY_BAUD_OF_9, Span.ofMillis(50),
                Span.ofMillis(90), 3, 22, Span.ofSeconds(2), false);
    }

    /// A u-blox F9T: 4 ns of sawtooth either way.
    public static ReceiverProfile f9t() {
        return new ReceiverProfile("ublox-f9t", Protocol.UBX_9, FACTORY_BAUD_OF_9, Span.ofMillis(40), Span.ofMillis(80),
                2, 8, Span.ofSeconds(2), false);
    }

    /// All models with a few words on each, the default first.
    public static Map<String, String> catalogue() {
        Map<String, String> models = new LinkedHashMap<>();
        for (ReceiverProfile profile : ALL) {
            models.put(profile.model, switch (profile.protocol) {
                case NMEA -> "speaks NMEA 0183 at 9600 baud, as most do from the factory";
                case UBX_6 -> "u-blox LEA-6T, speaks UBX; its pulse steps by 42 ns, and it says by how much";
                case UBX_8 -> "u-blox M8T, speaks UBX; its pulse steps by 22 ns, and it says by how much";
                case UBX_9 -> "u-blox F9T, speaks UBX; its pulse steps by 8 ns, and it says by how much";
            });
        }
        return models;
    }

    /// The profile of that name.
    ///
    /// @throws IllegalArgumentException with the names that there are, if there is none
    public static ReceiverProfile named(String model) {
        return ALL.stream().filter(profile -> profile.model.equals(model)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no receiver model '" + model + "'; models are "
                        + String.join(", ", catalogue().keySet())));
    }
}
