package org.timeball.ntp.nts.ke;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.timeball.ntp.nts.AeadAlgorithm;

/// What a server has agreed to (RFC 8915 section 4.1).
///
/// @param algorithm of the keys, one that was asked for
/// @param compliant whether the server derives the keys of AES-128-GCM-SIV as the RFC says
/// @param cookies one to eight
/// @param server NTP server to ask, as a name or an address in figures; empty for the same one
/// @param port its UDP port, if it was named
record KeAnswer(AeadAlgorithm algorithm, boolean compliant, List<byte[]> cookies, String server, OptionalInt port) {
    private static final int MOST_COOKIES = 8;
    private static final int LONGEST_COOKIE = 256;

    /// @param wanted what was asked for
    /// @throws KeException if the server refused, or says what a client must not accept
    static KeAnswer read(List<KeRecord> records, List<AeadAlgorithm> wanted) throws KeException {
        List<byte[]> cookies = new ArrayList<>();
        Optional<List<Integer>> protocols = Optional.empty();
        Optional<Integer> algorithm = Optional.empty();
        boolean compliant = false;
        String server = "";
        OptionalInt port = OptionalInt.empty();
        for (KeRecord record : records) {
            switch (record.type()) {
                case KeRecord.NEXT_PROTOCOL -> protocols = record.numbers();
                case KeRecord.AEAD_ALGORITHM -> algorithm = record.number();
                case KeRecord.ERROR -> throw new KeException("the server answers with error " + code(record));
                case KeRecord.WARNING -> throw new KeException("the server answers with warning " + code(record));
                case KeRecord.COMPLIANT_128GCM_EXPORT -> compliant = true;
                case KeRecord.SERVER -> server = record.text();
                case KeRecord.PORT -> port = OptionalInt.of(record.number().filter(number -> number > 0)
                        .orElseThrow(() -> new KeException("the server names no valid port")));
                case KeRecord.NEW_COOKIE -> {
                    if (isUsable(record.body()) && cookies.size() < MOST_COOKIES) {
                        cookies.add(record.body());
                    }
                }
                default -> {
                    if (record.critical() && record.type() != KeRecord.END_OF_MESSAGE) {
                        throw new KeException("the server says something unknown: record " + record.type());
                    }
                }
            }
        }
        if (protocols.filter(List.of(KeRecord.NTPV4)::equals).isEmpty()) {
            throw new KeException("the server does not serve NTPv4");
        }
        AeadAlgorithm agreed = algorithm.flatMap(AeadAlgorithm::of).filter(wanted::contains)
                .orElseThrow(() -> new KeException(
                        "the server knows none of the algorithms " + wanted.stream().map(AeadAlgorithm::id).toList()));
        if (cookies.isEmpty()) {
            throw new KeException("the server gives no cookies");
        }
        return new KeAnswer(agreed, compliant, cookies, server, port);
    }

    private static String code(KeRecord record) {
        return record.number().map(String::valueOf).orElse("of no number");
    }

    /// One that fits into an extension field as it is.
    private static boolean isUsable(byte[] cookie) {
        return cookie.length > 0 && cookie.length <= LONGEST_COOKIE && cookie.length % 4 == 0;
    }
}
