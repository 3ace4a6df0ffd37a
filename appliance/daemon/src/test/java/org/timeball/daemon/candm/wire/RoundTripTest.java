package org.timeball.daemon.candm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.timeball.daemon.candm.ClientPage;
import org.timeball.daemon.candm.FakeBox;
import org.timeball.daemon.candm.ManualReport;
import org.timeball.daemon.candm.ManualSampleReport;
import org.timeball.daemon.candm.Query.Layout;
import org.timeball.daemon.candm.Report;
import org.timeball.daemon.candm.Request;
import org.timeball.daemon.candm.SetTimeReport;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.daemon.candm.SourceCountReport;
import org.timeball.daemon.candm.SourceNameReport;

class RoundTripTest {
    private static final RequestHeader REQUEST = RequestHeader.of(CommandCode.TRACKING, 0, 7);

    @Test
    void everyRequestComesBackAsItWasSent() {
        Set<CommandCode> sent = new TreeSet<>();
        for (int seed = 0; seed < 300; seed++) {
            for (Request request : new RandomRequests(seed).all()) {
                CommandCode command = RequestWriter.command(request);
                byte[] packet = RequestWriter.write(request, 3, 0xcafe0001);
                assertThat(packet).hasSize(command.length());
                assertThat(RequestHeader.read(packet)).isEqualTo(RequestHeader.of(command, 3, 0xcafe0001));
                assertThat(RequestReader.read(command, packet)).as("seed %d", seed)
                        .isEqualTo(new Parsed.Understood(request));
                sent.add(command);
            }
        }
        Set<CommandCode> all = new TreeSet<>(Set.of(CommandCode.values()));
        all.remove(CommandCode.LOCAL2);
        assertThat(sent).isEqualTo(all);
    }

    @Test
    void everyReportComesBackToThePrecisionOfTheWire() {
        FakeBox box = new FakeBox();
        SourceAddress first = new SourceAddress.Ip(FakeBox.FIRST);
        for (Report report : List.of(new SourceCountReport(4), box.tracking(), box.source(0), box.source(1),
                box.source(2), box.source(3), box.sourceStats(0), box.sourceStats(2), box.select(0), box.select(3),
                box.ntpData(first).orElseThrow(), box.auth(first).orElseThrow(), new SourceNameReport("ntp.example"),
                box.activity(), box.serverStats(), box.rtc().orElseThrow(), box.smoothing().orElseThrow(),
                new ClientPage(9, 2, box.clients), new SetTimeReport(1.5, -2, 3),
                new ManualReport(List.of(new ManualSampleReport(FakeBox.NOW, 1, 2, 3))))) {
            Report read = read(ReplyWriter.write(REQUEST, report, Layout.CURRENT));
            assertThat(read).hasSameClassAs(report);
            assertThat(read).usingRecursiveComparison()
                    // 24 bits of a number.
                    .withComparatorForType((a, b) -> Math.abs(a - b) <= Math.abs(b) * Math.pow(2, -23) ? 0 : 1,
                            Double.class)
                    .isEqualTo(report);
            assertThat(ReplyWriter.write(REQUEST, read, Layout.CURRENT))
                    .isEqualTo(ReplyWriter.write(REQUEST, report, Layout.CURRENT));
        }
    }

    private static Report read(byte[] packet) {
        return ReplyReader.read(ReplyHeader.read(packet), packet).orElseThrow();
    }
}
