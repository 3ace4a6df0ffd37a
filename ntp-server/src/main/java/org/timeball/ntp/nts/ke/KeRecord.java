package org.timeball.ntp.nts.ke;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One record of the key establishment (RFC 8915 section 4): a type, whose highest bit says that who does not know it
/// must refuse, a length and a body.
///
/// @param type 0 to 32,767
record KeRecord(boolean critical, int type, byte[] body) {
    static final int END_OF_MESSAGE = 0;
    static final int NEXT_PROTOCOL = 1;
    static final int ERROR = 2;
    static final int WARNING = 3;
    static final int AEAD_ALGORITHM = 4;
    static final int NEW_COOKIE = 5;
    static final int SERVER = 6;
    static final int PORT = 7;
    /// Both sides derive the keys of AES-128-GCM-SIV as the RFC says; without it with the number of AES-SIV-CMAC-256, as
    /// chrony 4.4 did (chrony's nts-compliant-128gcm).
    static final int COMPLIANT_128GCM_EXPORT = 1024;

    static final int NTPV4 = 0;

    /// The other side did not know a critical record.
    static final int UNRECOGNISED_CRITICAL = 0;
    static final int BAD_REQUEST = 1;
    static final int INTERNAL_ERROR = 2;

    /// No sensible message is longer.
    static final int LONGEST_MESSAGE = 16_384;
    private static final int HEADER = 4;
    private static final int CRITICAL = 0x8000;

    KeRecord {
        body = body.clone();
    }

    static KeRecord end() {
        return new KeRecord(true, END_OF_MESSAGE, new byte[0]);
    }

    /// A record whose body is numbers of 16 bits.
    static KeRecord ofNumbers(boolean critical, int type, List<Integer> numbers) {
        ByteBuffer body = ByteBuffer.allocate(2 * numbers.size());
        numbers.forEach(number -> body.putShort(number.shortValue()));
        return new KeRecord(critical, type, body.array());
    }

    static KeRecord ofText(boolean critical, int type, String text) {
        return new KeRecord(critical, type, text.getBytes(StandardCharsets.US_ASCII));
    }

    /// The body as numbers of 16 bits; empty if it is no whole number of them.
    Optional<List<Integer>> numbers() {
        if ((body.length & 1) != 0) {
            return Optional.empty();
        }
        List<Integer> numbers = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(body);
        while (buffer.hasRemaining()) {
            numbers.add(buffer.getShort() & 0xffff);
        }
        return Optional.of(List.copyOf(numbers));
    }

    /// The body as one number of 16 bits.
    Optional<Integer> number() {
        return numbers().filter(numbers -> numbers.size() == 1).map(List::getFirst);
    }

    String text() {
        return new String(body, StandardCharsets.US_ASCII);
    }

    static byte[] message(List<KeRecord> records) {
        ByteBuffer message = ByteBuffer
                .allocate(records.stream().mapToInt(record -> HEADER + record.body.length).sum());
        for (KeRecord record : records) {
            message.putShort((short) (record.type | (record.critical ? CRITICAL : 0)))
                    .putShort((short) record.body.length).put(record.body);
        }
        return message.array();
    }

    /// Reads a message as far as it has come.
    ///
    /// @return its records, the last of which ends it; empty if more must come
    /// @throws KeException if it is too long to be one, or goes on behind its end
    static Optional<List<KeRecord>> parse(byte[] bytes) throws KeException {
        if (bytes.length > LONGEST_MESSAGE) {
            throw new KeException("a message of more than " + LONGEST_MESSAGE + " bytes");
        }
        List<KeRecord> records = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.remaining() >= HEADER) {
            int type = buffer.getShort() & 0xffff;
            int length = buffer.getShort() & 0xffff;
            if (length > buffer.remaining()) {
                break;
            }
            byte[] body = new byte[length];
            buffer.get(body);
            KeRecord record = new KeRecord((type & CRITICAL) != 0, type & ~CRITICAL, body);
            records.add(record);
            if (record.type == END_OF_MESSAGE) {
                if (buffer.hasRemaining()) {
                    throw new KeException("bytes behind the end of the message");
                }
                return Optional.of(records);
            }
        }
        return Optional.empty();
    }
}
