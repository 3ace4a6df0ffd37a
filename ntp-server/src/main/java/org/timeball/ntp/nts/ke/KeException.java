package org.timeball.ntp.nts.ke;

/// A key establishment that failed. The message says why, for a log.
final class KeException extends Exception {
    private static final long serialVersionUID = 1L;

    KeException(String message) {
        super(message);
    }
}
