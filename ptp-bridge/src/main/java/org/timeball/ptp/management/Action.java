package org.timeball.ptp.management;

/// What a management message wants, numbered as on the wire (IEEE 1588-2008 table 38).
public enum Action {
    GET,
    SET,
    /// The answer to GET and SET; ptp4l's notifications too.
    RESPONSE,
    COMMAND,
    ACKNOWLEDGE
}
