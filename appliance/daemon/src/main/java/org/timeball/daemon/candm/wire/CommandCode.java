package org.timeball.daemon.candm.wire;

import java.util.Optional;

/// Requests that are in use, with their number, the bytes of their body and their reply.
///
/// A request is padded so that it is at least as long as its reply.
public enum CommandCode {
    ONLINE(1, 40), OFFLINE(2, 40), BURST(3, 48), MODIFY_MINPOLL(4, 24), MODIFY_MAXPOLL(5, 24), DUMP(6, 4),
    MODIFY_MAXDELAY(7, 24), MODIFY_MAXDELAYRATIO(8, 24), MODIFY_MAXUPDATESKEW(9, 4),
    SETTIME(11, 12, ReplyCode.MANUAL_TIMESTAMP), MANUAL(13, 4), N_SOURCES(14, 0, ReplyCode.SOURCE_COUNT),
    SOURCE_DATA(15, 4, ReplyCode.SOURCE_DATA), REKEY(16, 0), ALLOW(17, 24), ALLOWALL(18, 24), DENY(19, 24),
    DENYALL(20, 24), CMDALLOW(21, 24), CMDALLOWALL(22, 24), CMDDENY(23, 24), CMDDENYALL(24, 24), ACCHECK(25, 20),
    CMDACCHECK(26, 20), DEL_SOURCE(29, 20), WRITERTC(30, 0), DFREQ(31, 4), TRACKING(33, 0, ReplyCode.TRACKING),
    SOURCESTATS(34, 4, ReplyCode.SOURCE_STATS), RTCREPORT(35, 0, ReplyCode.RTC), TRIMRTC(36, 0), CYCLELOGS(37, 0),
    MANUAL_LIST(41, 0, ReplyCode.MANUAL_LIST), MANUAL_DELETE(42, 4), MAKESTEP(43, 0),
    ACTIVITY(44, 0, ReplyCode.ACTIVITY), MODIFY_MINSTRATUM(45, 24), MODIFY_POLLTARGET(46, 24),
    MODIFY_MAXDELAYDEVRATIO(47, 24), RESELECT(48, 0), RESELECTDISTANCE(49, 4), MODIFY_MAKESTEP(50, 8),
    SMOOTHING(51, 0, ReplyCode.SMOOTHING), SMOOTHTIME(52, 4), REFRESH(53, 0),
    SERVER_STATS(54, 0, ReplyCode.SERVER_STATS4),
    /// `local` of chronyc 4.0 to 4.5.
    LOCAL2(56, 16), NTP_DATA(57, 20, ReplyCode.NTP_DATA2), SHUTDOWN(62, 0), ONOFFLINE(63, 0), ADD_SOURCE(64, 352),
    NTP_SOURCE_NAME(65, 20, ReplyCode.SOURCE_NAME), RESET_SOURCES(66, 0), AUTH_DATA(67, 20, ReplyCode.AUTH_DATA),
    CLIENT_ACCESSES(68, 16, ReplyCode.CLIENTS), SELECT_DATA(69, 4, ReplyCode.SELECT_DATA), RELOAD_SOURCES(70, 0),
    DOFFSET(71, 4), MODIFY_SELECTOPTS(72, 32), MODIFY_OFFSET(73, 28), LOCAL3(74, 28);

    private static final CommandCode[] BY_CODE = new CommandCode[75];

    static {
        for (CommandCode each : values()) {
            BY_CODE[each.code] = each;
        }
    }

    private final int code;
    private final int body;
    private final ReplyCode reply;

    CommandCode(int code, int body) {
        this(code, body, ReplyCode.NULL);
    }

    CommandCode(int code, int body, ReplyCode reply) {
        this.code = code;
        this.body = body;
        this.reply = reply;
    }

    public int code() {
        return code;
    }

    /// The kind of reply that a success has.
    public ReplyCode reply() {
        return reply;
    }

    /// Bytes of the whole packet as today's chronyc sends it.
    public int length() {
        return Math.max(RequestHeader.LENGTH + body, reply.length());
    }

    /// Bytes of the shortest packet that is answered: older chronyc expect shorter replies to two requests.
    public int shortest() {
        return switch (this) {
            case SERVER_STATS -> ReplyCode.SERVER_STATS2.length();
            case NTP_DATA -> ReplyCode.NTP_DATA.length();
            default -> length();
        };
    }

    /// The request with a number, if it is in use.
    public static Optional<CommandCode> of(int code) {
        return code >= 0 && code < BY_CODE.length ? Optional.ofNullable(BY_CODE[code]) : Optional.empty();
    }
}
