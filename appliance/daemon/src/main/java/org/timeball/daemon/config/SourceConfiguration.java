package org.timeball.daemon.config;

import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Devices.Line;

/// One configured source of time that is attached to this box: a receiver or a reference clock.
public sealed interface SourceConfiguration {
    /// The name of the source.
    RefId refid();

    /// `gnss DEVICE [baud N] [refid NAME] [offset SECONDS]`: a receiver on a serial line, which names the seconds.
    ///
    /// @param line device and speed; `baud` 300 to 4,000,000 bit/s
    /// @param findBaud without `baud` the speed is found, beginning with [#DEFAULT_BAUD], with which most receivers
    ///            leave the factory
    /// @param refid default `GPS`
    /// @param labelDelay `offset`: how long after a second began the first byte of its sentence arrives, 0 to
    ///            [#MAX_LABEL_DELAY_SECONDS] s; null (the default) where it is to be learned
    record Gnss(Line line, boolean findBaud, RefId refid, @Nullable Span labelDelay) implements SourceConfiguration {
        public static final int DEFAULT_BAUD = 9600;
        public static final double MAX_LABEL_DELAY_SECONDS = 10;
    }

    /// `refclock DRIVER PARAMETER[:OPTION]... [OPTION]...`: a reference clock.
    ///
    /// @param driver what delivers its samples
    /// @param refid default: the first three letters of the driver and the number of the refclock, counted from 0,
    ///            such as `SOC0`
    /// @param lock the source whose samples number the seconds of these pulses; null (the default) for complete
    ///            samples, or for pulses that any other source completes
    /// @param pulses how pulses are completed
    /// @param sampling how often samples are taken, and how many make one measurement
    /// @param offset seconds added to the time that the samples say, -1,000 to 1,000, default 0: 1,000 s leaves room
    ///            for every difference of timescales (GPS, TAI) and cable
    /// @param delay error of a constant kind to be allowed for, as a delay there and back, 0 to 10 s, default 1 ns
    /// @param precision finest difference that the samples can show, 1 ns to 1 s; null (the default) takes that of the
    ///            system clock
    /// @param stratum of the clock itself, 0 (the default) to 15
    /// @param tai its time is TAI; it is turned into UTC by the leap-second list
    /// @param local it is no reference but a better oscillator, which steadies the system clock and is never selected
    /// @param select options of the selection
    record Refclock(RefclockDriver driver, RefId refid, @Nullable RefId lock, PulseCompletion pulses,
            RefclockSampling sampling, Span offset, Span delay, @Nullable Span precision, int stratum, boolean tai,
            boolean local, SelectOptions select) implements SourceConfiguration {
        public static final double MAX_OFFSET_SECONDS = 1000;
        public static final double MAX_DELAY_SECONDS = 10;
        public static final double MAX_PRECISION_SECONDS = 1;
        public static final Span DEFAULT_DELAY = Span.ofNanos(1);
        public static final int MAX_STRATUM = 15;
    }

    /// `ptp INTERFACE [OPTION]...`: a PTP grandmaster, heard by a ptp4l that is run, or attached to.
    ///
    /// @param interfaceName the network interface, such as `eth0`
    /// @param refid default `PTP`
    /// @param domain 0 to 255; default 0, in the telecom profile 24
    /// @param transport default UDP over IPv4, in the telecom profile Ethernet
    /// @param profile default that of IEEE 1588
    /// @param phc the hardware clock that ptp4l steers, a device or an interface; null (the default) for software
    ///            timestamps, where the system clock is measured
    /// @param socket of the ptp4l to attach to; null (the default) to run one
    /// @param program the ptp4l that is run, default [#DEFAULT_PROGRAM]
    /// @param utc a grandmaster that is not on the PTP timescale gives UTC; default false
    record Ptp(String interfaceName, RefId refid, int domain, PtpTransport transport, PtpProfile profile,
            @Nullable String phc, @Nullable String socket, String program, boolean utc) implements SourceConfiguration {
        public static final RefId DEFAULT_REFID = new RefId("PTP");
        public static final String DEFAULT_PROGRAM = "ptp4l";

        /// Path of the socket over which ptp4l is asked.
        public String management() {
            return socket == null ? "/run/timeball/ptp4l-" + interfaceName + "-" + domain : socket;
        }
    }

    /// How PTP goes over the network; the words are ptp4l's.
    enum PtpTransport {
        UDPV4,
        UDPV6,
        L2
    }

    /// PTP profiles.
    enum PtpProfile {
        /// IEEE 1588-2008 annex J.
        DEFAULT,
        /// ITU-T G.8275.1 (`g8275.1`).
        TELECOM
    }

    /// How pulses get their seconds.
    ///
    /// @param pps treat the samples as pulses whatever the driver says: only their fraction of a second counts
    /// @param rate pulses a second, default 1
    /// @param maxLockage how many pulses ago the sample of the `lock` source may have been taken, default 2
    /// @param width length of the pulses in seconds, 0 to 1; 0 (the default) if both edges do not come
    record PulseCompletion(boolean pps, int rate, int maxLockage, Span width) {
        public static final int MAX_RATE = 1_000_000;
        public static final PulseCompletion DEFAULT = new PulseCompletion(false, 1, 2, Span.ZERO);
    }

    /// How a refclock is sampled.
    ///
    /// @param poll log2 seconds between two measurements handed on, default 4 (16 s)
    /// @param driverPoll log2 seconds between two readings of a driver that has to ask, default 0 (1 s), never above
    ///            `poll`
    /// @param filter most samples kept between two polls; their median part makes one measurement; default 64
    /// @param maxDispersion filtered samples that scatter by more are dropped; zero (the default) means no limit
    /// @param history how many measurements are kept
    record RefclockSampling(int poll, int driverPoll, int filter, Span maxDispersion, SampleHistory history) {
        public static final int MIN_POLL = -16;
        public static final int MAX_POLL = 24;
        public static final int MAX_FILTER = 65_536;
        public static final RefclockSampling DEFAULT = new RefclockSampling(4, 0, 64, Span.ZERO,
                SampleHistory.DEFAULT);

        public RefclockSampling {
            if (driverPoll > poll) {
                throw new IllegalArgumentException("dpoll is " + driverPoll + "; it must be at most poll, " + poll);
            }
        }
    }
}
