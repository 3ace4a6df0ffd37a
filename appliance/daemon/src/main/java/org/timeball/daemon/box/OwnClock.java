package org.timeball.daemon.box;

import java.util.function.Supplier;
import org.timeball.ntp.client.OwnState;
import org.timeball.ntp.wire.NtpTimestamp;
import org.timeball.ntp.wire.ShortFormat;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.world.SystemClock;

/// What the newest snapshot lets us say of our own clock to peers.
public final class OwnClock implements Supplier<OwnState> {
    private final SnapshotBoard board;
    private final SystemClock clock;

    public OwnClock(SnapshotBoard board, SystemClock clock) {
        this.board = board;
        this.clock = clock;
    }

    @Override
    public OwnState get() {
        TimingSnapshot snapshot = board.current();
        long now = clock.now().nanos();
        if (!snapshot.vouchesAt(now)) {
            return OwnState.UNSYNCHRONISED;
        }
        return new OwnState(snapshot.leap().ordinal(), snapshot.stratum(),
                ShortFormat.ceilingOf(snapshot.rootDelay().seconds()),
                ShortFormat.ceilingOf(snapshot.rootDispersionAt(now)), snapshot.refid(),
                NtpTimestamp.ofUnixNanos(snapshot.referenceTime().nanos()));
    }
}
