package org.timeball.daemon.doctor;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.RefclockDriver;
import org.timeball.daemon.config.SourceConfiguration;

/// Where time comes from: serial lines, pulses, hardware clocks.
final class ReceiverChecks {
    /// The pulse has come by then if there is one.
    private static final long PULSE_MILLIS = 1_300;
    private static final Pattern CONSOLE = Pattern.compile("(?:^| )console=(?:/dev/)?([A-Za-z0-9]+)");

    static final List<Check> ALL = List.of(ReceiverChecks::lines, ReceiverChecks::console, ReceiverChecks::pulses,
            ReceiverChecks::hardwareClocks, ReceiverChecks::anySource);

    private ReceiverChecks() {
    }

    private static Stream<SourceConfiguration.Gnss> receivers(Configuration configuration) {
        return configuration.sources().stream().filter(SourceConfiguration.Gnss.class::isInstance)
                .map(SourceConfiguration.Gnss.class::cast);
    }

    private static <D extends RefclockDriver> Stream<D> drivers(Configuration configuration, Class<D> kind) {
        return configuration.sources().stream().filter(SourceConfiguration.Refclock.class::isInstance)
                .map(source -> ((SourceConfiguration.Refclock) source).driver()).filter(kind::isInstance)
                .map(kind::cast);
    }

    private static Stream<Finding> lines(Machine machine, Configuration configuration) {
        return receivers(configuration).map(receiver -> receiver.line().path()).map(path -> machine.has(path)
                ? Finding.good("receiver", path + leadingTo(machine, path) + " is there")
                : Finding.bad("receiver", path + " does not exist" + similar(machine, path),
                        "plug the receiver in; on a Pi's header enable_uart=1 in config.txt, and dtoverlay=disable-bt"
                                + " where the good UART serves Bluetooth"));
    }

    private static String leadingTo(Machine machine, String path) {
        String behind = machine.behind(path);
        return behind.equals(path) ? "" : " (" + behind + ")";
    }

    private static String similar(Machine machine, String path) {
        List<String> lines = machine.names("/dev").stream()
                .filter(name -> name.matches("tty(ACM|USB|AMA)\\d+|serial\\d|gps\\d")).map(name -> "/dev/" + name)
                .filter(name -> !name.equals(path)).toList();
        return lines.isEmpty() ? "" : "; there are " + String.join(", ", lines);
    }

    /// A login prompt or kernel messages on the receiver's line talk to it, and it to them.
    private static Stream<Finding> console(Machine machine, Configuration configuration) {
        Matcher consoles = CONSOLE.matcher(machine.text("/proc/cmdline").orElse(""));
        List<String> used = consoles.results().map(found -> machine.behind("/dev/" + found.group(1))).toList();
        return receivers(configuration).map(receiver -> receiver.line().path()).flatMap(path -> {
            String line = machine.behind(path);
            Optional<Machine.Program> login = machine.programs()
                    .filter(program -> program.name().endsWith("getty")
                            && program.command().contains(line.substring(line.lastIndexOf('/') + 1)))
                    .findAny();
            if (used.contains(line)) {
                return Stream.of(Finding.bad("serial console", "the kernel's console is on the receiver's line " + line,
                        "take console=" + line.substring(line.lastIndexOf('/') + 1)
                                + " (or serial0) out of cmdline.txt, and reboot"));
            }
            return login.stream().map(program -> Finding.bad("serial console",
                    program.described() + " waits for a login on the receiver's line " + line,
                    "systemctl disable --now serial-getty@" + line.substring(line.lastIndexOf('/') + 1)));
        });
    }

    private static Stream<Finding> pulses(Machine machine, Configuration configuration) {
        return drivers(configuration, RefclockDriver.Pps.class).map(pps -> pulses(machine, pps));
    }

    private static Finding pulses(Machine machine, RefclockDriver.Pps pps) {
        if (!machine.has(pps.device())) {
            return Finding.bad("pulse", pps.device() + " does not exist",
                    "dtoverlay=pps-gpio,gpiopin=18 in config.txt for a GPIO pin, ldattach PPS for a serial line");
        }
        String counter = "/sys/class/pps/" + pps.device().substring(pps.device().lastIndexOf('/') + 1)
                + (pps.clear() ? "/clear" : "/assert");
        Optional<String> before = machine.text(counter);
        if (before.isEmpty()) {
            return Finding.bad("pulse", pps.device() + " has no counter of pulses at " + counter,
                    "see dmesg | grep pps: is its driver loaded?");
        }
        sleep();
        Optional<String> after = machine.text(counter);
        return after.equals(before)
                ? Finding.bad("pulse", "no pulse came to " + pps.device() + " in " + PULSE_MILLIS + " ms",
                        "does the receiver have a fix (most give no pulse without)? is the wire on the pin that the"
                                + " overlay names?")
                : Finding.good("pulse", pps.device() + " counts pulses: " + after.orElse("").replaceFirst(".*#", "#"));
    }

    private static void sleep() {
        try {
            Thread.sleep(PULSE_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Stream<Finding> hardwareClocks(Machine machine, Configuration configuration) {
        return drivers(configuration, RefclockDriver.Phc.class).map(RefclockDriver.Phc::device).map(device -> {
            boolean isInterface = !device.startsWith("/");
            String path = isInterface ? "/sys/class/net/" + device + "/device/ptp" : device;
            return machine.has(path)
                    ? Finding.good("hardware clock", device + " is there")
                    : Finding.bad("hardware clock", isInterface
                            ? device + " has no hardware clock, or does not exist"
                            : device + " does not exist",
                            "ethtool -T lists what a card can do; timeball needs its driver loaded");
        });
    }

    private static Stream<Finding> anySource(Machine machine, Configuration configuration) {
        return configuration.sources().isEmpty() && configuration.client().sources().isEmpty()
                && configuration.client().sourceDirectories().isEmpty()
                        ? Stream.of(Finding.bad("sources", "the configuration names no source of time",
                                "add a line such as 'gnss /dev/serial0' or 'pool pool.ntp.org iburst'"))
                        : Stream.empty();
    }
}
