package org.timeball.daemon.config;

import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.Devices.Line;

/// One configured source of time.
public sealed interface SourceConfiguration {
    /// The name of the source.
    RefId refid();

    /// `gnss DEVICE [baud N] [refid NAME] [offset SECONDS]`: a receiver on a serial line, which names the seconds.
    ///
    /// @param line device and speed; `baud` 300 to 4,000,000 bit/s, by default [#DEFAULT_BAUD], with which most
    ///            receivers leave the factory
    /// @param refid default `GPS`
    /// @param labelDelay `offset`: how long after a second began the first byte of its sentence arrives, 0 to
    ///            [#MAX_LABEL_DELAY_SECONDS] s; null (the default) where it is to be learned
    record Gnss(Line line, RefId refid, @Nullable Span labelDelay) implements SourceConfiguration {
        public static final int DEFAULT_BAUD = 9600;
        public static final double MAX_LABEL_DELAY_SECONDS = 10;
    }

    /// `refclock SOCK PATH [options]`: samples or pulses that another process sends to a Unix datagram socket.
    ///
    /// @param path file-system path of the socket, at most [#MAX_PATH_BYTES] bytes
    /// @param refid default `SOC` and the number of the refclock, counted from 0
    /// @param lock the source that numbers the seconds of these pulses; null (the default) for complete samples
    /// @param offset seconds added to the time that the samples say, -1,000 to 1,000, default 0: 1,000 s leaves room
    ///            for every difference of timescales (GPS, TAI) and cable
    /// @param delay error of a constant kind to be allowed for, as a delay there and back, 0 to 10 s, default 1 ns
    /// @param precision finest difference that the samples can show, 1 ns (the default) to 1 s
    /// @param select options of the selection
    record Sock(String path, RefId refid, @Nullable RefId lock, Span offset, Span delay, Span precision,
            SelectOptions select) implements SourceConfiguration {
        /// `sun_path` of `struct sockaddr_un` has 108 bytes, one of them the closing zero (unix(7)).
        public static final int MAX_PATH_BYTES = 107;
        public static final double MAX_OFFSET_SECONDS = 1000;
        public static final double MAX_DELAY_SECONDS = 10;
        public static final double MAX_PRECISION_SECONDS = 1;
        public static final Span DEFAULT_DELAY = Span.ofNanos(1);
        public static final Span DEFAULT_PRECISION = Span.ofNanos(1);
    }
}
