package org.timeball.daemon.console;

import java.io.PrintStream;
import java.util.Locale;
import org.timeball.daemon.status.Quantity;
import org.timeball.daemon.status.ServerReading;
import org.timeball.daemon.status.StatusReport;

/// Writes one line when something changes, and one every five seconds: for files, pipes and dumb terminals.
///
/// A line is as long as what it has to say; it is read by `grep` as often as by people.
final class PlainFace implements StatusFace {
    private static final double EVERY_SECONDS = 5;

    private final PrintStream out;
    private String lastKey = "";
    private double nextSeconds;
    private boolean told;

    PlainFace(PrintStream out) {
        this.out = out;
    }

    @Override
    public boolean show(StatusReport report) {
        boolean news = !told && Double.isFinite(report.reading().firstStratumOneSeconds());
        String key = report.state() + "/" + report.stratum() + "/" + report.words().brief() + "/"
                + report.reading().fault();
        double uptime = report.reading().uptimeSeconds();
        if (news || !key.equals(lastKey) || uptime >= nextSeconds) {
            lastKey = key;
            nextSeconds = uptime + EVERY_SECONDS;
            told |= news;
            out.print(line(report, news) + "\n");
        }
        return !out.checkError();
    }

    /// Such as `  12.0 s  locked       stratum  1  good to 370 ns, offset +12 ns; NTP port 11123, 5 of 5 answered`.
    ///
    /// @param news whether to tell when the first answer at stratum 1 was given
    private static String line(StatusReport report, boolean news) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%6.1f s  %-11s  stratum %2d  ",
                report.reading().uptimeSeconds(), report.state().text(), report.stratum()));
        if (Double.isFinite(report.boundSeconds())) {
            line.append("good to ").append(Quantity.bound(report.boundSeconds())).append(", offset ")
                    .append(Quantity.offset(report.reading().timing().offsetSeconds())).append("; ");
        }
        if (!report.words().sentence().isEmpty()) {
            line.append(report.words().sentence()).append(' ');
        }
        ServerReading server = report.reading().server();
        if (server != null) {
            line.append("NTP port %d, %d of %d answered".formatted(server.port(), server.answered(),
                    server.requests()));
        }
        if (news) {
            line.append(String.format(Locale.ROOT, "; first answer at stratum 1 after %.1f s",
                    report.reading().firstStratumOneSeconds()));
        }
        if (!report.reading().fault().isEmpty()) {
            line.append("; fault: ").append(report.reading().fault());
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() {
        out.flush();
    }
}
