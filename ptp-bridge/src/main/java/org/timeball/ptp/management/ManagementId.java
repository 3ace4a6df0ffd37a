package org.timeball.ptp.management;

import java.util.Arrays;
import java.util.Optional;

/// The data sets that are asked for, with their managementId (IEEE 1588-2008 table 40; linuxptp's from 0xc000).
public enum ManagementId {
    DEFAULT_DATA_SET(0x2000, 20),
    CURRENT_DATA_SET(0x2001, 18),
    PARENT_DATA_SET(0x2002, 32),
    TIME_PROPERTIES_DATA_SET(0x2003, 4),
    PORT_DATA_SET(0x2004, 26),
    TIME_STATUS_NP(0xc000, 50),
    GRANDMASTER_SETTINGS_NP(0xc001, 8),
    SUBSCRIBE_EVENTS_NP(0xc003, 66),
    /// Ends in a text: its length is the least.
    PORT_PROPERTIES_NP(0xc004, 13);

    private final int number;
    private final int bytes;

    ManagementId(int number, int bytes) {
        this.number = number;
        this.bytes = bytes;
    }

    int number() {
        return number;
    }

    /// Whether its data may have so many bytes. A text of even length brings a byte of padding with it.
    boolean fits(int length) {
        return this == PORT_PROPERTIES_NP ? length >= bytes : length == bytes;
    }

    static Optional<ManagementId> of(int number) {
        return Arrays.stream(values()).filter(id -> id.number == number).findFirst();
    }
}
