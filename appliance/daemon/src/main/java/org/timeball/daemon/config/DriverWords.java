package org.timeball.daemon.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.config.RefclockDriver.Gpsd;
import org.timeball.daemon.config.RefclockDriver.Phc;
import org.timeball.daemon.config.RefclockDriver.Pps;
import org.timeball.daemon.config.RefclockDriver.PulseInput;
import org.timeball.daemon.config.RefclockDriver.Rtc;
import org.timeball.daemon.config.RefclockDriver.Shm;
import org.timeball.daemon.config.RefclockDriver.Sock;
import org.timeball.timekeeping.world.IpAddress;

/// The two words behind `refclock`: the driver, and its parameter with the driver's own options behind colons.
final class DriverWords {
    private static final Map<String, Entry> DRIVERS = drivers();
    private static final int MAX_INDEX = 255;

    private DriverWords() {
    }

    private static Map<String, Entry> drivers() {
        Map<String, Entry> drivers = new LinkedHashMap<>();
        for (Entry entry : List.of(
                new Entry("SOCK PATH", "samples or pulses sent to a Unix datagram socket", Standing.IMPLEMENTED),
                new Entry("SHM UNIT[:perm=MODE]", "shared memory of ntpd's driver 28; mode 0600", Standing.IMPLEMENTED),
                new Entry("PPS DEVICE[:clear]", "pulses from the kernel", Standing.IMPLEMENTED),
                new Entry("PHC DEVICE|INTERFACE[:nocrossts][:extpps][:pin=N][:channel=N][:clear]",
                        "PTP hardware clock, or pulses at its input; pin 0, channel 0", Standing.IMPLEMENTED),
                new Entry("RTC DEVICE[:utc]", "real-time clock; local time without utc", Standing.IMPLEMENTED),
                new Entry("GPSD HOST[:port=N][:device=PATH]", "gpsd on this machine; port 2947",
                        Standing.IMPLEMENTED))) {
            drivers.put(entry.name(), entry);
        }
        return drivers;
    }

    static List<Entry> entries() {
        return List.copyOf(DRIVERS.values());
    }

    static RefclockDriver read(Arguments words) throws BadLine {
        String names = "one of " + String.join(", ", DRIVERS.keySet());
        String name = words.word("refclock driver", names);
        String word = name.toUpperCase(Locale.ROOT);
        Entry entry = DRIVERS.get(word);
        if (entry == null) {
            throw Vocabulary.unknown("refclock driver", name, DRIVERS.keySet());
        }
        String what = "refclock " + word;
        Suffixes suffixes = Suffixes.of(what, words.word(what + " parameter", entry.syntax()));
        RefclockDriver driver = switch (word) {
            case "SOCK" -> new Sock(socketPath(suffixes.parameter()));
            case "SHM" -> shm(suffixes);
            case "PPS" -> new Pps(suffixes.parameter(), suffixes.flag("clear"));
            case "PHC" -> phc(suffixes);
            case "RTC" -> new Rtc(suffixes.parameter(), suffixes.flag("utc"));
            default -> gpsd(suffixes);
        };
        suffixes.end(entry);
        words.context().option("refclock driver " + word, entry.standing());
        return driver;
    }

    private static Shm shm(Suffixes suffixes) throws BadLine {
        return new Shm(Suffixes.whole("refclock SHM unit", suffixes.parameter(), 10, 0, Shm.MAX_UNIT),
                suffixes.whole("perm", 8, 0, 0777, Shm.DEFAULT_PERMISSIONS));
    }

    private static Phc phc(Suffixes suffixes) throws BadLine {
        boolean noCrossTimestamps = suffixes.flag("nocrossts");
        boolean pulses = suffixes.flag("extpps");
        int pin = suffixes.whole("pin", 10, -1, MAX_INDEX, 0);
        int channel = suffixes.whole("channel", 10, 0, MAX_INDEX, 0);
        boolean clear = suffixes.flag("clear");
        return new Phc(suffixes.parameter(), noCrossTimestamps, pulses ? new PulseInput(pin, channel, clear) : null);
    }

    private static Gpsd gpsd(Suffixes suffixes) throws BadLine {
        return new Gpsd(loopback(suffixes.parameter()), suffixes.whole("port", 10, 1, 65_535, Gpsd.DEFAULT_PORT),
                suffixes.value("device"));
    }

    /// gpsd stamps by the clock of the machine it runs on: of another machine it would tell that clock's error.
    private static IpAddress loopback(String host) throws BadLine {
        String expected = "this machine (localhost, 127.0.0.1 or [::1]); take another machine's time with 'server "
                + host + "'";
        String plain = host.equalsIgnoreCase("localhost") ? "127.0.0.1" : host.replaceAll("^\\[(.*)]$", "$1");
        IpAddress address = Arguments.address("refclock GPSD host", plain, expected);
        if (!address.isLoopback()) {
            throw Arguments.wrong("refclock GPSD host", host, expected);
        }
        return address;
    }

    private static String socketPath(String path) throws BadLine {
        if (path.getBytes(StandardCharsets.UTF_8).length > Sock.MAX_PATH_BYTES) {
            throw Arguments.wrong("refclock SOCK path", path,
                    "a path of at most 107 bytes, such as /run/timeball/pps.sock");
        }
        return path;
    }

    /// The driver and its parameter, as they read back.
    static String text(RefclockDriver driver) {
        String parameter = switch (driver) {
            case Sock(String path) -> path;
            case Shm(int unit, int permissions) ->
                unit + (permissions == Shm.DEFAULT_PERMISSIONS ? "" : ":perm=0%o".formatted(permissions));
            case Pps(String device, boolean clear) -> device + (clear ? ":clear" : "");
            case Phc(String device, boolean noCrossTimestamps, var input) ->
                device + (noCrossTimestamps ? ":nocrossts" : "") + (input == null ? "" : text(input));
            case Rtc(String device, boolean utc) -> device + (utc ? ":utc" : "");
            case Gpsd(IpAddress host, int port, var device) ->
                (host.isV4() ? host.toString() : "[" + host + "]") + (port == Gpsd.DEFAULT_PORT ? "" : ":port=" + port)
                        + (device == null ? "" : ":device=" + device);
        };
        return driver.word() + " " + parameter;
    }

    private static String text(PulseInput input) {
        return ":extpps" + (input.pin() == 0 ? "" : ":pin=" + input.pin())
                + (input.channel() == 0 ? "" : ":channel=" + input.channel()) + (input.clear() ? ":clear" : "");
    }

    /// A parameter and the options behind its colons; those that nobody asked for are an error at the end.
    private record Suffixes(String what, String parameter, Map<String, String> options) {
        /// A colon inside brackets belongs to an IPv6 address.
        private static final String COLONS = ":(?![^\\[]*])";

        static Suffixes of(String what, String word) throws BadLine {
            List<String> parts = new ArrayList<>(Arrays.asList(word.split(COLONS, -1)));
            String parameter = parts.removeFirst();
            if (parameter.isEmpty()) {
                throw new BadLine(what + " parameter is " + Arguments.quoted(word) + "; expected one before the colon");
            }
            Map<String, String> options = new LinkedHashMap<>();
            for (String part : parts) {
                int equals = part.indexOf('=');
                options.put((equals < 0 ? part : part.substring(0, equals)).toLowerCase(Locale.ROOT),
                        equals < 0 ? "" : part.substring(equals + 1));
            }
            return new Suffixes(what, parameter, options);
        }

        boolean flag(String name) throws BadLine {
            String value = options.remove(name);
            if (value != null && !value.isEmpty()) {
                throw new BadLine("%s option '%s' takes no value".formatted(what, name));
            }
            return value != null;
        }

        @Nullable
        String value(String name) throws BadLine {
            String value = options.remove(name);
            if (value != null && value.isEmpty()) {
                throw new BadLine("%s option '%s' needs a value, such as %s=/dev/ttyS0".formatted(what, name, name));
            }
            return value;
        }

        int whole(String name, int radix, int min, int max, int initial) throws BadLine {
            String value = options.remove(name);
            return value == null ? initial : whole(what + " option '" + name + "'", value, radix, min, max);
        }

        static int whole(String what, String value, int radix, int min, int max) throws BadLine {
            if (value.matches("-?[0-9]{1,6}")) {
                try {
                    int number = Integer.parseInt(value, radix);
                    if (number >= min && number <= max) {
                        return number;
                    }
                } catch (NumberFormatException _) {
                    throw Arguments.wrong(what, value, "octal digits, such as 0600");
                }
            }
            throw Arguments.wrong(what, value, "a number from %s to %s".formatted(Integer.toString(min, radix),
                    Integer.toString(max, radix)));
        }

        void end(Entry entry) throws BadLine {
            for (String name : options.keySet()) {
                throw new BadLine("%s has no option %s; expected %s".formatted(what, Arguments.quoted(name),
                        entry.syntax()));
            }
        }
    }
}
