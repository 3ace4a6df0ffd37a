package org.timeball.daemon.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.world.IpAddress;

/// How the daemon may be watched and commanded.
///
/// @param port `cmdport`: UDP port for monitoring, default 323; 0 opens none
/// @param bindAddresses `bindcmdaddress ADDR`: at most one an address family, default 127.0.0.1 and ::1
/// @param socketPath `bindcmdaddress /PATH`: Unix socket for all commands, default [#DEFAULT_SOCKET_PATH], where
///            chronyc looks for it; null (`bindcmdaddress /`) opens none
/// @param bindDevice `bindcmddevice`: network interface that monitoring comes by; null (default) any
/// @param access `cmdallow` and `cmddeny`, in the order of the text, with the words `allow` and `deny`; the loopback
///            addresses may always watch
/// @param rateLimit `cmdratelimit`; null (default) does not limit
/// @param openCommands `opencommands`: what may be asked over UDP; default [#DEFAULT_OPEN_COMMANDS]
/// @param gpsdPort `gpsdport`: TCP port on 127.0.0.1 where the first receiver is shown to gpsd's clients, default 2947,
///            where they look for it; 0 opens none
/// @param webPort `webport`: TCP port of HTTP; 0 (default) opens none
/// @param webAddresses `bindwebaddress`: at most one an address family; none (default) means 127.0.0.1
public record CommandConfiguration(int port, List<IpAddress> bindAddresses, @Nullable String socketPath,
        @Nullable String bindDevice, List<AccessRule> access, @Nullable RateLimit rateLimit,
        List<OpenCommand> openCommands, int gpsdPort, int webPort, List<IpAddress> webAddresses) {
    public static final int DEFAULT_PORT = 323;
    public static final int DEFAULT_GPSD_PORT = 2947;
    public static final String DEFAULT_SOCKET_PATH = "/run/chrony/chronyd.sock";
    public static final List<OpenCommand> DEFAULT_OPEN_COMMANDS = List.of(OpenCommand.ACTIVITY, OpenCommand.MANUAL,
            OpenCommand.RTCDATA, OpenCommand.SMOOTHING, OpenCommand.SOURCENAME, OpenCommand.SOURCESTATS,
            OpenCommand.SOURCES, OpenCommand.TRACKING);

    public CommandConfiguration {
        bindAddresses = List.copyOf(bindAddresses);
        access = List.copyOf(access);
        openCommands = List.copyOf(openCommands);
        webAddresses = List.copyOf(webAddresses);
    }

    CommandConfiguration of(NtpSourceConfiguration.Family family) {
        return new CommandConfiguration(port, bindAddresses.stream().filter(family::has).toList(), socketPath,
                bindDevice, access, rateLimit, openCommands, gpsdPort, webPort, webAddresses);
    }

    /// Reports that can be opened to monitoring over UDP, named as chronyc names them.
    public enum OpenCommand {
        ACTIVITY,
        AUTHDATA,
        CLIENTS,
        MANUAL,
        NTPDATA,
        RTCDATA,
        SELECTDATA,
        SERVERSTATS,
        SMOOTHING,
        SOURCENAME,
        SOURCES,
        SOURCESTATS,
        TRACKING
    }
}
