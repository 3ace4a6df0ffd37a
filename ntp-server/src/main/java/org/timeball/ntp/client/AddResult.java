package org.timeball.ntp.client;

/// What came of adding a source.
public enum AddResult {
    ADDED,
    /// Its address is in use already.
    IN_USE,
    /// It is an address of a family that its options exclude.
    WRONG_FAMILY,
    /// It is neither an address nor a name that can be.
    BAD_NAME,
    /// It asks for NTS, which this build cannot.
    NO_NTS
}
