package org.timeball.daemon.ctl;

import java.util.Optional;
import java.util.function.Function;
import org.timeball.daemon.candm.AuthReport;
import org.timeball.daemon.candm.ClientPage;
import org.timeball.daemon.candm.ClientReport;
import org.timeball.daemon.candm.ManualReport;
import org.timeball.daemon.candm.ManualSampleReport;
import org.timeball.daemon.candm.NtpDataReport;
import org.timeball.daemon.candm.Query;
import org.timeball.daemon.candm.RefidText;
import org.timeball.daemon.candm.Report;
import org.timeball.daemon.candm.Request;
import org.timeball.daemon.candm.SelectReport;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.daemon.candm.SourceCountReport;
import org.timeball.daemon.candm.SourceNameReport;
import org.timeball.daemon.candm.SourceReport;
import org.timeball.daemon.candm.SourceStatsReport;
import org.timeball.daemon.candm.TrackingReport;
import org.timeball.daemon.cli.CtlOptions.Names;
import org.timeball.daemon.ctl.ControlClient.Answer;
import org.timeball.timekeeping.world.IpAddress;

/// Asks for reports and writes them. Each method says whether all answers came; if not, it has written why.
final class Reports {
    private static final int NAME_COLUMN = 25;

    private final ControlClient client;
    private final Output output;
    private Names names;

    Reports(ControlClient client, Output output, Names names) {
        this.client = client;
        this.output = output;
        this.names = names;
    }

    void setNames(Names names) {
        this.names = names;
    }

    /// The report that answers a request; empty, with the reason written, if it is refused.
    <T extends Report> Optional<T> ask(Request request, Class<T> kind) {
        return switch (client.ask(request)) {
            case Answer.Reported(Report report) when kind.isInstance(report) -> Optional.of(kind.cast(report));
            case Answer.Reported _,Answer.Done _ -> fail(ControlClient.BAD_REPLY);
            case Answer.Refused(String line) -> fail(line);
        };
    }

    private <T> Optional<T> fail(String line) {
        output.failure(line);
        return Optional.empty();
    }

    /// Writes one report that stands alone.
    <T extends Report> boolean form(Request request, Class<T> kind, Function<T, Sheet> sheet) {
        Optional<T> report = ask(request, kind);
        report.map(sheet).ifPresent(output::sheet);
        return report.isPresent();
    }

    boolean tracking() {
        return form(new Query.Tracking(), TrackingReport.class,
                tracking -> ClockSheets.tracking(tracking, tracking.source() instanceof SourceAddress.None
                        ? RefidText.letters(tracking.refid())
                        : name(tracking.source())));
    }

    boolean sources(boolean all, boolean explain) {
        return each(SourceSheets.SOURCES, Legends.SOURCES, explain, index -> {
            Optional<SourceReport> source = ask(new Query.Source(index), SourceReport.class);
            return row(source, all, SourceReport::source, SourceSheets::source);
        });
    }

    boolean stats(boolean all, boolean explain) {
        return each(SourceSheets.STATS, Legends.STATS, explain, index -> {
            Optional<SourceStatsReport> stats = ask(new Query.SourceStats(index), SourceStatsReport.class);
            return row(stats, all, SourceStatsReport::source, SourceSheets::stats);
        });
    }

    boolean select(boolean all, boolean explain) {
        return each(SourceSheets.SELECT, Legends.SELECT, explain, index -> {
            Optional<SelectReport> select = ask(new Query.Select(index), SelectReport.class);
            return row(select, all, SelectReport::source, SourceSheets::select);
        });
    }

    private <T> boolean row(Optional<T> report, boolean all, Function<T, SourceAddress> source, Row<T> row) {
        report.filter(there -> all || !(source.apply(there) instanceof SourceAddress.Unresolved))
                .ifPresent(there -> output.sheet(row.of(there, name(source.apply(there)))));
        return report.isPresent();
    }

    boolean auth(boolean all, boolean explain) {
        return each(SourceSheets.AUTH, Legends.AUTH, explain, index -> {
            Optional<SourceReport> source = ask(new Query.Source(index), SourceReport.class);
            if (source.isEmpty() || isLeftOut(source.get(), all)) {
                return source.isPresent();
            }
            SourceAddress address = source.get().source();
            Optional<AuthReport> auth = ask(new Query.Auth(address), AuthReport.class);
            auth.ifPresent(there -> output.sheet(SourceSheets.auth(there, name(address))));
            return auth.isPresent();
        });
    }

    private static boolean isLeftOut(SourceReport source, boolean all) {
        return source.mode() == SourceReport.Mode.REFCLOCK
                || !all && source.source() instanceof SourceAddress.Unresolved;
    }

    /// The last packets of all NTP sources.
    boolean ntpData() {
        return each("", "", false, index -> {
            Optional<SourceReport> source = ask(new Query.Source(index), SourceReport.class);
            if (source.isEmpty() || isLeftOut(source.get(), false)) {
                return source.isPresent();
            }
            Query.NtpData query = new Query.NtpData(source.get().source(), Query.Layout.CURRENT);
            return form(query, NtpDataReport.class, data -> {
                output.remark("");
                return SourceSheets.ntpData(data);
            });
        });
    }

    /// That of one.
    boolean ntpData(SourceAddress source) {
        return form(new Query.NtpData(source, Query.Layout.CURRENT), NtpDataReport.class, SourceSheets::ntpData);
    }

    /// A table of all sources, row by row until one cannot be had.
    private boolean each(String header, String legend, boolean explain, Step step) {
        Optional<SourceCountReport> count = ask(new Query.SourceCount(), SourceCountReport.class);
        if (count.isEmpty()) {
            return false;
        }
        output.table(header, legend, explain);
        for (int index = 0; index < count.get().sources(); index++) {
            if (!step.write(index)) {
                return false;
            }
        }
        output.end();
        return true;
    }

    boolean sourceName(SourceAddress source) {
        Optional<SourceNameReport> name = ask(new Query.SourceName(source), SourceNameReport.class);
        name.ifPresent(there -> output.word("name", there.name()));
        return name.isPresent();
    }

    /// @param minHits only clients with so many packets
    /// @param keyEstablishment whether NTS-KE is shown instead of commands
    /// @param reset whether the counters start anew
    boolean clients(long minHits, boolean keyEstablishment, boolean reset, boolean explain) {
        output.table(keyEstablishment ? ServerSheets.KE_CLIENTS : ServerSheets.CLIENTS, Legends.CLIENTS, explain);
        int next = 0;
        while (true) {
            Query.Clients page = new Query.Clients(next, ClientPage.LARGEST, minHits, reset);
            Optional<ClientPage> answer = ask(page, ClientPage.class);
            if (answer.isEmpty()) {
                return false;
            }
            for (ClientReport each : answer.get().clients()) {
                output.sheet(ServerSheets.client(each, clientName(each.address()), keyEstablishment));
            }
            if (answer.get().nextIndex() >= answer.get().tableSize()
                    || answer.get().clients().size() < ClientPage.LARGEST || answer.get().nextIndex() <= next) {
                output.end();
                return true;
            }
            next = answer.get().nextIndex();
        }
    }

    boolean manual() {
        Optional<ManualReport> manual = ask(new Query.ManualList(), ManualReport.class);
        if (manual.isEmpty()) {
            return false;
        }
        output.remark("210 n_samples = " + manual.get().samples().size());
        output.table(ClockSheets.MANUAL, Legends.MANUAL, false);
        int index = 0;
        for (ManualSampleReport sample : manual.get().samples()) {
            output.sheet(ClockSheets.manual(sample, index++));
        }
        output.end();
        return true;
    }

    /// A source as the operator wants to see it. Names that were looked up are cut to the width of their column, as
    /// chronyc does; what was asked for by name or address stands whole.
    private String name(SourceAddress source) {
        return switch (source) {
            case SourceAddress.Refclock _,SourceAddress.None _ -> source.toString();
            case SourceAddress.Ip _ when names == Names.NUMERIC -> source.toString();
            case SourceAddress.Ip(IpAddress ip) when names == Names.DNS -> cut(HostNames.nameOf(ip));
            case SourceAddress.Unresolved _ when names == Names.NUMERIC -> source.toString();
            case SourceAddress.Ip _,SourceAddress.Unresolved _ -> originalName(source);
        };
    }

    private String originalName(SourceAddress source) {
        return client.ask(new Query.SourceName(source)) instanceof Answer.Reported(SourceNameReport(String name))
                ? name
                : source.toString();
    }

    private String clientName(IpAddress address) {
        return names == Names.DNS ? cut(HostNames.nameOf(address)) : address.toString();
    }

    private static String cut(String name) {
        return name.length() > NAME_COLUMN ? name.substring(0, NAME_COLUMN - 1) + ">" : name;
    }

    @FunctionalInterface
    private interface Step {
        boolean write(int index);
    }

    @FunctionalInterface
    private interface Row<T> {
        Sheet of(T report, String name);
    }
}
