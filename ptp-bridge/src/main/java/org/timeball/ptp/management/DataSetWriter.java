package org.timeball.ptp.management;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.timeball.ptp.management.DataSet.Timescale;

/// Writes the data of a MANAGEMENT TLV.
final class DataSetWriter {
    private DataSetWriter() {
    }

    static void write(DataSet set, ByteBuffer to) {
        switch (set) {
            case DataSet.Default d -> {
                to.put((byte) ((d.twoStep() ? 1 : 0) | (d.slaveOnly() ? 2 : 0))).put((byte) 0)
                        .putShort((short) d.ports()).put((byte) d.priority1());
                quality(d.quality(), to);
                to.put((byte) d.priority2()).putLong(d.identity()).put((byte) d.domain()).put((byte) 0);
            }
            case DataSet.Current c -> to.putShort((short) c.stepsRemoved()).putLong(c.offsetFromMaster())
                    .putLong(c.meanPathDelay());
            case DataSet.Parent p -> {
                identity(p.parent(), to);
                to.put((byte) (p.statistics() ? 1 : 0)).put((byte) 0).putShort((short) p.observedLogVariance())
                        .putInt(p.observedPhaseChangeRate()).put((byte) p.priority1());
                quality(p.quality(), to);
                to.put((byte) p.priority2()).putLong(p.grandmaster());
            }
            case DataSet.TimeProperties(Timescale timescale) -> timescale(timescale, to);
            case DataSet.Port p -> port(p, to);
            case DataSet.TimeStatus t ->
                to.putLong(t.masterOffset().nanos()).putLong(t.ingressNanos()).putInt(t.cumulativeScaledRateOffset())
                        .putInt(t.scaledLastGmPhaseChange()).putShort((short) t.gmTimeBaseIndicator())
                        .putShort((short) (t.lastGmPhaseChange() >> 63)).putLong(t.lastGmPhaseChange())
                        .putShort((short) 0).putInt(t.gmPresent() ? 1 : 0).putLong(t.grandmaster());
            case DataSet.GrandmasterSettings(ClockQuality quality, Timescale timescale) -> {
                quality(quality, to);
                timescale(timescale, to);
            }
            case DataSet.SubscribeEvents s -> to.putShort((short) s.seconds())
                    .put((byte) ((s.portState() ? 1 : 0) | (s.timeSync() ? 2 : 0) | (s.parent() ? 4 : 0)))
                    .put(new byte[63]);
            case DataSet.PortProperties p -> {
                identity(p.port(), to);
                to.put((byte) p.state().number()).put((byte) p.timestamping());
                text(p.interfaceName(), to);
            }
        }
    }

    private static void port(DataSet.Port p, ByteBuffer to) {
        identity(p.port(), to);
        to.put((byte) p.state().number()).put((byte) p.logMinDelayReqInterval()).putLong(p.peerMeanPathDelay())
                .put((byte) p.logAnnounceInterval()).put((byte) p.announceReceiptTimeout())
                .put((byte) p.logSyncInterval()).put((byte) p.delayMechanism()).put((byte) p.logMinPdelayReqInterval())
                .put((byte) p.version());
    }

    static void identity(PortIdentity port, ByteBuffer to) {
        to.putLong(port.clock()).putShort((short) port.port());
    }

    private static void quality(ClockQuality quality, ByteBuffer to) {
        to.put((byte) quality.clockClass()).put((byte) quality.accuracy()).putShort((short) quality.logVariance());
    }

    private static void timescale(Timescale scale, ByteBuffer to) {
        int flags = (scale.leap61() ? TimescaleFlags.LEAP_61 : 0) | (scale.leap59() ? TimescaleFlags.LEAP_59 : 0)
                | (scale.utcOffsetValid() ? TimescaleFlags.UTC_OFFSET_VALID : 0)
                | (scale.ptp() ? TimescaleFlags.PTP_TIMESCALE : 0)
                | (scale.timeTraceable() ? TimescaleFlags.TIME_TRACEABLE : 0)
                | (scale.frequencyTraceable() ? TimescaleFlags.FREQUENCY_TRACEABLE : 0);
        to.putShort((short) scale.utcOffset()).put((byte) flags).put((byte) scale.source());
    }

    /// PTPText (section 5.3.9), filled up to an even number of bytes together with its length.
    static void text(String text, ByteBuffer to) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        to.put((byte) bytes.length).put(bytes);
        if (bytes.length % 2 == 0) {
            to.put((byte) 0);
        }
    }
}
