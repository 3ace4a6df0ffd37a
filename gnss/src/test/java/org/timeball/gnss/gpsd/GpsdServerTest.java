package org.timeball.gnss.gpsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.timeball.gnss.nmea.Sentences;
import org.timeball.gnss.receiver.ReceiverTracker;
import org.timeball.gnss.ubx.Frames;
import org.timeball.gnss.ubx.UbxFrameBuilder;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

class GpsdServerTest {
    private static final UtcInstant NOW = UtcInstant.of(2026, 11, 20, 10, 11, 12, 0);
    private static final String DEVICE = "/dev/ttyACM0";
    private static final String RMC = "GPRMC,101112.00,A,5128.6758,N,00000.0882,W,0.1,,201126,,,A";
    private final GpsdServer server = started(0);
    private final ReceiverTracker tracker = new ReceiverTracker(new SourceId(0),
            UtcInstant.of(2026, 11, 1, 0, 0, 0, 0));
    private final List<Client> clients = new ArrayList<>();

    GpsdServerTest() {
        tracker.listener(server);
    }

    private static GpsdServer started(int port) {
        try {
            return GpsdServer.start(
                    GpsdSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)), DEVICE, 9600,
                    () -> NOW);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A client that reads with a patience of ten seconds.
    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(10_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }

        String line() throws IOException {
            return in.readLine();
        }

        String lineWith(String text) throws IOException {
            String line = line();
            while (!line.contains(text)) {
                line = line();
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private Client client() throws IOException {
        Client client = new Client(server.port());
        clients.add(client);
        assertThat(client.line()).isEqualTo(
                "{\"class\":\"VERSION\",\"release\":\"3.22\",\"rev\":\"3.22\",\"proto_major\":3,\"proto_minor\":14}");
        return client;
    }

    private Client watching(String watch) throws IOException {
        Client client = client();
        client.send("?WATCH=" + watch + ";");
        client.lineWith("\"WATCH\"");
        return client;
    }

    private void hear(byte[]... pieces) {
        byte[] all = Sentences.joined(pieces);
        server.received(all);
        tracker.accept(all, new SystemInstant(NOW.posixNanos() + 120_000_000));
    }

    @AfterEach
    void close() throws IOException {
        for (Client client : clients) {
            client.close();
        }
        server.close();
    }

    @Test
    void aWatchIsAnsweredWithTheDevicesAndWhatIsWatched() throws IOException {
        Client client = client();
        client.send("?WATCH={\"enable\":true,\"json\":true}\n");
        assertThat(client.line()).startsWith("{\"class\":\"DEVICES\",\"devices\":[{\"class\":\"DEVICE\"")
                .contains("\"path\":\"/dev/ttyACM0\"").contains("\"bps\":9600");
        assertThat(client.line()).isEqualTo("{\"class\":\"WATCH\",\"enable\":true,\"json\":true,\"nmea\":false,"
                + "\"raw\":0,\"scaled\":false,\"timing\":false,\"split24\":false,\"pps\":false}");
    }

    @Test
    void eachEpochIsToldToThoseWhoWatch() throws IOException {
        Client client = watching("{\"json\":true}");
        hear(Frames.pvt(0, 7, 3), Frames.gpsTime(0, 7, 30), Frames.endOfEpoch(0));
        assertThat(client.lineWith("\"DEVICE\"")).contains("u-blox").contains("2026-11-20T10:11:12.000Z");
        assertThat(client.lineWith("TPV")).contains("\"device\":\"/dev/ttyACM0\"").contains("\"mode\":3")
                .contains("\"time\":\"2026-11-20T10:11:12.000Z\"").contains("\"leapseconds\":18")
                .contains("\"lat\":51.47793");
        assertThat(client.line()).contains("SKY").contains("\"nSat\":0");
    }

    @Test
    void aSurveyOfTheLastFixIsThereForTheAsking() throws IOException {
        Client client = client();
        client.send("?POLL;");
        assertThat(client.line()).contains("\"active\":0").contains("\"tpv\":[]");
        hear(Frames.pvt(0, 7, 3), Frames.endOfEpoch(0));
        client.send("?POLL;?DEVICES;?DEVICE;?VERSION;");
        assertThat(client.line()).contains("\"class\":\"POLL\"").contains("\"tpv\":[{\"class\":\"TPV\"")
                .contains("\"sky\":[{\"class\":\"SKY\"");
        assertThat(client.line()).contains("\"class\":\"DEVICES\"");
        assertThat(client.line()).contains("\"class\":\"DEVICE\"");
        assertThat(client.line()).contains("\"class\":\"VERSION\"");
    }

    @Test
    void rawBytesComeAsTheyCame() throws IOException {
        Client client = watching("{\"raw\":2}");
        byte[] sentence = Sentences.bytes(RMC);
        hear(sentence);
        assertThat(client.line() + "\r\n").isEqualTo(new String(sentence, StandardCharsets.US_ASCII));
        Client hexadecimal = watching("{\"raw\":1}");
        hear(Frames.endOfEpoch(0));
        assertThat(hexadecimal.lineWith("b562")).startsWith("b56201610400");
    }

    @Test
    void sentencesArePassedOnAndMadeWhereThereAreNone() throws IOException {
        Client client = watching("{\"nmea\":true}");
        hear(Sentences.bytes(RMC));
        assertThat(client.line()).isEqualTo(Sentences.line(RMC).strip());
        assertThat(client.socket.getInputStream().available()).isZero();
        hear(Frames.pvt(1, 7, 3), Frames.endOfEpoch(1));
        assertThat(client.lineWith("RMC,101113.00,A")).contains("5128.675");
    }

    @Test
    void pulsesAndSerialTimesAreToldWithTheirError() throws IOException {
        Client client = watching("{\"pps\":true}");
        byte[] notice = new UbxFrameBuilder(0x0d01, 16).four(0, Frames.tow(1) - 18_000).four(8, -7_000)
                .two(12, Frames.WEEK).one(14, 3).bytes();
        hear(Frames.pvt(0, 7, 3), notice, Frames.endOfEpoch(0));
        assertThat(client.lineWith("TOFF")).contains("\"real_sec\":" + NOW.epochSecond())
                .contains("\"clock_nsec\":120000000");
        server.pulse(NOW.plusSeconds(1), new SystemInstant(NOW.posixNanos() + 1_000_000_500L));
        assertThat(client.lineWith("PPS")).contains("\"real_sec\":" + (NOW.epochSecond() + 1))
                .contains("\"real_nsec\":0").contains("\"clock_nsec\":500").contains("\"qErr\":-7000");
        server.pulse(NOW.plusSeconds(2), new SystemInstant(NOW.posixNanos() + 2_000_000_500L));
        assertThat(client.lineWith("PPS")).doesNotContain("qErr");
    }

    @Test
    void whatIsNoRequestIsAnErrorAndChangesNothing() throws IOException {
        Client client = watching("{\"json\":true}");
        client.send("?RABBITS;hello;?WATCH={\"enable\":tru;?WATCH;");
        assertThat(client.line()).contains("ERROR").contains("RABBITS");
        assertThat(client.line()).contains("ERROR").contains("hello");
        assertThat(client.line()).contains("ERROR").contains("WATCH");
        assertThat(client.line()).contains("\"enable\":true,\"json\":true");
    }

    @Test
    void aClientOfAnotherDeviceHearsNothingOfThisOne() throws IOException {
        Client other = watching("{\"json\":true,\"device\":\"/dev/other\"}");
        hear(Frames.pvt(0, 7, 3), Frames.endOfEpoch(0));
        other.send("?VERSION;");
        assertThat(other.line()).contains("VERSION");
    }

    @Test
    void aClientThatDoesNotReadHoldsNobodyUp() throws IOException {
        Client deaf = watching("{\"json\":true,\"raw\":2}");
        Client client = watching("{\"json\":true}");
        byte[] noise = new byte[8192];
        for (int i = 0; i < 3000; i++) {
            server.received(noise);
        }
        hear(Frames.pvt(0, 7, 3), Frames.endOfEpoch(0));
        assertThat(client.lineWith("TPV")).contains("10:11:12");
        deaf.close();
    }

    @Test
    void aPortThatIsTakenIsSaidWithWhatToDo() {
        assertThatThrownBy(() -> GpsdServer.start(
                GpsdSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())), DEVICE, 9600,
                () -> NOW)).isInstanceOf(IOException.class).hasMessageContaining("stop gpsd, or choose another port");
    }
}
