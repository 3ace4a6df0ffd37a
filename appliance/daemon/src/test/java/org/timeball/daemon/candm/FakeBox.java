package org.timeball.daemon.candm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.candm.Instruction.Change;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.access.IpText;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// A daemon of nothing but state: what is ordered changes it, what is asked shows it.
public final class FakeBox implements Box {
    public static final int PPS = 0x50505300;
    public static final IpAddress FIRST = IpAddress.v4(192, 0, 2, 1);
    public static final IpAddress SECOND = new IpAddress(0x2001_0db8_0000_0000L, 2);
    /// 2026-11-26T01:02:03.25Z
    public static final SystemInstant NOW = new SystemInstant(1_795_654_923_250_000_000L);

    public final List<FakeSource> sources = new ArrayList<>();
    /// Orders that leave no other trace here.
    public final List<Instruction> done = new ArrayList<>();
    public final AccessList ntpAccess = new AccessList();
    public final AccessList commandAccess = new AccessList();
    public final List<ClientReport> clients = new ArrayList<>();
    public final List<ManualSampleReport> manualSamples = new ArrayList<>();
    public boolean clientLog = true;
    public boolean manual;
    public boolean canStep = true;
    public double offset = -0.000000123;
    public double frequency = -12.345;
    public @Nullable RtcReport rtc = new RtcReport(NOW, 10, 5, 600, 2.5, -1.75);
    public @Nullable SmoothingReport smoothing = new SmoothingReport(true, false, 1.000268817, -0.142859, -0.01, 17.8,
            19988.4);
    public Instruction.@Nullable LocalOn local;
    /// In place of the box's own.
    public @Nullable TrackingReport otherTracking;
    public @Nullable ActivityReport otherActivity;
    private int nextId = 1;

    /// A refclock, two servers, and one whose name is not resolved.
    public FakeBox() {
        FakeSource pps = new FakeSource(new SourceAddress.Refclock(PPS), "PPS");
        pps.mode = SourceReport.Mode.REFCLOCK;
        measured(pps, SourceReport.State.SELECTED, SelectReport.State.SELECTED, 0, -0.000000479, 0.000000134);
        pps.minPoll = 4;
        FakeSource first = new FakeSource(new SourceAddress.Ip(FIRST), "ntp1.example.net");
        measured(first, SourceReport.State.COMBINED, SelectReport.State.COMBINED, 2, 0.000083, 0.0021);
        first.auth = new AuthReport(AuthReport.Mode.SYMMETRIC, 3, 17, 256, 0, Report.NEVER, 0, 0, false);
        FakeSource second = new FakeSource(new SourceAddress.Ip(SECOND), "ntp2.example.net");
        measured(second, SourceReport.State.FALSETICKER, SelectReport.State.FALSETICKER, 3, -1.5, 0.012);
        second.auth = new AuthReport(AuthReport.Mode.NTS, 15, 2, 256, 0, 4000, 8, 100, false);
        sources.addAll(List.of(pps, first, second, unresolved("later.example.net")));
        clients.add(new ClientReport(IpAddress.v4(198, 51, 100, 7), new ClientReport.Usage(1234, 5, 4, 12),
                new ClientReport.Usage(3, 1, 9, 300), ClientReport.Usage.NONE, 127));
        clients.add(new ClientReport(new IpAddress(0x2001_0db8_0000_0000L, 0x77), ClientReport.Usage.NONE,
                ClientReport.Usage.NONE, new ClientReport.Usage(40, 2, -3, 1), 127));
    }

    private static void measured(FakeSource source, SourceReport.State state, SelectReport.State select, int stratum,
            double offset, double error) {
        source.state = state;
        source.selectState = select;
        source.stratum = stratum;
        source.measured = offset * 1.5;
        source.adjusted = offset;
        source.error = error;
        source.reach = 0377;
        source.sinceSample = 11;
        source.samples = 12;
        source.runs = 7;
        source.span = 176;
        source.deviation = error / 4;
        source.residual = -0.012;
        source.skew = 0.125;
    }

    private FakeSource unresolved(String name) {
        return new FakeSource(new SourceAddress.Unresolved(nextId++), name);
    }

    /// The source with a name.
    public FakeSource named(String name) {
        return sources.stream().filter(source -> source.name.equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("no source " + name));
    }

    private Optional<FakeSource> find(SourceAddress address, Predicate<FakeSource> kind) {
        return sources.stream().filter(kind).filter(source -> source.address.equals(address)).findFirst();
    }

    @Override
    public TrackingReport tracking() {
        if (otherTracking != null) {
            return otherTracking;
        }
        return new TrackingReport(PPS, SourceAddress.NONE, 1, LeapIndicator.INSERT, NOW, offset, -0.000000311,
                0.000000222, frequency, 0.001, 0.023, 0.000000001, 0.000012345, 16.2);
    }

    @Override
    public int sourceCount() {
        return sources.size();
    }

    @Override
    public SourceReport source(int index) {
        return sources.get(index).report();
    }

    @Override
    public SourceStatsReport sourceStats(int index) {
        return sources.get(index).stats();
    }

    @Override
    public SelectReport select(int index) {
        return sources.get(index).select();
    }

    @Override
    public Optional<NtpDataReport> ntpData(SourceAddress source) {
        return find(source, FakeSource::isNtp).map(FakeSource::ntpData);
    }

    @Override
    public Optional<AuthReport> auth(SourceAddress source) {
        return find(source, FakeSource::isNtp).map(found -> found.auth);
    }

    @Override
    public Optional<String> sourceName(SourceAddress source) {
        return find(source, FakeSource::isNtp).map(found -> found.name);
    }

    @Override
    public ActivityReport activity() {
        if (otherActivity != null) {
            return otherActivity;
        }
        return new ActivityReport(count(s -> s.online && s.burstTotal == 0), count(s -> !s.online && s.burstTotal == 0),
                count(s -> s.online && s.burstTotal > 0), count(s -> !s.online && s.burstTotal > 0),
                (int) sources.stream().filter(s -> s.address instanceof SourceAddress.Unresolved).count());
    }

    private int count(Predicate<FakeSource> which) {
        return (int) sources.stream().filter(s -> s.address instanceof SourceAddress.Ip).filter(which).count();
    }

    @Override
    public ServerStatsReport serverStats() {
        return new ServerStatsReport(10_000_000_001L, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
                new ServerStatsReport.Stamps(12, 13, 14), new ServerStatsReport.Stamps(15, 16, 17));
    }

    @Override
    public Optional<ClientPage> clients(Query.Clients page) {
        if (!clientLog) {
            return Optional.empty();
        }
        List<ClientReport> chosen = new ArrayList<>();
        int index = page.firstIndex();
        for (; index < clients.size() && chosen.size() < page.count(); index++) {
            ClientReport client = clients.get(index);
            if (client.ntp().hits() + client.nke().hits() + client.command().hits() >= page.minHits()) {
                chosen.add(client);
                if (page.reset()) {
                    clients.set(index, new ClientReport(client.address(), ClientReport.Usage.NONE,
                            ClientReport.Usage.NONE, ClientReport.Usage.NONE, ClientReport.UNKNOWN_INTERVAL));
                }
            }
        }
        return Optional.of(new ClientPage(clients.size(), index, chosen));
    }

    @Override
    public Optional<RtcReport> rtc() {
        return Optional.ofNullable(rtc);
    }

    @Override
    public Optional<SmoothingReport> smoothing() {
        return Optional.ofNullable(smoothing);
    }

    @Override
    public ManualReport manual() {
        return new ManualReport(manualSamples);
    }

    @Override
    public boolean allows(Service service, IpAddress address) {
        return list(service).allows(address);
    }

    private AccessList list(Service service) {
        return service == Service.NTP ? ntpAccess : commandAccess;
    }

    @Override
    public Optional<SetTimeReport> setTime(SystemInstant time) {
        if (!manual) {
            return Optional.empty();
        }
        double ahead = NOW.since(time).nanos() * 1e-9;
        manualSamples.add(new ManualSampleReport(NOW, ahead / 2, ahead, ahead / 8));
        return Optional.of(new SetTimeReport(ahead, 1.5, frequency));
    }

    @Override
    public Status perform(Instruction order) {
        return switch (order) {
            case Instruction.SetOnline(boolean online, SourceSet set) -> each(set, source -> source.online = online);
            case Instruction.Burst(int good, int total, SourceSet set) -> each(set, source -> {
                source.burstGood = good;
                source.burstTotal = total;
            });
            case Instruction.OnOffline _ -> each(new SourceSet.All(), source -> source.online = true);
            case Instruction.ModifySource(SourceAddress source, Change change) ->
                one(find(source, FakeSource::isNtp), found -> change(found, change));
            case Instruction.ModifySelection(SourceAddress source, var mask, var wanted) ->
                one(find(source, _ -> true), found -> found.flags = found.flags.changed(mask, wanted));
            case Instruction.ModifyOffset(SourceAddress source, double seconds) ->
                one(find(source, _ -> true), found -> found.correction = seconds);
            case Instruction.AddSource(NewSource source) -> add(source);
            case Instruction.DeleteSource(SourceAddress source) -> one(find(source, FakeSource::isNtp),
                    sources::remove);
            case Instruction.ResetSources _ -> {
                sources.forEach(FakeSource::reset);
                yield Status.SUCCESS;
            }
            case Instruction.MakeStep _ -> step();
            case Instruction.SetTime _ -> throw new AssertionError("settime has a method of its own");
            case Instruction.ManualMode(var mode) -> manual(mode);
            case Instruction.DeleteManualSample(int index) -> deleteManual(index);
            case Instruction.AdjustFrequency(double ppm) -> {
                frequency += ppm;
                yield Status.SUCCESS;
            }
            case Instruction.AdjustOffset(double seconds) -> {
                offset += seconds;
                yield Status.SUCCESS;
            }
            case Instruction.LocalOff _ -> {
                local = null;
                yield Status.SUCCESS;
            }
            case Instruction.LocalOn on -> {
                local = on;
                yield Status.SUCCESS;
            }
            case Instruction.ChangeAccess(Service service, var rules) -> {
                list(service).apply(rules);
                yield Status.SUCCESS;
            }
            case Instruction.SmoothTime _ -> noted(order, smoothing == null ? Status.NOT_ENABLED : Status.SUCCESS);
            case Instruction.TrimRtc _,Instruction.WriteRtc _ ->
                noted(order, rtc == null ? Status.NO_RTC : Status.SUCCESS);
            case Instruction.Refresh _,Instruction.ReloadSources _,Instruction.Reselect _,Instruction.ReselectDistance _,Instruction.MaxUpdateSkew _,Instruction.StepPolicy _,Instruction.Dump _,Instruction.Rekey _,Instruction.CycleLogs _,Instruction.Shutdown _ ->
                noted(order, Status.SUCCESS);
        };
    }

    private Status step() {
        offset = canStep ? 0 : offset;
        return canStep ? Status.SUCCESS : Status.FAILED;
    }

    private Status manual(Instruction.ManualMode.Mode mode) {
        manual = mode == Instruction.ManualMode.Mode.RESET ? manual : mode == Instruction.ManualMode.Mode.ON;
        manualSamples.clear();
        return Status.SUCCESS;
    }

    private Status deleteManual(int index) {
        boolean exists = index >= 0 && index < manualSamples.size();
        if (exists) {
            manualSamples.remove(index);
        }
        return exists ? Status.SUCCESS : Status.BAD_SAMPLE;
    }

    private Status noted(Instruction order, Status status) {
        if (status == Status.SUCCESS) {
            done.add(order);
        }
        return status;
    }

    private Status each(SourceSet set, java.util.function.Consumer<FakeSource> change) {
        List<FakeSource> found = sources.stream().filter(source -> set.contains(source.address)).toList();
        found.forEach(change);
        return found.isEmpty() ? Status.NO_SUCH_SOURCE : Status.SUCCESS;
    }

    private static Status one(Optional<FakeSource> found, java.util.function.Consumer<FakeSource> change) {
        found.ifPresent(change);
        return found.isPresent() ? Status.SUCCESS : Status.NO_SUCH_SOURCE;
    }

    private static void change(FakeSource source, Change change) {
        switch (change) {
            case Change.MinPoll(int log2) -> source.minPoll = log2;
            case Change.MaxPoll(int log2) -> source.maxPoll = log2;
            case Change.MaxDelay(double seconds) -> source.maxDelay = seconds;
            case Change.MaxDelayRatio(double ratio) -> source.maxDelayRatio = ratio;
            case Change.MaxDelayDevRatio(double ratio) -> source.maxDelayDevRatio = ratio;
            case Change.MinStratum(int stratum) -> source.minStratum = stratum;
            case Change.PollTarget(int samples) -> source.pollTarget = samples;
        }
    }

    private Status add(NewSource wanted) {
        if (sources.stream().anyMatch(source -> source.name.equals(wanted.name()))) {
            return Status.SOURCE_ALREADY_KNOWN;
        }
        FakeSource added = unresolved(wanted.name());
        try {
            added.address = new SourceAddress.Ip(IpText.parse(wanted.name()));
        } catch (IllegalArgumentException e) {
            // A name, which stays unresolved here.
        }
        added.mode = wanted.type() == NewSource.Type.PEER ? SourceReport.Mode.PEER : SourceReport.Mode.CLIENT;
        added.minPoll = wanted.polling().minPollLog2();
        added.maxPoll = wanted.polling().maxPollLog2();
        added.online = wanted.flags().contains(NewSource.Flag.ONLINE);
        added.flags = new SelectionFlags(wanted.flags().contains(NewSource.Flag.NOSELECT),
                wanted.flags().contains(NewSource.Flag.PREFER), wanted.flags().contains(NewSource.Flag.TRUST),
                wanted.flags().contains(NewSource.Flag.REQUIRE));
        sources.add(added);
        done.add(new Instruction.AddSource(wanted));
        return Status.SUCCESS;
    }
}
