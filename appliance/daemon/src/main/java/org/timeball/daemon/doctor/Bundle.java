package org.timeball.daemon.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.timeball.daemon.config.ClockConfiguration;
import org.timeball.daemon.config.Configuration;

/// What somebody who helps from afar wants to see, in one ZIP file: findings, configuration, the daemon's own logs, and
/// what the kernel shows of the machine. Keys, cookies and certificates are never opened.
final class Bundle {
    /// The end of a log tells most.
    private static final int LONGEST_LOG = 200_000;
    private static final List<String> KERNEL = List.of("/proc/version", "/proc/cmdline", "/proc/uptime",
            "/proc/loadavg",
            "/proc/cpuinfo", "/proc/meminfo", "/proc/interrupts", "/proc/mounts", "/proc/net/snmp", "/proc/net/udp",
            "/proc/net/udp6", "/proc/device-tree/model", "/etc/os-release",
            "/sys/devices/system/clocksource/clocksource0/current_clocksource",
            "/sys/devices/system/clocksource/clocksource0/available_clocksource", "/boot/firmware/config.txt",
            "/boot/firmware/cmdline.txt");

    private final Map<String, String> texts = new LinkedHashMap<>();

    /// Adds a text of our own.
    Bundle with(String name, String text) {
        texts.put(name, text);
        return this;
    }

    /// Adds what the machine shows.
    Bundle with(Machine machine, Configuration configuration) {
        KERNEL.forEach(path -> machine.text(path).ifPresent(text -> texts.put("machine" + path, text + "\n")));
        for (String device : machine.names("/sys/class/pps")) {
            for (String edge : List.of("assert", "clear", "path")) {
                String path = "/sys/class/pps/" + device + "/" + edge;
                machine.text(path).ifPresent(text -> texts.put("machine" + path, text + "\n"));
            }
        }
        ClockConfiguration.DriftFile drift = configuration.clock().drift();
        if (drift != null) {
            machine.text(drift.path()).ifPresent(text -> texts.put("machine" + drift.path(), text + "\n"));
        }
        String logs = configuration.logs().directory();
        if (logs != null) {
            machine.names(logs).stream().filter(name -> name.endsWith(".log")).map(name -> logs + "/" + name)
                    .forEach(path -> machine.text(path).ifPresent(text -> texts.put("machine" + path,
                            text.substring(Math.max(0, text.length() - LONGEST_LOG)) + "\n")));
        }
        return this;
    }

    void write(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file), StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                zip.putNextEntry(new ZipEntry(text.getKey()));
                zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
