package org.timeball.ntp.nts.ke;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.timeball.ntp.access.IpText;
import org.timeball.ntp.nts.AeadAlgorithm;
import org.timeball.ntp.nts.SessionKeys;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// Keys and cookies of one server, as they survive a restart.
///
/// A text of five lines, the format that chrony's `.nts` files have too: `NNC0`; the server's name; when the keys were
/// established, seconds since 1970; address and port of the NTP server; number of the session, number of the algorithm,
/// keys S2C and C2S. Then a line for each cookie.
///
/// @param name that the certificate bore
/// @param ntpPort its UDP port
/// @param session how many sessions there have been with this server
record CookieFile(String name, SystemInstant established, IpAddress ntpServer, int ntpPort, long session,
        SessionKeys keys, List<byte[]> cookies) {
    private static final String FORMAT = "NNC0";
    private static final int HEADER_LINES = 5;
    private static final int MOST_COOKIES = 8;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    byte[] text() {
        StringBuilder text = new StringBuilder(FORMAT).append('\n').append(name).append('\n')
                .append("%.1f\n".formatted(established.nanos() / (double) Span.ofSeconds(1).nanos()))
                .append(ntpServer).append(' ').append(ntpPort).append('\n').append(session).append(' ')
                .append(keys.algorithm().id()).append(' ').append(HEX.formatHex(keys.toClient())).append(' ')
                .append(HEX.formatHex(keys.toServer())).append('\n');
        cookies.forEach(cookie -> text.append(HEX.formatHex(cookie)).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// @return empty if it is no such text
    static Optional<CookieFile> parse(byte[] content) {
        List<String> lines = new String(content, StandardCharsets.US_ASCII).lines().toList();
        if (lines.size() <= HEADER_LINES || !lines.getFirst().equals(FORMAT)) {
            return Optional.empty();
        }
        try {
            String[] server = lines.get(3).split(" ");
            String[] context = lines.get(4).split(" ");
            AeadAlgorithm algorithm = AeadAlgorithm.of(Integer.parseInt(context[1])).orElseThrow();
            int port = Integer.parseInt(server[1]);
            List<byte[]> cookies = new ArrayList<>();
            lines.stream().skip(HEADER_LINES).limit(MOST_COOKIES).forEach(line -> cookies.add(HEX.parseHex(line)));
            if (port < 1 || port > 65_535 || cookies.stream().anyMatch(cookie -> cookie.length == 0
                    || cookie.length % 4 != 0)) {
                return Optional.empty();
            }
            long nanos = (long) (Double.parseDouble(lines.get(2)) * Span.ofSeconds(1).nanos());
            return Optional.of(new CookieFile(lines.get(1), new SystemInstant(nanos), IpText.parse(server[0]), port,
                    Long.parseLong(context[0]), new SessionKeys(algorithm, HEX.parseHex(context[3]),
                            HEX.parseHex(context[2])),
                    cookies));
        } catch (RuntimeException e) {
            // A damaged file holds no keys; that is all that matters here.
            return Optional.empty();
        }
    }
}
