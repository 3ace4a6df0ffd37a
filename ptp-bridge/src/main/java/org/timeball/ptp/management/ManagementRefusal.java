package org.timeball.ptp.management;

/// Why a datagram gave no management message.
public enum ManagementRefusal implements ManagementReading {
    TRUNCATED("it is shorter than a management message with one TLV, 54 bytes"),
    NOT_MANAGEMENT("its message type is not management (0xd)"),
    WRONG_VERSION("its PTP version is not 2"),
    WRONG_LENGTH("its length is not the one that its header or its TLV says"),
    BAD_ACTION("its action is not 0 to 4"),
    WRONG_TLV("its TLV is neither MANAGEMENT nor MANAGEMENT_ERROR_STATUS"),
    UNKNOWN_ID("its managementId is none that was asked for"),
    WRONG_DATA("its data set has another number of bytes"),
    BAD_TEXT("a text in it is longer than the message, or not of printable ASCII"),
    BAD_STATE("a port state in it is not 1 to 9"),
    BAD_TIME("a time in it lies beyond 146 years either way, or before 1970");

    private final String words;

    ManagementRefusal(String words) {
        this.words = words;
    }

    /// The reason for people, to follow "refused:".
    public String words() {
        return words;
    }
}
