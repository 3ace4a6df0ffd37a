package org.timeball.daemon.candm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandCodeTest {
    /// Number of the request, bytes of its packet, number of its reply, bytes of that: as chrony 4.8's tables, printed
    /// by a program that was compiled from them, say.
    @ParameterizedTest
    @CsvSource({"1, 60, 1, 28", "2, 60, 1, 28", "3, 68, 1, 28", "4, 44, 1, 28", "5, 44, 1, 28", "6, 28, 1, 28",
            "7, 44, 1, 28", "8, 44, 1, 28", "9, 28, 1, 28", "11, 40, 17, 40", "13, 28, 1, 28", "14, 32, 2, 32",
            "15, 76, 3, 76", "16, 28, 1, 28", "17, 44, 1, 28", "18, 44, 1, 28", "19, 44, 1, 28", "20, 44, 1, 28",
            "21, 44, 1, 28", "22, 44, 1, 28", "23, 44, 1, 28", "24, 44, 1, 28", "25, 40, 1, 28", "26, 40, 1, 28",
            "29, 40, 1, 28", "30, 28, 1, 28", "31, 28, 1, 28", "33, 104, 5, 104", "34, 84, 6, 84", "35, 56, 7, 56",
            "36, 28, 1, 28", "37, 28, 1, 28", "41, 416, 18, 416", "42, 28, 1, 28", "43, 28, 1, 28", "44, 48, 12, 48",
            "45, 44, 1, 28", "46, 44, 1, 28", "47, 44, 1, 28", "48, 28, 1, 28", "49, 28, 1, 28", "50, 28, 1, 28",
            "51, 52, 13, 52", "52, 28, 1, 28", "53, 28, 1, 28", "54, 196, 25, 196", "57, 172, 26, 172", "62, 28, 1, 28",
            "63, 28, 1, 28", "64, 372, 1, 28", "65, 284, 19, 284", "66, 28, 1, 28", "67, 52, 20, 52",
            "68, 520, 21, 520", "69, 76, 23, 76", "70, 28, 1, 28", "71, 28, 1, 28", "72, 52, 1, 28", "73, 48, 1, 28",
            "74, 48, 1, 28"})
    void requestsAndRepliesHaveChronysLengths(int code, int length, int reply, int replyLength) {
        CommandCode command = CommandCode.of(code).orElseThrow();
        assertThat(command.length()).isEqualTo(length);
        assertThat(command.reply().code()).isEqualTo(reply);
        assertThat(command.reply().length()).isEqualTo(replyLength);
        assertThat(command.length()).isGreaterThanOrEqualTo(replyLength);
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "10", "12", "27", "28", "32", "38", "39", "40", "55", "58", "59", "60", "61", "75", "65535"})
    void obsoleteAndUnknownNumbersAreNoCommands(int code) {
        assertThat(CommandCode.of(code)).isEmpty();
    }

    @Test
    void olderClientsSendShorterRequests() {
        assertThat(CommandCode.LOCAL2.length()).isEqualTo(36);
        assertThat(CommandCode.SERVER_STATS.shortest()).isEqualTo(60);
        assertThat(CommandCode.NTP_DATA.shortest()).isEqualTo(152);
    }
}
