package org.timeball.daemon.candm.wire;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Words of the directive `opencommands`, and the requests that each opens to UDP.
///
/// `ACCHECK` and `CMDACCHECK` belong to none: they are for the Unix socket alone.
public enum OpenWord {
    ACTIVITY(CommandCode.ACTIVITY),
    AUTHDATA(CommandCode.N_SOURCES, CommandCode.AUTH_DATA),
    CLIENTS(CommandCode.CLIENT_ACCESSES),
    MANUAL(CommandCode.MANUAL_LIST),
    NTPDATA(CommandCode.N_SOURCES, CommandCode.NTP_DATA),
    RTCDATA(CommandCode.RTCREPORT),
    SELECTDATA(CommandCode.N_SOURCES, CommandCode.SELECT_DATA),
    SERVERSTATS(CommandCode.SERVER_STATS),
    SMOOTHING(CommandCode.SMOOTHING),
    SOURCENAME(CommandCode.NTP_SOURCE_NAME),
    SOURCES(CommandCode.N_SOURCES, CommandCode.SOURCE_DATA),
    SOURCESTATS(CommandCode.N_SOURCES, CommandCode.SOURCESTATS),
    TRACKING(CommandCode.TRACKING);

    /// What is open unless the directive is given.
    public static final Set<OpenWord> DEFAULT = Set.of(ACTIVITY, MANUAL, RTCDATA, SMOOTHING, SOURCENAME, SOURCES,
            SOURCESTATS, TRACKING);

    private final Set<CommandCode> commands;

    OpenWord(CommandCode first, CommandCode... rest) {
        commands = EnumSet.of(first, rest);
    }

    /// As it is written in the configuration.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<OpenWord> of(String word) {
        for (OpenWord each : values()) {
            if (each.word().equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /// All requests that some words open.
    public static Set<CommandCode> commands(Set<OpenWord> words) {
        Set<CommandCode> open = EnumSet.noneOf(CommandCode.class);
        words.forEach(word -> open.addAll(word.commands));
        return open;
    }
}
