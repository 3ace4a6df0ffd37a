package org.timeball.gnss.receiver;

import java.util.List;
import java.util.Optional;
import org.timeball.gnss.gpsd.ReportWriter;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.SecondLabel;
import org.timeball.timekeeping.observation.Observation.Standing;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// What must hold whatever a receiver says: no exception, no impossible date, no growth.
final class Sanity {
    private static final UtcInstant FLOOR = UtcInstant.of(2026, 11, 1, 0, 0, 0, 0);
    private static final long ROLLOVER_SECONDS = 1024L * 7 * 86_400;
    private static final int MOST_SATELLITES = 512;
    private static final int MOST_KINDS = 48;

    private final ReceiverTracker tracker = new ReceiverTracker(new SourceId(0), FLOOR);
    private long millis;

    Sanity() {
        ReportWriter writer = new ReportWriter(Optional.of("/dev/ttyACM0"));
        tracker.listener(report -> {
            require(writer.tpv(report).startsWith("{\"class\":\"TPV\"") && !writer.tpv(report).contains("NaN"), "TPV");
            require(writer.sky(report).startsWith("{\"class\":\"SKY\"") && !writer.sky(report).contains("NaN"), "SKY");
        });
    }

    void hear(byte[] bytes) {
        millis += 130;
        List<Observation> seen = tracker.accept(bytes, new SystemInstant(0).plus(Span.ofMillis(millis)));
        for (Observation observation : seen) {
            if (observation instanceof SecondLabel label && label.standing() == Standing.FIX) {
                long after = label.second().epochSecond() - FLOOR.epochSecond();
                require(after >= 0 && after < ROLLOVER_SECONDS, label.toString());
            }
        }
    }

    void finish() {
        tracker.finish();
        FixState state = tracker.fixState();
        require(state.satellites().size() <= MOST_SATELLITES, "satellites");
        require(state.sentenceKinds().size() <= MOST_KINDS, "kinds of sentences");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("not sane: " + what);
        }
    }
}
