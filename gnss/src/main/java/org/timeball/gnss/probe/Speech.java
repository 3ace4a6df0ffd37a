package org.timeball.gnss.probe;

/// What is heard on a line.
public enum Speech {
    /// No byte.
    SILENT("silent"),
    /// Bytes, but no message at any speed.
    UNINTELLIGIBLE("unintelligible"),
    NMEA("NMEA"),
    UBX("UBX"),
    /// NMEA and UBX.
    MIXED("NMEA+UBX");

    private final String word;

    Speech(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /// Whether a receiver was understood.
    public boolean isUnderstood() {
        return this == NMEA || this == UBX || this == MIXED;
    }
}
