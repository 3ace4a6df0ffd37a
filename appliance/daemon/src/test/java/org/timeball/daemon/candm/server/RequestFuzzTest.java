package org.timeball.daemon.candm.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.timeball.daemon.candm.FakeBox;
import org.timeball.daemon.candm.Request;
import org.timeball.daemon.candm.wire.OpenWord;
import org.timeball.daemon.candm.wire.RandomRequests;
import org.timeball.daemon.candm.wire.ReplyHeader;
import org.timeball.daemon.candm.wire.ReplyReader;
import org.timeball.daemon.candm.wire.RequestHeader;
import org.timeball.daemon.candm.wire.RequestWriter;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;

/// Requests with bytes changed, cut and lengthened. More rounds: `-Dtimeball.fuzz.rounds=N`.
class RequestFuzzTest {
    private static final int ROUNDS = Integer.getInteger("timeball.fuzz.rounds", 20_000);
    private static final List<Address> SENDERS = List.of(new Address.Unix("/run/x"),
            new Address.Udp(IpAddress.v4(127, 0, 0, 1), 1), new Address.Udp(IpAddress.v4(192, 0, 2, 1), 1));

    @Test
    void noBytesMakeItThrowAndNoReplyIsLongerThanItsRequest() {
        SplittableRandom random = new SplittableRandom(20_261_126);
        FakeBox box = new FakeBox();
        int answered = 0;
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 500 == 0) {
                box = new FakeBox();
            }
            RequestDesk desk = new RequestDesk(box, box.commandAccess, CommandTally.NONE,
                    EnumSet.allOf(OpenWord.class));
            List<Request> requests = new RandomRequests(random.nextLong()).all();
            byte[] packet = RequestWriter.write(requests.get(random.nextInt(requests.size())), 0, random.nextInt());
            mutate(packet, random);
            byte[] sent = random.nextInt(4) == 0 ? Arrays.copyOf(packet, random.nextInt(900)) : packet;
            Address from = SENDERS.get(random.nextInt(SENDERS.size()));
            Optional<byte[]> reply = desk.answer(sent, from, new SystemInstant(round));
            if (reply.isPresent()) {
                answered++;
                check(sent, reply.get());
            }
            limit(box);
        }
        assertThat(answered).isGreaterThan(ROUNDS / 4);
    }

    private static void check(byte[] sent, byte[] reply) {
        assertThat(reply.length).isBetween(ReplyHeader.LENGTH, sent.length);
        ReplyHeader header = ReplyHeader.read(reply);
        RequestHeader request = RequestHeader.read(sent);
        assertThat(header.answers(request)).isTrue();
        if (header.reply() != 1 && header.reply() != 16 && header.reply() != 22 && header.reply() != 24) {
            assertThat(ReplyReader.read(header, reply)).isPresent();
        }
    }

    private static void mutate(byte[] packet, SplittableRandom random) {
        // One packet in four stays as it is.
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(packet.length);
            switch (random.nextInt(4)) {
                case 0 -> packet[at] = (byte) random.nextInt();
                case 1 -> packet[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> packet[at] = (byte) (random.nextBoolean() ? 0xff : 0x7f);
                default -> Arrays.fill(packet, at, Math.min(packet.length, at + 8), (byte) random.nextInt());
            }
        }
    }

    /// A daemon would have limits of its own.
    private static void limit(FakeBox box) {
        while (box.sources.size() > 8) {
            box.sources.removeLast();
        }
        while (box.manualSamples.size() > 15) {
            box.manualSamples.removeFirst();
        }
        box.done.clear();
    }

    @Test
    void noReplyMakesItsReaderThrow() {
        SplittableRandom random = new SplittableRandom(77);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] packet = new byte[28 + random.nextInt(600)];
            random.nextBytes(packet);
            packet[6] = 0;
            packet[7] = (byte) random.nextInt(30);
            ReplyReader.read(ReplyHeader.read(packet), packet);
        }
    }
}
