package org.timeball.ptp.link;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.timeball.ptp.trust.TrustSettings.Profile;

/// The configuration of a ptp4l that Timeball runs, in the syntax of ptp4l(8) of linuxptp 3.1 and later.
final class Ptp4lConfiguration {
    private Ptp4lConfiguration() {
    }

    /// Its command line. That it is only a slave is said there, for the file's word for it has changed in linuxptp 4.
    ///
    /// @param file path of the configuration
    static List<String> command(String program, String file) {
        return List.of(program, "-f", file, "-s", "-m", "-q");
    }

    /// The file. With software timestamps ptp4l leaves the system clock alone, which Timeball steers; with a hardware
    /// clock it steers that one.
    static byte[] text(PtpSettings settings) {
        List<String> lines = new ArrayList<>(List.of("# Written by Timeball at each start of ptp4l.", "[global]",
                "domainNumber " + settings.domain(), "network_transport " + settings.transport().word(),
                "uds_address " + settings.socket(), "summary_interval 12"));
        lines.addAll(settings.phc().isPresent()
                ? List.of("time_stamping hardware")
                : List.of("time_stamping software", "free_running 1"));
        if (settings.profile() == Profile.TELECOM) {
            // Rates and address of ITU-T G.8275.1 annex A; Announces 8 times, Syncs 16 times a second.
            lines.addAll(List.of("dataset_comparison G.8275.x", "logAnnounceInterval -3", "logSyncInterval -4",
                    "logMinDelayReqInterval -4", "ptp_dst_mac 01:80:C2:00:00:0E"));
        }
        lines.add("[" + settings.interfaceName() + "]");
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
