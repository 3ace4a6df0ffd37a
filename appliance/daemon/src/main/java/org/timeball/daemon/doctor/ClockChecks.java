package org.timeball.daemon.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.timeball.daemon.config.Configuration;

/// The clock itself: what counts its time, who else steers it, what it starts from.
final class ClockChecks {
    private static final String COUNTER = "/sys/devices/system/clocksource/clocksource0/current_clocksource";
    private static final Set<String> FAST_COUNTERS = Set.of("tsc", "arch_sys_counter", "kvm-clock",
            "hyperv_clocksource_tsc_page");
    /// Names of processes, cut to 15 characters as the kernel does, and their units.
    private static final Map<String, String> OTHERS = Map.of("chronyd", "chrony", "ntpd", "ntpsec", "ntp-daemon",
            "ntpd-rs",
            "openntpd", "openntpd", "systemd-timesyn", "systemd-timesyncd", "timemaster", "timemaster", "phc2sys",
            "phc2sys");

    /// chronyd with -x or -Q leaves the clock alone.
    private static final Pattern LOOKS_ON = Pattern.compile("^\\S*chronyd .*-[A-Za-z]*[xQ]");

    static final List<Check> ALL = List.of(ClockChecks::counter, ClockChecks::otherDaemons, ClockChecks::realTimeClock);

    private ClockChecks() {
    }

    private static Stream<Finding> counter(Machine machine, Configuration configuration) {
        Optional<String> counter = machine.text(COUNTER);
        return counter.stream().map(name -> FAST_COUNTERS.contains(name)
                ? Finding.good("clock source", "the clock counts by " + name)
                : Finding.advice("clock source", "the clock counts by " + name + ", which is slow to read",
                        "see why the kernel refused a better one (dmesg | grep clocksource); boot with tsc=reliable only"
                                + " if the hardware is known to be right"));
    }

    private static Stream<Finding> otherDaemons(Machine machine, Configuration configuration) {
        List<Machine.Program> others = machine.programs()
                .filter(program -> OTHERS.containsKey(program.name()) && !LOOKS_ON.matcher(program.command()).find())
                .toList();
        return others.isEmpty()
                ? Stream.of(Finding.good("other daemons", "nobody else steers the clock"))
                : others.stream().map(other -> Finding.bad("other daemons",
                        other.described() + " may steer the clock, too",
                        "systemctl disable --now " + OTHERS.get(other.name())));
    }

    private static Stream<Finding> realTimeClock(Machine machine, Configuration configuration) {
        List<String> clocks = machine.names("/sys/class/rtc");
        return Stream.of(clocks.isEmpty()
                ? Finding.advice("real-time clock", "there is none: without a receiver the date is lost with the power",
                        "add a battery-backed one (dtoverlay=i2c-rtc on a Pi; a Pi 5 has one, give it a battery)")
                : Finding.good("real-time clock", clocks.getFirst() + " is "
                        + machine.text("/sys/class/rtc/" + clocks.getFirst() + "/name").orElse("there")));
    }
}
