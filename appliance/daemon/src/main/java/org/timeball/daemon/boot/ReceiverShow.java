package org.timeball.daemon.boot;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.SourceConfiguration;
import org.timeball.gnss.gpsd.GpsdServer;
import org.timeball.timekeeping.core.Step;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;
import org.tinylog.Logger;

/// The first receiver and the pulses that it numbers, as gpsd's clients see them (cgps, gpsmon, gpspipe).
final class ReceiverShow implements AutoCloseable {
    private static final long NANOS = 1_000_000_000L;

    private final Configuration configuration;
    private @Nullable GpsdServer server;
    private int receiver = -1;

    ReceiverShow(Configuration configuration) {
        this.configuration = configuration;
    }

    /// Opens the service, if there is a receiver. A port that cannot be had, since gpsd itself runs, is told and costs no
    /// more than the service.
    Optional<GpsdServer> open(Surroundings around) {
        int port = configuration.command().gpsdPort();
        List<SourceConfiguration> sources = configuration.sources();
        for (int i = 0; i < sources.size() && port != 0 && server == null; i++) {
            if (sources.get(i) instanceof SourceConfiguration.Gnss gnss) {
                try {
                    server = around.showReceiver(gnss.line(), port).orElse(null);
                    receiver = i;
                } catch (IOException e) {
                    Logger.warn("The receiver is not shown to gpsd's clients: {} (gpsdport)", e.getMessage());
                    return Optional.empty();
                }
            }
        }
        return Optional.ofNullable(server);
    }

    /// Passes on a pulse that got a number.
    void stepped(Observation observation, Step step) {
        if (server != null && observation instanceof Observation.PulseEdge(SourceId source, SystemInstant at)
                && isNumberedByReceiver(source)) {
            step.snapshot().sources().stream().filter(shown -> shown.id().equals(source))
                    .filter(shown -> shown.reason().isNone()).findFirst()
                    .ifPresent(shown -> server.pulse(second(at, shown), at));
        }
    }

    private boolean isNumberedByReceiver(SourceId pulses) {
        return configuration.lockOf(pulses).filter(labels -> labels.number() == receiver).isPresent();
    }

    private static UtcInstant second(SystemInstant edge, SourceSnapshot pulses) {
        long ahead = Math.round(pulses.lastOffsetSeconds() * NANOS);
        return UtcInstant.ofEpochSecond(Math.floorDiv(edge.nanos() - ahead + NANOS / 2, NANOS));
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
