package org.timeball.daemon.standin.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.timeball.daemon.standin.trial.Expectation.Limits;
import org.timeball.ntp.nts.ke.CertificateMaker;
import org.timeball.ntp.nts.ke.CertificateMaker.Content;
import org.timeball.ntp.nts.ke.CertificateMaker.Key;
import org.timeball.ntp.nts.ke.CertificateMaker.Made;

/// Trials of Network Time Security. The simulated year is 2010, and so are the dates of the certificates.
final class NtsTrials {
    private static final double SECONDS = 10_000;
    private static final Instant START = Instant.parse("2009-12-31T00:00:00Z");
    private static final String SERVER = "server node1.net1.clk minpoll 6 maxpoll 6 nts";
    private static final int KE_PORT = 4460;
    private static final int CONNECT = 2;
    private static final String COOKIE = "00".repeat(100);
    private static final Map<String, Made> MADE = new HashMap<>();

    static final List<Kind> KINDS = kinds();

    private NtsTrials() {
    }

    private static List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        for (String aeads : List.of("15", "30", "30 15")) {
            kinds.add(new Kind("nts-" + aeads.replace(' ', '-'), "NTS with the algorithms " + aeads, SECONDS, trial -> {
                trial.node(server("node1.net1.clk", "ntsaeads " + aeads));
                trial.node(client(trial, SERVER, "ntsaeads 30 15"));
                trial.expectDefault(2, 120, 300, Limits.DEFAULT);
                trial.expect(messages(6, 8));
                trial.expect(new Expectation("lines of the kept cookies", 12, 13,
                        outcome -> outcome.fileLines("192.168.123.1.nts")));
                trial.expect(new Expectation("lines of the kept keys", 6, 6, outcome -> outcome.fileLines("ntskeys")));
                trial.expect(samples("111 111 111.", 150, 156));
            }));
        }
        kinds.add(new Kind("nts-no-algorithm", "client and server have no algorithm in common", SECONDS, trial -> {
            trial.node(server("node1.net1.clk", "ntsaeads 15"));
            trial.node(client(trial, SERVER, "ntsaeads 30"));
            trial.expect(Expectation.lines(2, "Selected source", 0, 0));
            trial.expect(messages(10, 30));
        }));
        kinds.add(new Kind("nts-rotate", "cookies grow old before they are spent", SECONDS, trial -> {
            trial.node(server("node1.net1.clk", "ntsrotate 66"));
            trial.node(client(trial, SERVER));
            trial.expect(samples("111 111 111.", 75, 80));
            trial.expect(samples("111 001 0000", 37, 39));
            trial.expect(messages(260, 300));
        }));
        kinds.add(new Kind("nts-refresh", "keys are established anew every two minutes", SECONDS, trial -> {
            trial.node(server("node1.net1.clk"));
            trial.node(client(trial, SERVER, "ntsrefresh 120"));
            trial.expect(samples("111 111 111.", 99, 103));
            trial.expect(messages(350, 390));
        }));
        kinds.add(new Kind("nts-expired", "the server's certificate is not of this year", SECONDS, trial -> {
            trial.node(server("node1.net1.clk", Instant.parse("2008-01-01T00:00:00Z")));
            trial.node(client(trial, SERVER));
            trial.expect(Expectation.lines(2, "expired certificate", 4, 4));
            trial.expect(messages(10, 20));
            trial.expect(Expectation.lines(2, "Selected source", 0, 0));
        }));
        kinds.add(new Kind("nts-no-date", "the dates of certificates do not count before the clock is set", SECONDS,
                trial -> {
                    trial.node(server("node1.net1.clk"));
                    trial.node(client(trial, SERVER, "nocerttimecheck 1", "makestep 1 1")
                            .on(trial.poorClock().offset(-1e9)));
                    trial.expect(Expectation.lines(2, "Selected source", 1, 1e9));
                    trial.expect(Expectation.settles(2, 100, 400, Limits.DEFAULT));
                }));
        kinds.add(new Kind("nts-wrong-name", "the certificate bears another name", SECONDS, trial -> {
            trial.node(server("node7.net1.clk"));
            trial.node(client(trial, SERVER, "ntstrustedcerts @node7.net1.clk.crt"));
            trial.expect(Expectation.lines(2, "No subject alternative DNS name matching node1.net1.clk", 4, 4));
            trial.expect(messages(10, 20));
        }));
        kinds.add(new Kind("nts-other-server", "keys come from one node, the time from another", SECONDS, trial -> {
            trial.node(server("node1.net1.clk", "ntsntpserver node3.net1.clk", "deny all"));
            trial.node(client(trial, SERVER));
            trial.node(server("node3.net1.clk"));
            trial.expect(Expectation.lines(2, "Source 192.168.123.1 changed to 192.168.123.3", 1, 10));
        }));
        kinds.add(new Kind("nts-silent-server", "keys come from one node, the time from none", SECONDS, trial -> {
            trial.node(server("node1.net1.clk", "ntsntpserver node3.net1.clk", "deny all"));
            trial.node(client(trial, SERVER));
            trial.node(TrialNode.server().with("port 0"));
            trial.expect(Expectation.lines(2, "Source 192.168.123.1 changed to 192.168.123.3", 3, 10));
            trial.expect(Expectation.lines(2, "Source 192.168.123.3 replaced with 192.168.123.1", 3, 10));
        }));
        kinds.add(new Kind("nts-kept", "cookies that were kept are spent before keys are established", 1000, trial -> {
            trial.node(server("node1.net1.clk", "ntsport 4461"));
            List<String> kept = new ArrayList<>(List.of("NNC0", "node1.net1.clk", "1262304000.0",
                    "192.168.123.1 11123", "1 15 " + "00".repeat(32) + " " + "00".repeat(32)));
            for (int i = 0; i < 3; i++) {
                kept.add(COOKIE);
            }
            trial.node(client(trial, SERVER).file("192.168.123.1.nts", String.join("\n", kept)));
            trial.expect(new Expectation("requests to the kept port", 3, 3, outcome -> outcome.packets()
                    .count(entry -> entry.from() == 2 && entry.payload().destinationPort() == 11_123)));
            trial.expect(new Expectation("connections", 1, 9, outcome -> outcome.packets()
                    .count(entry -> entry.from() == 2 && entry.payload().kind().ordinal() == CONNECT)));
        }));
        return kinds;
    }

    /// What the client sent for key establishment.
    private static Expectation messages(double least, double most) {
        return new Expectation("messages for key establishment", least, most, outcome -> outcome.packets()
                .count(entry -> entry.from() == 2 && entry.payload().destinationPort() == KE_PORT));
    }

    private static Expectation samples(String tests, double least, double most) {
        return new Expectation("packets with tests " + tests, least, most, outcome -> {
            try (var lines = Files.lines(outcome.folder().resolve("measurements.log"))) {
                return lines.filter(line -> line.matches(".* " + tests + " .*")).count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static TrialNode server(String name, String... lines) {
        return server(name, START, lines);
    }

    private static TrialNode server(String name, Instant start, String... lines) {
        Made made = made(name, start);
        return TrialNode.server().with("ntsservercert @" + name + ".crt", "ntsserverkey @" + name + ".key",
                "ntsdumpdir @").with(lines).file(name + ".crt", made.chain()).file(name + ".key", made.key());
    }

    private static TrialNode client(Trial trial, String... lines) {
        return TrialNode.client(trial.poorClock(), lines).with("ntstrustedcerts @node1.net1.clk.crt",
                "nosystemcert", "ntsdumpdir @", "logdir @", "log rawmeasurements");
    }

    private static synchronized Made made(String name, Instant start) {
        return MADE.computeIfAbsent(name + start, _ -> {
            try {
                return CertificateMaker.selfSigned(Key.ED25519, new Content("CN=" + name, "dns:" + name, start, 365));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
