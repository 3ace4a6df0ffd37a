package org.timeball.daemon.config;

/// Thrown while one line is read: what is wrong with it, and what was expected.
final class BadLine extends Exception {
    private static final long serialVersionUID = 1L;

    BadLine(String what) {
        super(what);
    }
}
