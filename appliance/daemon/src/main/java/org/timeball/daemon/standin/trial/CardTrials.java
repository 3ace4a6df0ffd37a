package org.timeball.daemon.standin.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.timeball.daemon.standin.trial.Expectation.Limits;
import org.timeball.simulator.clknetsim.net.Signal;

/// Trials of network cards that stamp packets by clocks of their own.
final class CardTrials {
    private static final Limits FINE = new Limits(1e-6, 1e-6, 1e-7, 3e-8);
    private static final String SOURCE = "server 192.168.123.1 minpoll 0 maxpoll 0 xleave";

    static final List<Kind> KINDS = List.of(
            card("cards", "both sides stamp by their network cards, which have the right time", "2",
                    "hwtimestamp eth0"),
            card("cards-nocrossts", "the same by readings of the cards that take time and scatter", "2",
                    "hwtimestamp eth0 nocrossts"),
            card("cards-system", "the same where the card's clock is the system clock itself", "1", "hwtimestamp *"),
            new Kind("cards-none", "a card that is to stamp and cannot is told of and done without", 300, trial -> {
                trial.node(TrialNode.server());
                trial.node(TrialNode.client(trial.poorClock(), SOURCE, "hwtimestamp eth5", "logdir @",
                        "log measurements"));
                trial.expect(Expectation.lines(2, "Could not use the timestamps of eth5: .*choose one of \\[eth0\\]", 1,
                        1));
                trial.expect(stamped("K K", 200, 300));
            }));

    private CardTrials() {
    }

    private static Kind card(String name, String about, String stamping, String line) {
        return new Kind(name, about, 300, trial -> {
            for (int i = 1; i <= 2; i++) {
                trial.delay(i, Signal.constant(1e-4));
            }
            trial.node(on(TrialNode.server().with(line), stamping));
            trial.node(on(TrialNode.client(trial.poorClock().refclock(Signal.constant(0)), SOURCE, line, "logdir @",
                    "log measurements"), stamping));
            trial.expect(Expectation.settles(2, 1, 30, FINE));
            trial.expect(Expectation.rmsOffset(2, 60, 1e-7));
            trial.expect(Expectation.lines(2, "Enabled hardware timestamping on eth0", 1, 1));
            trial.expect(stamped("H H", 270, 300));
        });
    }

    private static TrialNode on(TrialNode node, String stamping) {
        return node.environment("TIMESTAMPING", stamping).environment("LINK_SPEED", "100")
                .environment("PHC_DELAY", "1e-6").environment("PHC_JITTER", "1e-7");
    }

    /// Measurements whose times of sending and receiving were taken by these two.
    private static Expectation stamped(String by, double least, double most) {
        return new Expectation("measurements stamped " + by, least, most, outcome -> {
            try (var lines = Files.lines(outcome.folder().resolve("measurements.log"))) {
                return lines.filter(line -> line.endsWith(" " + by)).count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
