package org.timeball.daemon.candm;

/// How a request ended, with the number on the wire and the words that chronyc prints for it.
public enum Status {
    SUCCESS(0, "200 OK"),
    FAILED(1, "500 Failure"),
    UNAUTHORISED(2, "501 Not authorised"),
    INVALID(3, "502 Invalid command"),
    NO_SUCH_SOURCE(4, "503 No such source"),
    STALE_LOGON(5, "504 Duplicate or stale logon detected"),
    NOT_ENABLED(6, "505 Facility not enabled in daemon"),
    BAD_SUBNET(7, "507 Bad subnet"),
    ACCESS_ALLOWED(8, "208 Access allowed"),
    ACCESS_DENIED(9, "209 Access denied"),
    NO_HOST_ACCESS(10, "510 No command access from this host"),
    SOURCE_ALREADY_KNOWN(11, "511 Source already present"),
    TOO_MANY_SOURCES(12, "512 Too many sources present"),
    NO_RTC(13, "513 RTC driver not running"),
    BAD_RTC_FILE(14, "514 Can't write RTC parameters"),
    INACTIVE(15, "519 Client logging is not active in the daemon"),
    BAD_SAMPLE(16, "516 Sample index out of range"),
    INVALID_FAMILY(17, "515 Invalid address family"),
    BAD_VERSION(18, "517 Protocol version mismatch"),
    BAD_LENGTH(19, "518 Packet length mismatch"),
    INVALID_NAME(21, "521 Invalid name");

    private static final Status[] BY_CODE = new Status[22];

    static {
        for (Status status : values()) {
            BY_CODE[status.code] = status;
        }
    }

    private final int code;
    private final String text;

    Status(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /// The number on the wire.
    public int code() {
        return code;
    }

    /// The line that chronyc prints.
    public String text() {
        return text;
    }

    /// Whether chronyc counts it as a success: exit status 0.
    public boolean isSuccess() {
        return this == SUCCESS || this == ACCESS_ALLOWED || this == ACCESS_DENIED;
    }

    /// The line for a number on the wire, also for one that has no name here.
    public static String textOf(int code) {
        Status known = code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
        return known != null ? known.text : "520 Got unexpected error from daemon";
    }
}
