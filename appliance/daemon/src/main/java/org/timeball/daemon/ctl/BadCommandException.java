package org.timeball.daemon.ctl;

/// A command that cannot be understood. The message says what of it.
final class BadCommandException extends Exception {
    private static final long serialVersionUID = 1L;

    BadCommandException(String message) {
        super(message);
    }
}
