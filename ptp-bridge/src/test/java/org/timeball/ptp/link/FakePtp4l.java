package org.timeball.ptp.link;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.timeball.ptp.management.Action;
import org.timeball.ptp.management.ClockQuality;
import org.timeball.ptp.management.Content;
import org.timeball.ptp.management.DataSet;
import org.timeball.ptp.management.DataSet.Timescale;
import org.timeball.ptp.management.ManagementId;
import org.timeball.ptp.management.ManagementMessage;
import org.timeball.ptp.management.PortIdentity;
import org.timeball.ptp.management.PortState;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.Datagram;
import org.timeball.timekeeping.world.DatagramPort;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// What ptp4l answers over its socket; a Sync has arrived 0.3 s before each round, unless they stopped.
final class FakePtp4l implements AutoCloseable {
    static final Timescale TAI = new Timescale(37, false, false, true, true, true, true, 0x20);
    private static final PortIdentity OURS = new PortIdentity(0xd602d1fffe8d11b1L, 1);
    private static final long SYNC_BEFORE_NANOS = 300_000_000;

    PortState state = PortState.UNCALIBRATED;
    ClockQuality quality = new ClockQuality(6, 0x21, 0xffff);
    Timescale timescale = TAI;
    long grandmaster = 0x3a5ecefffedea0a2L;
    /// The one that is told with the last measurement, where it differs.
    @Nullable
    Long measuredGrandmaster;
    Span offset = Span.ofNanos(-686);
    Span pathDelay = Span.ofNanos(1_828);
    int logSyncInterval;
    boolean syncs = true;
    boolean mute;
    byte @Nullable [] instead;
    int domain = 24;
    final List<ManagementId> asked = new ArrayList<>();

    private final World world;
    private final long kernelBehindNanos;
    private final DatagramPort port;
    private long ingress;

    /// @param kernelBehindNanos how far the kernel's clock, with which ptp4l stamps, is behind the world's
    FakePtp4l(World world, String path, long kernelBehindNanos) {
        this.world = world;
        this.kernelBehindNanos = kernelBehindNanos;
        try {
            port = world.datagrams().open(new Address.Unix(path), this::received);
        } catch (WorldException e) {
            throw new AssertionError(e);
        }
    }

    private void received(Datagram datagram) {
        ManagementMessage question = (ManagementMessage) ManagementMessage.decode(datagram.payload());
        if (question.content() instanceof Content.Request(ManagementId id)) {
            asked.add(id);
            if (!mute) {
                byte[] answer = instead;
                port.send(datagram.from(), answer != null
                        ? answer
                        : new ManagementMessage(Action.RESPONSE, domain, question.sequence(), OURS, question.source(),
                                content(id)).encode());
            }
        }
    }

    private Content content(ManagementId id) {
        return switch (id) {
            case PORT_DATA_SET -> new DataSet.Port(OURS, state, 0, 0, 1, 3, logSyncInterval, 1, 0, 2);
            case PARENT_DATA_SET -> new DataSet.Parent(new PortIdentity(grandmaster, 1), false, 0xffff,
                    Integer.MAX_VALUE, 128, quality, 128, grandmaster);
            case TIME_PROPERTIES_DATA_SET -> new DataSet.TimeProperties(timescale);
            case CURRENT_DATA_SET -> new DataSet.Current(1, offset.nanos() << 16, pathDelay.nanos() << 16);
            case TIME_STATUS_NP -> {
                if (syncs) {
                    ingress = world.clock().now().nanos() - SYNC_BEFORE_NANOS - kernelBehindNanos;
                }
                Long measured = measuredGrandmaster;
                yield new DataSet.TimeStatus(offset, ingress, 0, 0, 0, 0, true,
                        measured == null ? grandmaster : measured);
            }
            case DEFAULT_DATA_SET, GRANDMASTER_SETTINGS_NP, SUBSCRIBE_EVENTS_NP, PORT_PROPERTIES_NP ->
                new Content.ErrorStatus(6, 0, "");
        };
    }

    @Override
    public void close() {
        port.close();
    }
}
