package org.timeball.timekeeping.world;

/// Something that the world refused. The message says what, where, and what to do next.
public final class WorldException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int errno;

    public WorldException(String message) {
        this(message, 0);
    }

    public WorldException(String message, int errno) {
        super(message);
        this.errno = errno;
    }

    public WorldException(String message, Throwable cause) {
        super(message, cause);
        this.errno = 0;
    }

    /// The C library's error number, or 0 where there is none.
    public int errno() {
        return errno;
    }
}
