package org.timeball.ntp.nts.ke;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timeball.ntp.nts.AeadAlgorithm;
import org.timeball.ntp.nts.Cookies;
import org.timeball.ntp.nts.SessionKeys;
import org.tinylog.Logger;

/// What a server says to a request for keys (RFC 8915 section 4.1).
final class KeAnswers {
    private static final int COOKIES = 8;
    private static final int NTP_PORT = 123;

    private final KeServerSettings settings;
    private final Cookies cookies;

    KeAnswers(KeServerSettings settings, Cookies cookies) {
        this.settings = settings;
        this.cookies = cookies;
    }

    /// Where keys come from.
    @FunctionalInterface
    interface KeyMaterial {
        /// @param exported number of the algorithm in what they are derived from
        SessionKeys keys(AeadAlgorithm algorithm, int exported) throws KeException;
    }

    /// @param request what has come of it
    /// @return empty if more must come
    Optional<byte[]> to(byte[] request, KeyMaterial material) {
        try {
            Optional<List<KeRecord>> records = KeRecord.parse(request);
            return records.isEmpty()
                    ? Optional.empty()
                    : Optional.of(KeRecord.message(answer(records.get(), material)));
        } catch (KeException _) {
            return Optional.of(KeRecord.message(error(KeRecord.BAD_REQUEST)));
        }
    }

    private static List<KeRecord> error(int code) {
        return List.of(KeRecord.ofNumbers(true, KeRecord.ERROR, List.of(code)), KeRecord.end());
    }

    private List<KeRecord> answer(List<KeRecord> request, KeyMaterial material) {
        Optional<List<Integer>> protocols = Optional.empty();
        Optional<List<Integer>> algorithms = Optional.empty();
        boolean compliant = false;
        for (KeRecord record : request) {
            switch (record.type()) {
                case KeRecord.NEXT_PROTOCOL -> {
                    if (protocols.isPresent() || !isList(record)) {
                        return error(KeRecord.BAD_REQUEST);
                    }
                    protocols = record.numbers();
                }
                case KeRecord.AEAD_ALGORITHM -> {
                    if (algorithms.isPresent() || !isList(record)) {
                        return error(KeRecord.BAD_REQUEST);
                    }
                    algorithms = record.numbers();
                }
                case KeRecord.COMPLIANT_128GCM_EXPORT -> compliant = true;
                case KeRecord.ERROR, KeRecord.WARNING, KeRecord.NEW_COOKIE -> {
                    return error(KeRecord.BAD_REQUEST);
                }
                case KeRecord.END_OF_MESSAGE, KeRecord.SERVER, KeRecord.PORT -> {
                    // The end, and wishes that a server need not follow.
                }
                default -> {
                    if (record.critical()) {
                        return error(KeRecord.UNRECOGNISED_CRITICAL);
                    }
                }
            }
        }
        if (protocols.isEmpty() || algorithms.isEmpty() && protocols.get().contains(KeRecord.NTPV4)) {
            return error(KeRecord.BAD_REQUEST);
        }
        if (!protocols.get().contains(KeRecord.NTPV4)) {
            return List.of(KeRecord.ofNumbers(true, KeRecord.NEXT_PROTOCOL, List.of()), KeRecord.end());
        }
        return agreed(algorithms.get().stream().flatMap(id -> AeadAlgorithm.of(id).stream())
                .filter(settings.algorithms()::contains).findFirst(), compliant, material);
    }

    private static boolean isList(KeRecord record) {
        return record.numbers().filter(numbers -> !numbers.isEmpty()).isPresent();
    }

    private List<KeRecord> agreed(Optional<AeadAlgorithm> agreed, boolean compliant, KeyMaterial material) {
        List<KeRecord> answer = new ArrayList<>();
        answer.add(KeRecord.ofNumbers(true, KeRecord.NEXT_PROTOCOL, List.of(KeRecord.NTPV4)));
        if (agreed.isEmpty()) {
            answer.add(KeRecord.ofNumbers(true, KeRecord.AEAD_ALGORITHM, List.of()));
            answer.add(KeRecord.end());
            return answer;
        }
        AeadAlgorithm algorithm = agreed.get();
        answer.add(KeRecord.ofNumbers(true, KeRecord.AEAD_ALGORITHM, List.of(algorithm.id())));
        if (algorithm == AeadAlgorithm.AES_128_GCM_SIV && compliant) {
            answer.add(new KeRecord(false, KeRecord.COMPLIANT_128GCM_EXPORT, new byte[0]));
        }
        settings.ntpServer().ifPresent(server -> answer.add(KeRecord.ofText(true, KeRecord.SERVER, server)));
        if (settings.ntpPort() != NTP_PORT) {
            answer.add(KeRecord.ofNumbers(true, KeRecord.PORT, List.of(settings.ntpPort())));
        }
        try {
            SessionKeys keys = material.keys(algorithm, exported(algorithm, compliant));
            for (int i = 0; i < COOKIES; i++) {
                answer.add(new KeRecord(false, KeRecord.NEW_COOKIE, cookies.create(keys)));
            }
        } catch (KeException e) {
            Logger.error("NTS-KE: {}", e.getMessage());
            return error(KeRecord.INTERNAL_ERROR);
        }
        answer.add(KeRecord.end());
        return answer;
    }

    /// The algorithm's number in what keys are derived from.
    ///
    /// @param compliant whether both sides have said that they keep to the RFC
    static int exported(AeadAlgorithm algorithm, boolean compliant) {
        return compliant || algorithm != AeadAlgorithm.AES_128_GCM_SIV
                ? algorithm.id()
                : AeadAlgorithm.AES_SIV_CMAC_256.id();
    }
}
