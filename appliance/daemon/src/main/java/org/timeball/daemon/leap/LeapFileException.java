package org.timeball.daemon.leap;

/// What is wrong with a file of leap seconds.
final class LeapFileException extends Exception {
    private static final long serialVersionUID = 1L;

    LeapFileException(String message) {
        super(message);
    }
}
