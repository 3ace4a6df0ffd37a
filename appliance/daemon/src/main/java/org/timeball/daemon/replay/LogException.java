package org.timeball.daemon.replay;

/// A line of a log that cannot be used; the message says `file:line: what; expected what`.
final class LogException extends Exception {
    private static final long serialVersionUID = 1L;

    LogException(String place, long line, String what) {
        super(place + ":" + line + ": " + what);
    }
}
