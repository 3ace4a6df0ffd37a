package org.timeball.daemon.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.timeball.daemon.candm.Box;
import org.timeball.daemon.candm.NtpDataReport;
import org.timeball.daemon.candm.RefidText;
import org.timeball.daemon.candm.Report;
import org.timeball.daemon.candm.ServerStatsReport;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.daemon.candm.SourceReport;
import org.timeball.daemon.candm.SourceStatsReport;
import org.timeball.daemon.candm.TrackingReport;
import org.timeball.daemon.status.ReceiverReading;
import org.timeball.ntp.server.FastPathCounts;
import org.timeball.timekeeping.snapshot.Cause;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.TimingSnapshot.Lock;
import org.timeball.timekeeping.time.SystemInstant;

/// The figures of one box, for Prometheus.
public final class BoxMetrics {
    private static final int LOCAL_REFID = 0x7f7f_0101;
    private static final double NANOS = 1e9;

    private final Box box;
    private final Supplier<TimingSnapshot> snapshots;
    private final Supplier<Optional<ReceiverReading>> receiver;
    private final Supplier<SystemInstant> clock;
    private final Supplier<FastPathCounts> fastPath;

    /// @param snapshots the latest
    /// @param receiver what the first one says of itself; empty without one
    /// @param clock the system clock's reading now
    /// @param fastPath what was answered inside the kernel
    public BoxMetrics(Box box, Supplier<TimingSnapshot> snapshots, Supplier<Optional<ReceiverReading>> receiver,
            Supplier<SystemInstant> clock, Supplier<FastPathCounts> fastPath) {
        this.box = box;
        this.snapshots = snapshots;
        this.receiver = receiver;
        this.clock = clock;
        this.fastPath = fastPath;
    }

    /// What is shown, at one moment.
    ///
    /// @param referenceName what people call the reference
    public record Figures(TrackingReport tracking, String referenceName, List<SourceFigures> sources,
            ServerStatsReport server, TimingSnapshot snapshot, SystemInstant now, Optional<ReceiverReading> receiver,
            FastPathCounts fastPath) {
        public Figures {
            sources = List.copyOf(sources);
        }
    }

    /// What is shown of one source.
    ///
    /// @param name what people call it
    /// @param exchange the last one; empty for what is no NTP source
    public record SourceFigures(SourceReport report, SourceStatsReport statistics, String name,
            Optional<NtpDataReport> exchange) {
    }

    /// Takes the figures in. On the world's thread.
    public Figures gather() {
        TrackingReport tracking = box.tracking();
        List<SourceFigures> sources = new ArrayList<>();
        for (int index = 0; index < box.sourceCount(); index++) {
            SourceReport report = box.source(index);
            SourceAddress source = report.source();
            sources.add(new SourceFigures(report, box.sourceStats(index),
                    box.sourceName(source).orElse(source.toString()), box.ntpData(source)));
        }
        return new Figures(tracking, box.sourceName(tracking.source()).orElse(address(tracking)), sources,
                box.serverStats(), snapshots.get(), clock.get(), receiver.get(), fastPath.get());
    }

    /// All of them, in Prometheus' exposition format. On any thread.
    public static String text(Figures figures) {
        Exposition out = new Exposition();
        out.gauge("chrony_up", "Whether the daemon could be asked.", 1);
        tracking(out, figures.tracking(), figures.referenceName());
        figures.sources().forEach(source -> source(out, source));
        server(out, figures.server());
        fastPath(out, figures.fastPath());
        own(out, figures.snapshot(), figures.now());
        figures.receiver().ifPresent(reading -> receiver(out, reading));
        return out.toString();
    }

    private static String address(TrackingReport t) {
        return t.source() == SourceAddress.NONE ? RefidText.letters(t.refid()) : t.source().toString();
    }

    private static void tracking(Exposition out, TrackingReport t, String name) {
        out.gauge("chrony_tracking_info", "What the clock follows.", 1, "tracking_address", address(t), "tracking_name",
                name, "tracking_refid", String.format(Locale.ROOT, "%08X", t.refid()));
        track(out, "last_offset_seconds", "Offset at the last update, our clock minus the reference.",
                t.lastOffsetSeconds());
        track(out, "reference_timestamp_seconds", "When the clock was last updated, since 1970.",
                t.referenceTime().nanos() / NANOS);
        track(out, "system_time_seconds", "What is still to be slewed; positive where our clock is behind.",
                -t.offsetSeconds());
        track(out, "remote_reference", "Whether the reference is another than our own clock.",
                t.refid() != LOCAL_REFID && t.refid() != 0 ? 1 : 0);
        track(out, "rms_offset_seconds", "Long-term average of the offsets.", t.rmsOffsetSeconds());
        track(out, "root_delay_seconds", "Round trip to the primary reference.", t.rootDelaySeconds());
        track(out, "root_dispersion_seconds", "Bound of the error beyond half the root delay.",
                t.rootDispersionSeconds());
        track(out, "frequency_ppms", "Rate at which the uncorrected clock gains.", t.frequencyPpm());
        track(out, "residual_frequency_ppms", "Rate at which the corrected clock gains on the reference.",
                t.residualPpm());
        track(out, "skew_ppms", "Error bound of the frequency.", t.skewPpm());
        track(out, "update_interval_seconds", "Between the last two updates.", t.updateIntervalSeconds());
        track(out, "stratum", "Stratum of this box; 0 when unsynchronised.", t.stratum());
    }

    private static void track(Exposition out, String name, String help, double value) {
        out.gauge("chrony_tracking_" + name, help, value);
    }

    private static void source(Exposition out, SourceFigures figures) {
        SourceReport s = figures.report();
        SourceStatsReport stats = figures.statistics();
        String[] who = {"source_address", s.source().toString(), "source_name", figures.name()};
        if (s.sinceSampleSeconds() != Report.NEVER) {
            out.gauge("chrony_sources_last_sample_age_seconds", "Age of the last sample.", s.sinceSampleSeconds(), who);
        }
        out.gauge("chrony_sources_reachability_ratio", "Share of the last eight polls that were answered.",
                Integer.bitCount(s.reach() & 0xff) / 8.0, who);
        out.gauge("chrony_sources_reachability_success", "Whether the last poll was answered.", s.reach() & 1, who);
        out.gauge("chrony_sources_last_sample_offset_seconds", "Offset of the last sample, our clock minus the source.",
                s.adjustedOffsetSeconds(), who);
        out.gauge("chrony_sources_last_sample_error_margin_seconds", "Bound of the last sample's error.",
                s.errorSeconds(), who);
        out.gauge("chrony_sources_polling_interval_seconds", "Interval of polls.", Math.scalb(1.0, s.pollLog2()), who);
        out.gauge("chrony_sources_stratum", "Stratum of the source.", s.stratum(), who);
        out.gauge("chrony_sources_state_info", "What the selection made of the source.", 1, who[0], who[1], who[2],
                who[3], "source_state", state(s.state()), "source_mode", mode(s.mode()));
        stat(out, "samples", "Samples in use.", stats.samples(), who);
        stat(out, "runs", "Runs of residuals of one sign.", stats.runs(), who);
        stat(out, "span_seconds", "Between the oldest and the newest sample.", stats.spanSeconds(), who);
        stat(out, "stddev", "Standard deviation of a sample, seconds.", stats.deviationSeconds(), who);
        stat(out, "frequency_ppms", "Rate at which our clock gains on the source.", stats.residualPpm(), who);
        stat(out, "frequency_skew_ppms", "Error bound of that rate.", stats.skewPpm(), who);
        stat(out, "offset", "Estimated offset, our clock minus the source, seconds.", stats.offsetSeconds(), who);
        figures.exchange().ifPresent(data -> peer(out, data, who));
    }

    private static void stat(Exposition out, String name, String help, double value, String... who) {
        out.gauge("chrony_sourcestats_" + name, help, value, who);
    }

    private static void peer(Exposition out, NtpDataReport data, String... who) {
        out.gauge("chrony_sources_peer_offset_seconds", "Offset of the last exchange.", data.offsetSeconds(), who);
        out.gauge("chrony_sources_peer_delay_seconds", "Round trip of the last exchange.", data.delaySeconds(), who);
        out.gauge("chrony_sources_peer_dispersion_seconds", "Dispersion of the last exchange.",
                data.dispersionSeconds(), who);
        out.gauge("chrony_sources_peer_response_time_seconds", "How long the server held the request.",
                data.responseSeconds(), who);
        out.gauge("chrony_sources_peer_jitter_asymmetry_seconds", "On which way the jitter is, -0.5 to 0.5.",
                data.jitterAsymmetry(), who);
    }

    private static String state(SourceReport.State state) {
        return switch (state) {
            case SELECTED -> "sync";
            case NOT_SELECTABLE -> "unreach";
            case FALSETICKER -> "falseticker";
            case JITTERY -> "jittery";
            case COMBINED -> "candidate";
            case NOT_COMBINED -> "outlier";
        };
    }

    private static String mode(SourceReport.Mode mode) {
        return switch (mode) {
            case CLIENT -> "client";
            case PEER -> "peer";
            case REFCLOCK -> "reference clock";
        };
    }

    private static void server(Exposition out, ServerStatsReport s) {
        served(out, "ntp_packets_received_total", "NTP requests received.", s.ntpHits());
        served(out, "nts_ke_connections_accepted_total", "NTS-KE connections accepted.", s.nkeHits());
        served(out, "command_packets_received_total", "Commands and monitoring requests received.", s.commandHits());
        served(out, "ntp_packets_dropped_total", "NTP requests not answered for their rate.", s.ntpDrops());
        served(out, "nts_ke_connections_dropped_total", "NTS-KE connections refused for their rate.", s.nkeDrops());
        served(out, "command_packets_dropped_total", "Commands not answered for their rate.", s.commandDrops());
        served(out, "client_log_records_dropped_total", "Client records thrown away.", s.logDrops());
        served(out, "authenticated_ntp_packets_total", "NTP requests that were authenticated.", s.ntpAuthenticated());
        served(out, "interleaved_ntp_packets_total", "NTP requests answered in interleaved mode.", s.ntpInterleaved());
        out.gauge("chrony_serverstats_ntp_timestamps_held", "Timestamps held for interleaved mode.",
                s.ntpTimestamps());
        out.gauge("chrony_serverstats_ntp_timestamp_span_seconds", "Span that these cover.", s.ntpSpanSeconds());
        stamped(out, "rx", s.receive());
        stamped(out, "tx", s.transmit());
    }

    private static void fastPath(Exposition out, FastPathCounts c) {
        inKernel(out, "answered", "NTP requests answered inside the kernel.", c.answered());
        inKernel(out, "limited", "NTP requests dropped inside the kernel for their rate.", c.limited());
        inKernel(out, "denied", "NTP requests dropped inside the kernel by the access list.", c.denied());
        inKernel(out, "stale", "NTP requests left to the sockets, since no state was valid: an alarm while locked.",
                c.stale());
        inKernel(out, "stepped", "NTP requests left to the sockets, since a clock was stepped: an alarm.", c.stepped());
        inKernel(out, "passed_up", "NTP requests left to the sockets, since only they understand them.", c.passedUp());
    }

    private static void inKernel(Exposition out, String what, String help, double value) {
        out.counter("timeball_fastpath_" + what + "_total", help, value);
    }

    private static void served(Exposition out, String name, String help, double value) {
        out.counter("chrony_serverstats_" + name, help, value);
    }

    private static void stamped(Exposition out, String way, ServerStatsReport.Stamps stamps) {
        String help = "Packets by who stamped them.";
        served(out, "ntp_daemon_" + way + "_timestamps_total", help, stamps.daemon());
        served(out, "ntp_kernel_" + way + "_timestamps_total", help, stamps.kernel());
        served(out, "ntp_hw_" + way + "_timestamps_total", help, stamps.hardware());
    }

    private static void own(Exposition out, TimingSnapshot s, SystemInstant now) {
        boolean vouched = s.vouchesAt(now.nanos());
        for (Lock lock : Lock.values()) {
            out.gauge("timeball_lock_state", "1 for the state that the box is in.", s.lock() == lock ? 1 : 0, "state",
                    lock.name().toLowerCase(Locale.ROOT));
        }
        out.gauge("timeball_lock_state_since_seconds", "When that state began, since 1970.", s.since().nanos() / NANOS);
        out.gauge("timeball_error_bound_seconds",
                "The clock's error is at most this; +Inf while nobody vouches for it.",
                vouched ? s.rootDelay().seconds() / 2 + s.rootDispersionAt(now.nanos()) : Double.POSITIVE_INFINITY);
        out.gauge("timeball_holdover_seconds", "How long the clock has run on by what was learned.",
                s.lock() == Lock.HOLDOVER ? now.since(s.since()).seconds() : 0);
        out.gauge("timeball_leap", "0 none, 1 a second is inserted, 2 deleted at the end of the day, 3 unsynchronised.",
                s.leap().ordinal());
        out.gauge("timeball_tai_offset_seconds", "TAI minus UTC; 0 where it is not known.", s.clock().taiMinusUtc());
        out.gauge("timeball_correction_ppms", "Rate correction in force.", s.correctionPpm());
        if (s.reason().cause() != Cause.NONE) {
            out.gauge("timeball_cause_info", "The one cause why the box is not well.", 1, "cause",
                    s.reason().cause().name().toLowerCase(Locale.ROOT));
        }
    }

    private static void receiver(Exposition out, ReceiverReading reading) {
        String[] device = {"device", reading.device()};
        out.gauge("timeball_receiver_fix", "0 none, 2 in two dimensions, 3 in three.", switch (reading.fix()) {
            case NONE -> 0;
            case TWO_D -> 2;
            case THREE_D -> 3;
        }, device);
        out.gauge("timeball_receiver_satellites_used", "Satellites in the solution.", reading.used(), device);
        out.gauge("timeball_receiver_satellites_in_view", "Satellites above the horizon.", reading.inView(), device);
        for (ReceiverReading.Satellite satellite : reading.satellites()) {
            if (Double.isFinite(satellite.signalDbHz())) {
                out.gauge("timeball_receiver_signal_dbhz", "Carrier to noise density.", satellite.signalDbHz(),
                        device[0], device[1], "satellite", satellite.name(), "used",
                        String.valueOf(satellite.used()));
            }
        }
    }
}
