package org.timeball.daemon.probe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.timeball.daemon.cli.ExitStatus;
import org.timeball.daemon.cli.ProbeRunner;
import org.timeball.gnss.probe.PortFinding;
import org.timeball.gnss.serial.SerialProbe;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.WorldException;

/// Behind `timeball probe`: all ports at once.
public final class Probe implements ProbeRunner {
    private final SerialPorts ports;

    /// @param root `/`, or in tests a folder with a machine's files in it
    public Probe(Path root) {
        ports = new SerialPorts(root);
    }

    /// @param finding empty where the port was not listened to
    /// @param problem why not; empty otherwise
    private record Report(String device, Optional<PortFinding> finding, String problem) {
        boolean isReceiver() {
            return finding.filter(found -> found.speech().isUnderstood()).isPresent();
        }
    }

    @Override
    public int run(Options options, PrintWriter out, PrintWriter err) {
        List<String> devices = options.devices().isEmpty() ? ports.all() : options.devices();
        if (devices.isEmpty()) {
            err.println("timeball probe: there is no serial port; plug the receiver in, or on a Pi's header set"
                    + " enable_uart=1 in config.txt");
            return ExitStatus.FAILED;
        }
        boolean found = false;
        try (ExecutorService threads = Executors.newFixedThreadPool(devices.size())) {
            List<Future<Report>> reports = devices.stream()
                    .map(device -> threads.submit(() -> probe(device, options.seconds()))).toList();
            for (Future<Report> waiting : reports) {
                Report report = waiting.get();
                found |= report.isReceiver();
                out.println(options.json() ? json(report) : text(report));
                out.flush();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return found ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private Report probe(String device, int seconds) throws InterruptedException {
        if (ports.isConsole(device)) {
            return new Report(device, Optional.empty(), "the kernel's console is on this line: take console="
                    + name(device) + " out of cmdline.txt, and reboot");
        }
        Optional<String> holder = ports.holder(device);
        if (holder.isPresent()) {
            String who = holder.get();
            return new Report(device, Optional.empty(), "busy: " + who + " has it open; "
                    + (who.contains("getty")
                            ? "systemctl disable --now serial-getty@" + name(device)
                            : "stop it first"));
        }
        try {
            return new Report(device, Optional.of(SerialProbe.probe(device, Span.ofSeconds(seconds))), "");
        } catch (WorldException e) {
            return new Report(device, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private static String name(String device) {
        return device.substring(device.lastIndexOf('/') + 1);
    }

    private static String line(String device, PortFinding finding) {
        return "gnss " + device + " baud " + finding.baud();
    }

    private static String text(Report report) {
        return report.finding().map(finding -> switch (finding.speech()) {
            case SILENT ->
                report.device() + ": silent: no byte at any speed; is the receiver's TX on this line's RX, and"
                        + " has it power?";
            case UNINTELLIGIBLE -> report.device() + ": " + finding.bytes()
                    + " bytes, but no message at any speed; is it a receiver, and is the line's level right (RS-232 is"
                    + " inverted)?";
            case NMEA, UBX, MIXED -> "%s: %s at %d baud, %s%n  %s".formatted(report.device(),
                    finding.speech().word(), finding.baud(), finding.model(), line(report.device(), finding));
        }).orElseGet(() -> report.problem().startsWith(report.device())
                ? report.problem()
                : report.device() + ": " + report.problem());
    }

    private static String json(Report report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("device", report.device());
            if (report.finding().isPresent()) {
                PortFinding finding = report.finding().get();
                json.writeStringField("speech", finding.speech().word());
                json.writeNumberField("bytes", finding.bytes());
                if (finding.speech().isUnderstood()) {
                    json.writeNumberField("baud", finding.baud());
                    json.writeStringField("vendor", finding.model().vendor());
                    json.writeStringField("model", finding.model().name());
                    json.writeStringField("firmware", finding.model().firmware());
                    json.writeNumberField("generation", finding.model().generation());
                    json.writeStringField("configuration", line(report.device(), finding));
                }
            } else {
                json.writeStringField("problem", report.problem());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }
}
