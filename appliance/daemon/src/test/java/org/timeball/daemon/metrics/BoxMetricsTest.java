package org.timeball.daemon.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.timeball.daemon.candm.FakeBox;
import org.timeball.daemon.candm.RandomBox;
import org.timeball.daemon.status.ReceiverReading;
import org.timeball.ntp.server.FastPathCounts;
import org.timeball.timekeeping.snapshot.TimingSnapshot;

class BoxMetricsTest {
    /// What chrony_exporter 0.13 exports with all its collectors on, without the prefix.
    private static final String CHRONY_EXPORTER = """
            up serverstats_ntp_packets_received_total serverstats_nts_ke_connections_accepted_total
            serverstats_command_packets_received_total serverstats_ntp_packets_dropped_total
            serverstats_nts_ke_connections_dropped_total serverstats_command_packets_dropped_total
            serverstats_client_log_records_dropped_total serverstats_authenticated_ntp_packets_total
            serverstats_interleaved_ntp_packets_total serverstats_ntp_timestamps_held
            serverstats_ntp_timestamp_span_seconds serverstats_ntp_daemon_rx_timestamps_total
            serverstats_ntp_daemon_tx_timestamps_total serverstats_ntp_kernel_rx_timestamps_total
            serverstats_ntp_kernel_tx_timestamps_total serverstats_ntp_hw_rx_timestamps_total
            serverstats_ntp_hw_tx_timestamps_total sources_last_sample_age_seconds sources_reachability_ratio
            sources_reachability_success sources_last_sample_offset_seconds sources_last_sample_error_margin_seconds
            sources_polling_interval_seconds sources_state_info sources_stratum sources_peer_offset_seconds
            sources_peer_delay_seconds sources_peer_dispersion_seconds sources_peer_response_time_seconds
            sources_peer_jitter_asymmetry_seconds sourcestats_samples sourcestats_runs sourcestats_span_seconds
            sourcestats_stddev sourcestats_frequency_ppms sourcestats_frequency_skew_ppms sourcestats_offset
            tracking_info tracking_last_offset_seconds tracking_reference_timestamp_seconds
            tracking_system_time_seconds tracking_remote_reference tracking_rms_offset_seconds
            tracking_root_delay_seconds tracking_root_dispersion_seconds tracking_frequency_ppms
            tracking_residual_frequency_ppms tracking_skew_ppms tracking_update_interval_seconds tracking_stratum
            """;
    private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(?:\\{([^}]*)})? (\\S+)");

    private final FakeBox box = new FakeBox();
    private final ReceiverReading receiver = new ReceiverReading("/dev/ttyAMA0", ReceiverReading.Fix.THREE_D, 9, 14,
            List.of(new ReceiverReading.Satellite('G', 5, 40, 120, 44, true)), 51.48, 0);

    private Map<String, String> samples() {
        Map<String, String> samples = new TreeMap<>();
        String text = BoxMetrics.text(new BoxMetrics(box, () -> TimingSnapshot.unsynchronised(FakeBox.NOW),
                () -> Optional.of(receiver), () -> FakeBox.NOW,
                () -> new FastPathCounts(1, 2, 3, 4, 5, 6)).gather());
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            String labels = sample.group(2) == null ? "" : "{" + sample.group(2) + "}";
            assertThat(samples.put(sample.group(1) + labels, sample.group(3))).as("twice: " + line).isNull();
        });
        return samples;
    }

    @Test
    void theNamesAreThoseOfChronyExporterAndOurOwn() {
        TreeSet<String> names = new TreeSet<>();
        samples().keySet().forEach(sample -> names.add(sample.replaceFirst("\\{.*", "")));
        TreeSet<String> expected = new TreeSet<>();
        Arrays.stream(CHRONY_EXPORTER.strip().split("\\s+")).forEach(name -> expected.add("chrony_" + name));
        assertThat(names.stream().filter(name -> name.startsWith("chrony_"))).containsExactlyElementsOf(expected);
        assertThat(names.stream().filter(name -> !name.startsWith("chrony_"))).isNotEmpty()
                .allMatch(name -> name.startsWith("timeball_"));
    }

    @Test
    void theValuesAreTheReports() {
        Map<String, String> samples = samples();
        assertThat(samples).containsEntry("chrony_tracking_stratum", "" + box.tracking().stratum())
                .containsEntry("chrony_sources_last_sample_offset_seconds{source_address=\"PPS\",source_name=\"PPS\"}",
                        "-4.79000000000e-07")
                .containsEntry("chrony_sources_state_info{source_address=\"192.0.2.1\",source_name="
                        + "\"ntp1.example.net\",source_state=\"candidate\",source_mode=\"client\"}", "1")
                .containsEntry("chrony_sources_reachability_ratio{source_address=\"PPS\",source_name=\"PPS\"}", "1")
                .containsEntry("chrony_sources_polling_interval_seconds{source_address=\"PPS\",source_name=\"PPS\"}",
                        "16")
                .containsEntry("timeball_error_bound_seconds", "+Inf")
                .containsEntry("timeball_lock_state{state=\"acquiring\"}", "1")
                .containsEntry("timeball_lock_state{state=\"locked\"}", "0")
                .containsEntry("timeball_receiver_fix{device=\"/dev/ttyAMA0\"}", "3")
                .containsEntry("timeball_receiver_signal_dbhz{device=\"/dev/ttyAMA0\",satellite=\"G05\",used=\"true\"}",
                        "44");
    }

    @Test
    void whateverTheBoxSaysTheTextIsWellFormed() {
        for (long seed = 0; seed < 200; seed++) {
            RandomBox.fill(box, seed);
            assertThat(samples()).as("seed %d", seed).hasSizeGreaterThan(40);
        }
    }

    @Test
    void labelsAreEscaped() {
        assertThat(new Exposition().gauge("a", "b", 1, "c", "\"\\\n").toString())
                .endsWith("a{c=\"\\\"\\\\\\n\"} 1\n");
    }

    @Test
    void whatTheKernelAnsweredAndLeftIsCounted() {
        assertThat(samples()).containsEntry("timeball_fastpath_answered_total", "1")
                .containsEntry("timeball_fastpath_limited_total", "2")
                .containsEntry("timeball_fastpath_denied_total", "3")
                .containsEntry("timeball_fastpath_stale_total", "4")
                .containsEntry("timeball_fastpath_stepped_total", "5")
                .containsEntry("timeball_fastpath_passed_up_total", "6");
    }
}
