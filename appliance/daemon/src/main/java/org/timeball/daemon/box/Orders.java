package org.timeball.daemon.box;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.timeball.daemon.box.SourceRoll.Entry;
import org.timeball.daemon.candm.Instruction;
import org.timeball.daemon.candm.NewSource;
import org.timeball.daemon.candm.SelectionFlags;
import org.timeball.daemon.candm.Service;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.daemon.candm.SourceSet;
import org.timeball.daemon.candm.Status;
import org.timeball.ntp.access.AccessList;
import org.timeball.ntp.client.NtpSourceOptions;
import org.timeball.ntp.client.NtpSources;
import org.timeball.timekeeping.local.LocalSettings;
import org.timeball.timekeeping.observation.ClockRequest;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Request;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.observation.SourceRequest;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.world.IpAddress;

/// Passes orders on to whom they concern.
final class Orders {
    private final BoxParts parts;

    Orders(BoxParts parts) {
        this.parts = parts;
    }

    /// A number that its taker refuses is the operator's mistake, and answered with FAILED.
    Status perform(Instruction order) {
        try {
            return carryOut(order);
        } catch (IllegalArgumentException _) {
            return Status.FAILED;
        }
    }

    private Status carryOut(Instruction order) {
        return switch (order) {
            case Instruction.SetOnline(boolean online, SourceSet which) -> setOnline(online, which);
            case Instruction.OnOffline _ -> done(() -> parts.ntp().onOrOffline());
            case Instruction.Burst(int good, int total, SourceSet which) ->
                met(parts.ntp().burst(good, total, matching(which)), which);
            case Instruction.ModifySource(SourceAddress source, Instruction.Change change) -> modify(source, change);
            case Instruction.ModifySelection(SourceAddress source, SelectionFlags mask, SelectionFlags wanted) ->
                withSource(source, found -> changed(found, mask, wanted));
            case Instruction.ModifyOffset(SourceAddress source, double seconds) -> offset(source, seconds);
            case Instruction.AddSource(NewSource source) -> add(source);
            case Instruction.DeleteSource(SourceAddress source) -> delete(source);
            case Instruction.Refresh _ -> done(() -> parts.ntp().refresh());
            case Instruction.ReloadSources _ -> parts.upkeep().reloadSources();
            case Instruction.ResetSources _ -> done(() -> {
                parts.ntp().reset();
                ask(new SourceRequest.ResetSources());
            });
            case Instruction.Reselect _ -> ask(new SourceRequest.Reselect());
            case Instruction.ReselectDistance(double seconds) -> ask(new SourceRequest.ReselectDistance(seconds));
            case Instruction.SetTime _ ->
                throw new IllegalStateException("a time set by hand has a report, not a status");
            case Instruction.ChangeAccess(Service service, var rules) -> done(() -> access(service).apply(rules));
            case Instruction.Dump _ -> parts.upkeep().dump();
            case Instruction.Rekey _ -> parts.upkeep().rekey();
            case Instruction.CycleLogs _ -> parts.upkeep().cycleLogs();
            case Instruction.TrimRtc _ -> parts.upkeep().trimRtc();
            case Instruction.WriteRtc _ -> parts.upkeep().writeRtc();
            case Instruction.Shutdown _ -> done(() -> parts.upkeep().shutdown());
            case Instruction.MaxUpdateSkew _,Instruction.MakeStep _,Instruction.StepPolicy _,Instruction.ManualMode _,Instruction.DeleteManualSample _,Instruction.AdjustFrequency _,Instruction.AdjustOffset _,Instruction.LocalOff _,Instruction.LocalOn _,Instruction.SmoothTime _ ->
                clock(order);
        };
    }

    private Status clock(Instruction order) {
        return switch (order) {
            case Instruction.MaxUpdateSkew(double ppm) -> ask(new ClockRequest.MaxUpdateSkew(ppm));
            case Instruction.MakeStep _ -> ask(new ClockRequest.MakeStep());
            case Instruction.StepPolicy(int limit, double threshold) ->
                ask(new ClockRequest.StepPolicy(threshold, limit));
            case Instruction.ManualMode(Instruction.ManualMode.Mode mode) ->
                ask(new ClockRequest.ManualMode(switch (mode) {
                    case OFF -> ClockRequest.ManualMode.Switch.OFF;
                    case ON -> ClockRequest.ManualMode.Switch.ON;
                    case RESET -> ClockRequest.ManualMode.Switch.RESET;
                }));
            case Instruction.DeleteManualSample(int index) ->
                index >= 0 && index < parts.board().current().clock().manual().samples().size()
                        ? ask(new ClockRequest.DeleteManual(index))
                        : Status.BAD_SAMPLE;
            case Instruction.AdjustFrequency(double ppm) -> ask(new ClockRequest.AdjustFrequency(ppm));
            case Instruction.AdjustOffset(double seconds) -> ask(new ClockRequest.AdjustOffset(seconds));
            case Instruction.LocalOff _ -> ask(new ClockRequest.LocalMode(Optional.empty()));
            case Instruction.LocalOn on -> ask(new ClockRequest.LocalMode(
                    Optional.of(new LocalSettings(on.stratum(), on.orphan(), on.distanceSeconds(),
                            on.activateSeconds(), on.waitSyncedSeconds(), on.waitUnsyncedSeconds()))));
            case Instruction.SmoothTime(boolean activate) -> parts.board().current().clock().served().isEmpty()
                    ? Status.NOT_ENABLED
                    : ask(new ClockRequest.SmoothTime(
                            activate ? ClockRequest.SmoothTime.Action.ACTIVATE : ClockRequest.SmoothTime.Action.RESET));
            default -> throw new IllegalStateException("no order to the clock: " + order);
        };
    }

    private Status ask(Request request) {
        parts.core().accept(new Observation.OperatorRequest(parts.world().clock().now(), request));
        return Status.SUCCESS;
    }

    private static Status done(Runnable action) {
        action.run();
        return Status.SUCCESS;
    }

    private AccessList access(Service service) {
        return switch (service) {
            case NTP -> parts.ntpAccess();
            case COMMAND -> parts.commandAccess();
        };
    }

    private Status setOnline(boolean online, SourceSet which) {
        Predicate<IpAddress> matching = matching(which);
        return met(online ? parts.ntp().online(matching) : parts.ntp().offline(matching), which);
    }

    /// Every source is what was asked for, even if there is none.
    private static Status met(int sources, SourceSet which) {
        return sources > 0 || which instanceof SourceSet.All ? Status.SUCCESS : Status.NO_SUCH_SOURCE;
    }

    private static Predicate<IpAddress> matching(SourceSet which) {
        return ip -> which.contains(new SourceAddress.Ip(ip));
    }

    private Status modify(SourceAddress source, Instruction.Change change) {
        if (!(source instanceof SourceAddress.Ip(IpAddress ip))) {
            return Status.NO_SUCH_SOURCE;
        }
        if (!parts.ntp().change(ip, options -> changed(options, change))) {
            return Status.NO_SUCH_SOURCE;
        }
        if (change instanceof Instruction.Change.MinStratum(int stratum)) {
            withSource(source, found -> ask(new SourceRequest.ChangeStratumLimit(found.id(), stratum)));
        }
        return Status.SUCCESS;
    }

    private static NtpSourceOptions changed(NtpSourceOptions options, Instruction.Change change) {
        var polling = options.polling();
        var delays = options.delays();
        var selection = options.selection();
        return switch (change) {
            case Instruction.Change.MinPoll(int log2) ->
                options.with(polling.between(log2, Math.max(log2, polling.max())));
            case Instruction.Change.MaxPoll(int log2) ->
                options.with(polling.between(Math.min(log2, polling.min()), log2));
            case Instruction.Change.MaxDelay(double seconds) -> options.with(new NtpSourceOptions.Delays(seconds,
                    delays.maxRatio(), delays.maxDeviationRatio(), delays.maxQuantile(), delays.min()));
            case Instruction.Change.MaxDelayRatio(double ratio) -> options.with(new NtpSourceOptions.Delays(
                    delays.max(), ratio, delays.maxDeviationRatio(), delays.maxQuantile(), delays.min()));
            case Instruction.Change.MaxDelayDevRatio(double ratio) -> options.with(new NtpSourceOptions.Delays(
                    delays.max(), delays.maxRatio(), ratio, delays.maxQuantile(), delays.min()));
            case Instruction.Change.MinStratum(int stratum) -> options.with(new NtpSourceOptions.Selection(
                    selection.votes(), selection.minSamples(), selection.maxSamples(), stratum, selection.copy(),
                    selection.maxUnreach()));
            case Instruction.Change.PollTarget(int samples) -> options.with(polling.aimingAt(samples));
        };
    }

    private Status withSource(SourceAddress address, Function<SourceSnapshot, Status> action) {
        return parts.roll().named(address).flatMap(Entry::snapshot).map(action).orElse(Status.NO_SUCH_SOURCE);
    }

    private Status changed(SourceSnapshot source, SelectionFlags mask, SelectionFlags wanted) {
        SelectionFlags flags = SourceReports.flags(source.standing().configured()).changed(mask, wanted);
        return ask(new SourceRequest.ChangeSelection(source.id(),
                new SelectionOptions(flags.noselect(), flags.prefer(), flags.trust(), flags.require())));
    }

    /// What is configured is added to the source's time, so it counts with the other sign on our offset from it.
    private Status offset(SourceAddress source, double seconds) {
        if (source instanceof SourceAddress.Ip(IpAddress ip)) {
            return parts.ntp().change(ip,
                    options -> options.with(new NtpSourceOptions.Correction(options.correction().asymmetry(), seconds)))
                            ? Status.SUCCESS
                            : Status.NO_SUCH_SOURCE;
        }
        return withSource(source, found -> ask(new SourceRequest.ChangeOffset(found.id(), -seconds)));
    }

    private Status add(NewSource source) {
        return switch (parts.ntp().add(NtpOptions.kind(source.type()), source.name(), NtpOptions.of(source))) {
            case ADDED -> Status.SUCCESS;
            case IN_USE -> Status.SOURCE_ALREADY_KNOWN;
            case WRONG_FAMILY -> Status.INVALID_FAMILY;
            case BAD_NAME -> Status.INVALID_NAME;
            case NO_NTS -> Status.NOT_ENABLED;
        };
    }

    private Status delete(SourceAddress source) {
        boolean gone = switch (source) {
            case SourceAddress.Ip(IpAddress ip) -> parts.ntp().remove(ip);
            case SourceAddress.Unresolved(int id) -> parts.ntp().removeUnresolved(Integer.toUnsignedLong(id));
            case SourceAddress.Refclock _,SourceAddress.None _ -> false;
        };
        return gone ? Status.SUCCESS : Status.NO_SUCH_SOURCE;
    }
}
