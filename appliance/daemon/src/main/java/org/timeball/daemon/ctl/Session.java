package org.timeball.daemon.ctl;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.timeball.daemon.candm.ActivityReport;
import org.timeball.daemon.candm.Instruction;
import org.timeball.daemon.candm.Query;
import org.timeball.daemon.candm.Report;
import org.timeball.daemon.candm.Request;
import org.timeball.daemon.candm.RtcReport;
import org.timeball.daemon.candm.ServerStatsReport;
import org.timeball.daemon.candm.Service;
import org.timeball.daemon.candm.SetTimeReport;
import org.timeball.daemon.candm.SmoothingReport;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.daemon.candm.TrackingReport;
import org.timeball.daemon.cli.CtlOptions;
import org.timeball.daemon.ctl.ControlClient.Answer;

/// Carries out commands one after another.
final class Session {
    private static final double NO_LIMIT = 0;
    private static final Duration WAITSYNC_INTERVAL = Duration.ofSeconds(10);
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

    private final ControlClient client;
    private final HostNames names;
    private final CtlOptions options;
    private final Output output;
    private final PrintWriter err;
    private final Reports reports;
    private boolean ended;

    Session(ControlClient client, HostNames names, CtlOptions options, Output output, PrintWriter err) {
        this.client = client;
        this.names = names;
        this.options = options;
        this.output = output;
        this.err = err;
        reports = new Reports(client, output, options.names());
    }

    /// Whether `quit` was said.
    boolean hasEnded() {
        return ended;
    }

    /// Carries out one line; what follows `#`, `!`, `;` or `%` at its start is no command.
    ///
    /// @return whether it succeeded
    boolean run(String line) {
        String command = line.strip();
        if (command.isEmpty() || "#!;%".indexOf(command.charAt(0)) >= 0) {
            return true;
        }
        boolean done = false;
        try {
            done = run(new Words(List.of(command.split("\\s+")), names));
        } catch (BadCommandException e) {
            err.println(e.getMessage());
            err.flush();
        }
        if (options.endMarks()) {
            output.text(".\n");
        }
        output.flush();
        return done;
    }

    private boolean run(Words words) throws BadCommandException {
        return switch (words.command()) {
            case "tracking" -> {
                words.end();
                yield reports.tracking();
            }
            case "sources", "sourcestats", "selectdata", "authdata" -> table(words);
            case "ntpdata" -> words.isEmpty() ? reports.ntpData() : reports.ntpData(lastSource(words));
            case "activity" -> activity(words);
            case "serverstats" ->
                form(words, new Query.ServerStats(Query.Layout.CURRENT), ServerStatsReport.class, ServerSheets::stats);
            case "rtcdata" -> form(words, new Query.Rtc(), RtcReport.class, ClockSheets::rtc);
            case "smoothing" -> form(words, new Query.Smoothing(), SmoothingReport.class, ClockSheets::smoothing);
            case "sourcename" -> reports.sourceName(lastSource(words));
            case "clients" -> clients(words);
            case "manual" -> manual(words);
            case "settime" -> setTime(words);
            case "accheck" -> check(words, Service.NTP);
            case "cmdaccheck" -> check(words, Service.COMMAND);
            case "waitsync" -> waitSync(words);
            default -> local(words);
        };
    }

    /// Commands of the client itself, then orders to the daemon.
    private boolean local(Words words) throws BadCommandException {
        switch (words.command()) {
            case "dns" -> dns(words);
            case "timeout" -> client.setTimeout(Duration.ofMillis(positive(words, "the milliseconds")));
            case "retries" -> client.setRetries(positive(words, "the number of retries"));
            case "keygen" -> output.word("key", KeyLine.of(words));
            case "help" -> {
                words.end();
                output.text(HelpText.text());
            }
            case "quit", "exit" -> ended = true;
            default -> {
                return order(words);
            }
        }
        words.end();
        return true;
    }

    private boolean order(Words words) throws BadCommandException {
        Optional<Instruction> order = Orders.parse(words);
        if (order.isEmpty()) {
            throw new BadCommandException("'" + words.command() + "' is no command; 'help' lists them");
        }
        return perform(order.get());
    }

    private boolean perform(Request request) {
        return switch (client.ask(request)) {
            case Answer.Done(String line) -> {
                output.status(line);
                yield true;
            }
            case Answer.Refused(String line) -> {
                output.failure(line);
                yield false;
            }
            case Answer.Reported _ -> {
                output.failure(ControlClient.BAD_REPLY);
                yield false;
            }
        };
    }

    private static SourceAddress lastSource(Words words) throws BadCommandException {
        SourceAddress source = words.source();
        words.end();
        return source;
    }

    private <T extends Report> boolean form(Words words, Request request, Class<T> kind,
            java.util.function.Function<T, Sheet> sheet) throws BadCommandException {
        words.end();
        return reports.form(request, kind, sheet);
    }

    private boolean table(Words words) throws BadCommandException {
        boolean all = options.all();
        boolean explain = false;
        while (!words.isEmpty()) {
            String option = words.word("-a or -v");
            switch (option) {
                case "-a" -> all = true;
                case "-v" -> explain = true;
                default -> throw words.unknown(option);
            }
        }
        return switch (words.command()) {
            case "sources" -> reports.sources(all, explain);
            case "sourcestats" -> reports.stats(all, explain);
            case "selectdata" -> reports.select(all, explain);
            default -> reports.auth(all, explain);
        };
    }

    private boolean activity(Words words) throws BadCommandException {
        return form(words, new Query.Activity(), ActivityReport.class, activity -> {
            output.remark("200 OK");
            return ServerSheets.activity(activity);
        });
    }

    private boolean clients(Words words) throws BadCommandException {
        long minHits = 0;
        boolean keyEstablishment = false;
        boolean reset = false;
        boolean explain = false;
        while (!words.isEmpty()) {
            String option = words.word("an option");
            switch (option) {
                case "-p" -> minHits = positive(words, "the number of packets");
                case "-k" -> keyEstablishment = true;
                case "-r" -> reset = true;
                case "-v" -> explain = true;
                default -> throw words.unknown(option);
            }
        }
        return reports.clients(minHits, keyEstablishment, reset, explain);
    }

    private boolean manual(Words words) throws BadCommandException {
        String what = words.word("on, off, reset, list or delete");
        Instruction order;
        switch (what) {
            case "list" -> {
                words.end();
                return reports.manual();
            }
            case "on" -> order = new Instruction.ManualMode(Instruction.ManualMode.Mode.ON);
            case "off" -> order = new Instruction.ManualMode(Instruction.ManualMode.Mode.OFF);
            case "reset" -> order = new Instruction.ManualMode(Instruction.ManualMode.Mode.RESET);
            case "delete" -> order = new Instruction.DeleteManualSample(words.whole("the index"));
            default -> throw words.unknown(what);
        }
        words.end();
        return perform(order);
    }

    private boolean setTime(Words words) throws BadCommandException {
        ZoneId zone = ZoneId.systemDefault();
        Instruction order = new Instruction.SetTime(Orders.time(words, LocalDateTime.now(zone), zone));
        Optional<SetTimeReport> set = reports.ask(order, SetTimeReport.class);
        set.ifPresent(there -> {
            output.remark("200 OK");
            output.sheet(ClockSheets.setTime(there));
        });
        return set.isPresent();
    }

    private boolean check(Words words, Service service) throws BadCommandException {
        SourceAddress address = new SourceAddress.Ip(words.address());
        words.end();
        return perform(new Query.AccessCheck(service, address));
    }

    private void dns(Words words) throws BadCommandException {
        String option = words.word("-n, +n, -4, -6 or -46");
        switch (option) {
            case "-n" -> reports.setNames(CtlOptions.Names.NUMERIC);
            case "+n" -> reports.setNames(CtlOptions.Names.DNS);
            case "-4" -> names.setFamily(HostNames.Family.V4);
            case "-6" -> names.setFamily(HostNames.Family.V6);
            case "-46" -> names.setFamily(HostNames.Family.ANY);
            default -> throw words.unknown(option);
        }
    }

    private static int positive(Words words, String what) throws BadCommandException {
        int number = words.whole(what);
        if (number < 0) {
            throw new BadCommandException(words.command() + ": " + what + " is " + number + "; it must be 0 or more");
        }
        return number;
    }

    private boolean waitSync(Words words) throws BadCommandException {
        int tries = words.isEmpty() ? 0 : words.whole("the number of tries");
        double correction = words.isEmpty() ? NO_LIMIT : words.real("the correction in seconds");
        double skew = words.isEmpty() ? NO_LIMIT : words.real("the skew in ppm");
        Duration interval = words.isEmpty()
                ? WAITSYNC_INTERVAL
                : Duration.ofMillis((long) (words.real("the interval in seconds") * 1e3));
        words.end();
        for (int attempt = 1; tries <= 0 || attempt <= tries; attempt++) {
            if (attempt > 1 && !pause(interval.compareTo(SHORTEST_INTERVAL) < 0 ? SHORTEST_INTERVAL : interval)) {
                return false;
            }
            Optional<TrackingReport> tracking = reports.ask(new Query.Tracking(), TrackingReport.class);
            if (tracking.isPresent() && isGood(tracking.get(), attempt, correction, skew)) {
                return true;
            }
        }
        return false;
    }

    private boolean isGood(TrackingReport tracking, int attempt, double correction, double skew) {
        double size = Math.abs(tracking.offsetSeconds());
        output.sheet(Sheet.of("try: %s, refid: %s, correction: %s, skew: %s\n", Cell.whole("try", attempt),
                Cell.hex("referenceId", tracking.refid()), Cell.fixed("correctionSeconds", size, 9),
                Cell.fixed("skewPpm", tracking.skewPpm(), 3)));
        output.flush();
        // 0 and the number of local mode stand for no source.
        return tracking.refid() != 0 && tracking.refid() != 0x7f7f0101
                && (correction == NO_LIMIT || size <= correction) && (skew == NO_LIMIT || tracking.skewPpm() <= skew);
    }

    private static boolean pause(Duration interval) {
        try {
            Thread.sleep(interval);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
