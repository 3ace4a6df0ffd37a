package org.timeball.ptp.management;

import org.timeball.timekeeping.time.Span;

/// One data set of a PTP clock or port, as a response carries it. Sections are those of IEEE 1588-2008.
public sealed interface DataSet extends Content {
    ManagementId id();

    /// DEFAULT_DATA_SET: the clock itself (section 8.2.1, table 50).
    ///
    /// @param twoStep whether its Syncs are followed by their timestamps
    /// @param slaveOnly whether it never becomes a master
    /// @param ports how many it has, 0 to 65535
    /// @param priority1 0 to 255, the smaller wins, before the quality is looked at
    /// @param priority2 the same, after it
    /// @param identity its EUI-64
    /// @param domain 0 to 255
    record Default(boolean twoStep, boolean slaveOnly, int ports, int priority1, ClockQuality quality, int priority2,
            long identity, int domain) implements DataSet {
        @Override
        public ManagementId id() {
            return ManagementId.DEFAULT_DATA_SET;
        }
    }

    /// CURRENT_DATA_SET (section 8.2.2, table 51).
    ///
    /// @param stepsRemoved communication paths between here and the grandmaster, 0 to 65535
    /// @param offsetFromMaster this clock minus its master, in 2^-16 ns
    /// @param meanPathDelay one way to the master, in 2^-16 ns; 0 where it is measured peer to peer
    record Current(int stepsRemoved, long offsetFromMaster, long meanPathDelay) implements DataSet {
        private static final double SCALE = 65_536;

        @Override
        public ManagementId id() {
            return ManagementId.CURRENT_DATA_SET;
        }

        /// This clock minus its master.
        public Span offset() {
            return Span.ofNanos(Math.round(offsetFromMaster / SCALE));
        }

        /// One way to the master.
        public Span pathDelay() {
            return Span.ofNanos(Math.round(meanPathDelay / SCALE));
        }
    }

    /// PARENT_DATA_SET: the master and the grandmaster (section 8.2.3, table 52).
    ///
    /// @param parent the master's port; the clock's own where it is itself the grandmaster
    /// @param statistics whether the next two hold
    /// @param observedLogVariance of the parent, scaled as [ClockQuality#logVariance]
    /// @param observedPhaseChangeRate of the parent, in 2^-40 s/s, signed
    /// @param priority1 the grandmaster's
    /// @param quality the grandmaster's
    /// @param priority2 the grandmaster's
    /// @param grandmaster its EUI-64
    record Parent(PortIdentity parent, boolean statistics, int observedLogVariance, int observedPhaseChangeRate,
            int priority1, ClockQuality quality, int priority2, long grandmaster) implements DataSet {
        @Override
        public ManagementId id() {
            return ManagementId.PARENT_DATA_SET;
        }
    }

    /// TIME_PROPERTIES_DATA_SET: what the grandmaster says of its timescale (section 8.2.4, table 53).
    record TimeProperties(Timescale timescale) implements DataSet {
        @Override
        public ManagementId id() {
            return ManagementId.TIME_PROPERTIES_DATA_SET;
        }
    }

    /// The timescale of a grandmaster, wherever it is carried.
    ///
    /// @param utcOffset currentUtcOffset, TAI minus UTC, s, -32768 to 32767
    /// @param leap61 the last minute of this UTC day has 61 s
    /// @param leap59 the last minute of this UTC day has 59 s
    /// @param utcOffsetValid whether `utcOffset` is known to be right
    /// @param ptp whether its time is TAI since 1970 (PTP timescale); else it is arbitrary (ARB)
    /// @param timeTraceable to a primary reference
    /// @param frequencyTraceable to a primary reference
    /// @param source timeSource (table 7), 0 to 255: 0x20 GPS, 0x40 PTP, 0x50 NTP, 0xa0 internal oscillator
    record Timescale(int utcOffset, boolean leap61, boolean leap59, boolean utcOffsetValid, boolean ptp,
            boolean timeTraceable, boolean frequencyTraceable, int source) {
        public Timescale {
            if (utcOffset != (short) utcOffset || source < 0 || source > 255) {
                throw new IllegalArgumentException("a UTC offset has 16 bits and a time source is 0 to 255, not "
                        + utcOffset + " and " + source);
            }
        }
    }

    /// PORT_DATA_SET (section 8.2.5, table 61). Intervals are log2 of seconds.
    ///
    /// @param port which one
    /// @param peerMeanPathDelay to the neighbour, in 2^-16 ns; 0 unless `delayMechanism` is 2
    /// @param announceReceiptTimeout how many announce intervals without one end a master, 0 to 255
    /// @param delayMechanism 1 end to end, 2 peer to peer, 0xfe none
    /// @param version of PTP, 0 to 15
    record Port(PortIdentity port, PortState state, int logMinDelayReqInterval, long peerMeanPathDelay,
            int logAnnounceInterval, int announceReceiptTimeout, int logSyncInterval, int delayMechanism,
            int logMinPdelayReqInterval, int version) implements DataSet {
        @Override
        public ManagementId id() {
            return ManagementId.PORT_DATA_SET;
        }
    }

    /// TIME_STATUS_NP: the last measurement (linuxptp, `struct time_status_np`).
    ///
    /// @param masterOffset this clock minus its master; where ptp4l stamps with a clock that shows UTC and the master is
    ///            on the PTP timescale, ptp4l has taken currentUtcOffset into account
    /// @param ingressNanos when the last Sync arrived, on the clock that stamps, ns since 1970; 0 before the first
    /// @param cumulativeScaledRateOffset of the grandmaster, in 2^-41, signed
    /// @param scaledLastGmPhaseChange in units of linuxptp's, signed
    /// @param gmTimeBaseIndicator changes when the grandmaster's time base does, 0 to 65535
    /// @param lastGmPhaseChange whole nanoseconds of the last phase change; its upper and fractional 16 bits are not kept
    /// @param gmPresent whether the grandmaster is another clock
    /// @param grandmaster its EUI-64
    record TimeStatus(Span masterOffset, long ingressNanos, int cumulativeScaledRateOffset, int scaledLastGmPhaseChange,
            int gmTimeBaseIndicator, long lastGmPhaseChange, boolean gmPresent, long grandmaster) implements DataSet {
        @Override
        public ManagementId id() {
            return ManagementId.TIME_STATUS_NP;
        }
    }

    /// GRANDMASTER_SETTINGS_NP: what a ptp4l says of itself once it is the grandmaster; it can be set (linuxptp).
    record GrandmasterSettings(ClockQuality quality, Timescale timescale) implements DataSet {
        @Override
        public ManagementId id() {
            return ManagementId.GRANDMASTER_SETTINGS_NP;
        }
    }

    /// SUBSCRIBE_EVENTS_NP: which changes ptp4l tells without being asked (linuxptp).
    ///
    /// @param seconds how long it tells them, 0 to 65535; then it must be asked again
    /// @param portState a port changes its state: PORT_DATA_SET comes
    /// @param timeSync a Sync was taken in: TIME_STATUS_NP comes (linuxptp 4)
    /// @param parent the parent data set changed: PARENT_DATA_SET comes (linuxptp 4)
    record SubscribeEvents(int seconds, boolean portState, boolean timeSync, boolean parent) implements DataSet {
        public SubscribeEvents {
            if (seconds < 0 || seconds > 65_535) {
                throw new IllegalArgumentException("a subscription lasts 0 to 65535 s, not " + seconds);
            }
        }

        @Override
        public ManagementId id() {
            return ManagementId.SUBSCRIBE_EVENTS_NP;
        }
    }

    /// PORT_PROPERTIES_NP (linuxptp).
    ///
    /// @param timestamping 0 software, 1 hardware, 2 old hardware interface, 3 one-step, 4 one-step with peer delay
    /// @param interfaceName as ptp4l was told, at most 255 printable ASCII characters
    record PortProperties(PortIdentity port, PortState state, int timestamping, String interfaceName)
            implements
                DataSet {
        @Override
        public ManagementId id() {
            return ManagementId.PORT_PROPERTIES_NP;
        }
    }
}
