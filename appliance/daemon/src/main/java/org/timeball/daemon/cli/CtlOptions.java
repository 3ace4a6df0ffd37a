package org.timeball.daemon.cli;

import java.time.Duration;
import java.util.List;

/// What `timeball ctl` was asked for.
///
/// @param words the command, or with `several` one command a word; none: an interactive session
/// @param servers whom to ask, in order: host names, addresses, or paths of Unix sockets
/// @param port UDP port
/// @param timeout for the first answer
/// @param names how sources and clients are named
/// @param style how reports are written
/// @param several `-m`: each word is a command
/// @param all `-a`: also sources without an address
/// @param captions `-v`: columns are explained
/// @param endMarks `-e`: each command's output ends with a line of one dot
/// @param debug `-d`: say which servers could not be asked, and why
/// @param family of addresses that names stand for: 4, 6, or 0 for both
/// @param user `-u`: whose the client's end of a Unix socket is; empty: the caller's
public record CtlOptions(List<String> words, List<String> servers, int port, Duration timeout, Names names,
        Style style, boolean several, boolean all, boolean captions, boolean endMarks, boolean debug, int family, String user) {
    /// chronyd's own addresses, in the order in which its client tries them.
    public static final List<String> DEFAULT_SERVERS = List.of("/run/chrony/chronyd.sock", "127.0.0.1", "::1");

    public CtlOptions {
        words = List.copyOf(words);
        servers = List.copyOf(servers);
    }

    /// How sources and clients are named.
    public enum Names {
        /// By reverse look-up.
        DNS,
        /// `-n`: by address.
        NUMERIC,
        /// `-N`: as in the configuration.
        ORIGINAL
    }

    /// How reports are written.
    public enum Style {
        TEXT, CSV, JSON
    }
}
