package org.timeball.gnss.feed;

import java.util.Optional;
import org.timeball.timekeeping.world.Streams.Endpoint;

/// Which gpsd is listened to, and to what of it.
///
/// @param gpsd where it listens; an address of this machine, because its stamps are of its own machine's clock
/// @param device path of the one receiver that counts; empty takes the first that reports
/// @param pulsesOnly whether only the fraction of a second of its pulses counts (`pps`, `lock`)
public record FeedSettings(Endpoint gpsd, Optional<String> device, boolean pulsesOnly) {
    public FeedSettings {
        if (!gpsd.ip().isLoopback()) {
            throw new IllegalArgumentException("gpsd is at " + gpsd + ", which is not this machine");
        }
    }
}
