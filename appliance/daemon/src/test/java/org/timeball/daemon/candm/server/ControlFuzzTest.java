package org.timeball.daemon.candm.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.timeball.daemon.candm.FakeBox;
import org.timeball.daemon.candm.wire.OpenWord;
import org.timeball.daemon.candm.wire.ReplyHeader;
import org.timeball.daemon.candm.wire.ReplyReader;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;

/// Fuzz target: a datagram to the control port, over UDP and over the Unix socket, and one to a client of it. No answer is
/// longer than its request; what UDP may not do is not done.
public class ControlFuzzTest {
    private static final Address UDP = new Address.Udp(IpAddress.v4(127, 0, 0, 1), 50_000);
    private static final Address UNIX = new Address.Unix("/run/chrony/chronyc.1/x/sock");

    public static void fuzzerTestOneInput(byte[] input) {
        FakeBox box = new FakeBox();
        RequestDesk desk = new RequestDesk(box, box.commandAccess, CommandTally.NONE, OpenWord.DEFAULT);
        checked(input, desk.answer(input, UDP, new SystemInstant(0)));
        assertThat(box.done).isEmpty();
        checked(input, desk.answer(input, UNIX, new SystemInstant(0)));
        if (input.length >= ReplyHeader.LENGTH) {
            assertThat(ReplyReader.read(ReplyHeader.read(input), input)).isNotNull();
        }
    }

    private static void checked(byte[] request, Optional<byte[]> reply) {
        assertThat(reply.map(bytes -> bytes.length).orElse(0)).isLessThanOrEqualTo(request.length);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "ControlFuzzTest.hex", maxCharsPerColumn = -1)
    void keptInputsAreHarmless(String input) {
        fuzzerTestOneInput(HexFormat.of().parseHex(input));
    }
}
