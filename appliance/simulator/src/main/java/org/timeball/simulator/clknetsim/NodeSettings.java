package org.timeball.simulator.clknetsim;

import java.util.Map;

/// What a node is told of its place in the simulated network.
///
/// @param number counted from 1
/// @param socketPath where clknetsim listens
/// @param startDate what the date is at network time 0, seconds since 1970; may be negative or beyond 32 bits
/// @param monotonicStart what the monotonic clock reads then, seconds
/// @param randomSeed 0: truly random; the node's number is added
/// @param families which IP addresses the node has
/// @param unixSubnet the network, counted from 1, that carries Unix datagrams; 0 where there are none
/// @param receiveMultiply a received UDP packet comes up to so many times
/// @param kernelStamps whether the kernel stamps packets
/// @param rtcOffset real-time clock minus the monotonic clock at the start, seconds
/// @param hardwareClocks how the PTP hardware clocks are
public record NodeSettings(int number, String socketPath, long startDate, long monotonicStart, long randomSeed,
        Families families, int unixSubnet, int receiveMultiply, boolean kernelStamps, double rtcOffset,
        HardwareClocks hardwareClocks) {
    private static final String DEFAULT_SOCKET = "clknetsim.sock";
    /// Mb/s.
    private static final String DEFAULT_LINK_SPEED = "100000";
    private static final String DEFAULT_START_DATE = "1262304000";

    public NodeSettings {
        if (number < 1 || number > 250) {
            throw new IllegalArgumentException("CLKNETSIM_NODE is " + number + "; it must be 1 to 250");
        }
        if (receiveMultiply < 1 || unixSubnet < 0) {
            throw new IllegalArgumentException("CLKNETSIM_RECV_MULTIPLY is %d and CLKNETSIM_UNIX_SUBNET %d; they must"
                    .formatted(receiveMultiply, unixSubnet) + " be at least 1 and 0");
        }
    }

    /// Which kinds of IP address a node has.
    public enum Families {
        V4,
        V6,
        BOTH
    }

    /// @param delaySeconds time that a comparison with the system clock takes, without its jitter
    /// @param jitterSeconds mean of the random rest
    /// @param asymmetry how much of the rest falls after the reading rather than before it: -0.5 none, 0.5 all
    /// @param quietDraws how many delays in a row are without jitter, two a reading
    /// @param jitteryDraws how many then have it
    /// @param swapped `/dev/ptp1` is the reference clock and `/dev/ptp0` the system clock, rather than the other way round
    /// @param ofInterfaces the clocks of the network interfaces are the reference clock
    /// @param bitsPerSecond of the network interfaces
    public record HardwareClocks(double delaySeconds, double jitterSeconds, double asymmetry, long quietDraws,
            long jitteryDraws, boolean swapped, boolean ofInterfaces, long bitsPerSecond) {
    }

    /// Reads the CLKNETSIM_ variables of an environment that has CLKNETSIM_NODE.
    ///
    /// @throws IllegalArgumentException if a value cannot be read; the message names the variable
    public static NodeSettings of(Map<String, String> environment) {
        return new NodeSettings((int) whole(environment, "NODE", "0"),
                environment.getOrDefault("CLKNETSIM_SOCKET", DEFAULT_SOCKET),
                whole(environment, "START_DATE", DEFAULT_START_DATE), whole(environment, "START_MONO", "0"),
                whole(environment, "RANDOM_SEED", "0"), families(whole(environment, "IP_FAMILY", "4")),
                (int) whole(environment, "UNIX_SUBNET", "0"), (int) whole(environment, "RECV_MULTIPLY", "1"),
                whole(environment, "TIMESTAMPING", "1") > 0, number(environment, "RTC_OFFSET", "0"),
                new HardwareClocks(number(environment, "PHC_DELAY", "0"), number(environment, "PHC_JITTER", "0"),
                        number(environment, "PHC_JITTER_ASYM", "0"), whole(environment, "PHC_JITTER_OFF", "0"),
                        whole(environment, "PHC_JITTER_ON", "1"), whole(environment, "PHC_SWAP", "0") != 0,
                        whole(environment, "TIMESTAMPING", "1") > 1,
                        (long) (number(environment, "LINK_SPEED", DEFAULT_LINK_SPEED) * 1e6)));
    }

    private static Families families(long family) {
        return family == 4 ? Families.V4 : family == 6 ? Families.V6 : Families.BOTH;
    }

    private static long whole(Map<String, String> environment, String name, String preset) {
        return (long) number(environment, name, preset);
    }

    private static double number(Map<String, String> environment, String name, String preset) {
        String text = environment.getOrDefault("CLKNETSIM_" + name, preset).strip();
        try {
            return Double.parseDouble(text.isEmpty() ? preset : text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("CLKNETSIM_" + name + " is '" + text + "'; it must be a number", e);
        }
    }
}
