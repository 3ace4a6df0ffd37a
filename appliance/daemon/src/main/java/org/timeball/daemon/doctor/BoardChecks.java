package org.timeball.daemon.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.timeball.daemon.config.Configuration;

/// The board: power, heat, processor, storage.
final class BoardChecks {
    private static final String THROTTLED = "/sys/devices/platform/soc/soc:firmware/get_throttled";
    private static final String GOVERNOR = "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor";
    // Bits of the firmware's get_throttled mailbox call: now, and since the start.
    private static final int UNDER_VOLTAGE = 1;
    private static final int THROTTLING = 1 << 2 | 1 << 1 | 1 << 3;
    private static final int SINCE_START = 16;
    private static final double HOT = 80;
    // JESD84-B51: DEVICE_LIFE_TIME_EST in tenths, 0x0b when it is over.
    private static final int WORN = 9;
    private static final int WORN_OUT = 11;

    static final List<Check> ALL = List.of(BoardChecks::power, BoardChecks::governor, BoardChecks::heat,
            BoardChecks::wear, BoardChecks::writes);

    private BoardChecks() {
    }

    private static Stream<Finding> power(Machine machine, Configuration configuration) {
        Optional<Integer> bits = machine.text(THROTTLED).map(text -> Integer.parseUnsignedInt(text, 16));
        return bits.stream().map(value -> {
            int ever = value | value >>> SINCE_START;
            if ((ever & UNDER_VOLTAGE) != 0) {
                return Finding.bad("power", "the supply's voltage " + ((value & UNDER_VOLTAGE) != 0 ? "is" : "was")
                        + " too low", "use the board's own supply and a short cable");
            }
            return (ever & THROTTLING) != 0
                    ? Finding.advice("power", "the processor was slowed down for its heat",
                            "add a heat sink or air; the crystal's rate follows its temperature")
                    : Finding.good("power", "never too low, never slowed down since the start");
        });
    }

    private static Stream<Finding> governor(Machine machine, Configuration configuration) {
        return machine.text(GOVERNOR).stream().map(governor -> governor.equals("performance")
                ? Finding.good("processor", "it runs at one speed")
                : Finding.advice("processor", "its speed changes with the load (governor " + governor
                        + "), and with it how late pulses are seen",
                        "echo performance | tee /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor"));
    }

    private static Stream<Finding> heat(Machine machine, Configuration configuration) {
        return machine.text("/sys/class/thermal/thermal_zone0/temp").filter(text -> text.matches("-?\\d{1,7}")).stream()
                .map(text -> Integer.parseInt(text) / 1000.0).map(celsius -> celsius < HOT
                        ? Finding.good("temperature", "%.0f degrees".formatted(celsius))
                        : Finding.advice("temperature", "%.0f degrees".formatted(celsius), "add a heat sink or air"));
    }

    private static Stream<Finding> wear(Machine machine, Configuration configuration) {
        return machine.names("/sys/block").stream().filter(name -> name.matches("mmcblk\\d+"))
                .flatMap(name -> machine.text("/sys/block/" + name + "/device/life_time").stream()
                        .map(text -> wear(name, text)));
    }

    private static Finding wear(String name, String lifeTime) {
        int worst = Stream.of(lifeTime.split("\\s+")).filter(word -> word.matches("0x[0-9a-fA-F]{1,2}"))
                .mapToInt(Integer::decode).max().orElse(0);
        String seen = name + " says that it is worn by " + Math.min(100, worst * 10) + " %";
        if (worst >= WORN_OUT) {
            return Finding.bad("storage", seen, "replace it");
        }
        return worst >= WORN ? Finding.advice("storage", seen, "replace it soon") : Finding.good("storage", seen);
    }

    /// A card dies of writes; one that is not written to lives long.
    private static Stream<Finding> writes(Machine machine, Configuration configuration) {
        return machine.text("/proc/mounts").stream().flatMap(String::lines).map(line -> line.split(" "))
                .filter(words -> words.length > 3 && words[1].equals("/") && words[0].contains("mmcblk"))
                .map(words -> List.of(words[3].split(",")).contains("ro")
                        ? Finding.good("storage", "the system is on a card that is only read")
                        : Finding.advice("storage", "the system is on a card that is written to",
                                "keep logs in memory (Storage=volatile in journald.conf); make the root read-only"));
    }
}
