package org.timeball.timekeeping.snapshot;

/// A cause with the one number that belongs to it.
///
/// @param cause why
/// @param value in the unit that the cause names; 0 where it names none
/// @param detail what the device said, for people; often empty
public record Reason(Cause cause, double value, String detail) {
    public static final Reason NONE = new Reason(Cause.NONE);

    public Reason(Cause cause) {
        this(cause, 0, "");
    }

    public Reason(Cause cause, double value) {
        this(cause, value, "");
    }

    public boolean isNone() {
        return cause == Cause.NONE;
    }
}
