package org.timeball.daemon.candm.wire;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.timeball.daemon.candm.Instruction;
import org.timeball.daemon.candm.Instruction.Change;
import org.timeball.daemon.candm.NewSource;
import org.timeball.daemon.candm.Query;
import org.timeball.daemon.candm.Request;
import org.timeball.daemon.candm.SelectionFlags;
import org.timeball.daemon.candm.Service;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.daemon.candm.SourceSet;
import org.timeball.ntp.access.AccessRule;
import org.timeball.ntp.access.Subnet;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// Requests of every kind with numbers drawn from a seed, such as the wire can carry without loss.
public final class RandomRequests {
    private final SplittableRandom random;

    public RandomRequests(long seed) {
        random = new SplittableRandom(seed);
    }

    /// One of each.
    public List<Request> all() {
        List<Request> all = new ArrayList<>(queries());
        all.addAll(orders());
        all.addAll(bareOrders());
        return all;
    }

    private List<Request> queries() {
        return List.of(new Query.SourceCount(), new Query.Source(random.nextInt()),
                new Query.SourceStats(random.nextInt()), new Query.Select(random.nextInt()), new Query.Tracking(),
                new Query.NtpData(source(), Query.Layout.CURRENT), new Query.Auth(source()),
                new Query.SourceName(source()), new Query.Activity(), new Query.ServerStats(Query.Layout.CURRENT),
                new Query.Clients(random.nextInt(0, Integer.MAX_VALUE), random.nextInt(9),
                        random.nextLong(0x1_0000_0000L), random.nextBoolean()),
                new Query.Rtc(), new Query.Smoothing(), new Query.ManualList(),
                new Query.AccessCheck(random.nextBoolean() ? Service.NTP : Service.COMMAND, source()));
    }

    private List<Request> orders() {
        return List.of(new Instruction.SetOnline(random.nextBoolean(), set()),
                new Instruction.Burst(random.nextInt(), random.nextInt(), set()),
                new Instruction.ModifySource(source(), change()),
                new Instruction.ModifySelection(refclockOrServer(), flags(), flags()),
                new Instruction.ModifyOffset(refclockOrServer(), real()), new Instruction.AddSource(newSource()),
                new Instruction.DeleteSource(source()), new Instruction.ReselectDistance(real()),
                new Instruction.MaxUpdateSkew(real()), new Instruction.StepPolicy(random.nextInt(), real()),
                new Instruction.SetTime(new SystemInstant(random.nextLong() / 4)),
                new Instruction.ManualMode(Instruction.ManualMode.Mode.values()[random.nextInt(3)]),
                new Instruction.DeleteManualSample(random.nextInt()), new Instruction.AdjustFrequency(real()),
                new Instruction.AdjustOffset(real()),
                new Instruction.LocalOn(random.nextInt(), real(), random.nextBoolean(), real(), real(), real()),
                new Instruction.SmoothTime(random.nextBoolean()), access());
    }

    private static List<Request> bareOrders() {
        return List.of(new Instruction.OnOffline(), new Instruction.Refresh(), new Instruction.ReloadSources(),
                new Instruction.ResetSources(), new Instruction.Reselect(), new Instruction.MakeStep(),
                new Instruction.LocalOff(), new Instruction.Dump(), new Instruction.Rekey(),
                new Instruction.CycleLogs(), new Instruction.TrimRtc(), new Instruction.WriteRtc(),
                new Instruction.Shutdown());
    }

    private double real() {
        double size = random.nextDouble(0.5, 1) * Math.pow(2, random.nextInt(-60, 60));
        return WireFloat.decode(WireFloat.encode(random.nextBoolean() ? size : -size));
    }

    private IpAddress ip() {
        return random.nextBoolean()
                ? IpAddress.v4(random.nextInt())
                : new IpAddress(random.nextLong() | 1L << 61, random.nextLong());
    }

    private SourceAddress source() {
        return switch (random.nextInt(4)) {
            case 0 -> SourceAddress.NONE;
            case 1 -> new SourceAddress.Unresolved(random.nextInt());
            default -> new SourceAddress.Ip(ip());
        };
    }

    private SourceAddress refclockOrServer() {
        return random.nextBoolean() ? new SourceAddress.Refclock(random.nextInt()) : new SourceAddress.Ip(ip());
    }

    private SourceSet set() {
        return switch (random.nextInt(3)) {
            case 0 -> new SourceSet.All();
            case 1 -> new SourceSet.One(new SourceAddress.Unresolved(random.nextInt()));
            default -> new SourceSet.Subnet(IpAddress.v4(random.nextInt()), IpAddress.v4(-1 << random.nextInt(32)));
        };
    }

    private SelectionFlags flags() {
        return new SelectionFlags(random.nextBoolean(), random.nextBoolean(), random.nextBoolean(),
                random.nextBoolean());
    }

    private Change change() {
        return switch (random.nextInt(7)) {
            case 0 -> new Change.MinPoll(random.nextInt());
            case 1 -> new Change.MaxPoll(random.nextInt());
            case 2 -> new Change.MaxDelay(real());
            case 3 -> new Change.MaxDelayRatio(real());
            case 4 -> new Change.MaxDelayDevRatio(real());
            case 5 -> new Change.MinStratum(random.nextInt());
            default -> new Change.PollTarget(random.nextInt());
        };
    }

    private Instruction access() {
        boolean allow = random.nextBoolean();
        boolean all = random.nextBoolean();
        Service service = random.nextBoolean() ? Service.NTP : Service.COMMAND;
        return new Instruction.ChangeAccess(service, switch (random.nextInt(3)) {
            case 0 -> List.of(new AccessRule(allow, all, Subnet.ALL_V4), new AccessRule(allow, all, Subnet.ALL_V6));
            case 1 -> List.of(new AccessRule(allow, all,
                    Subnet.parse(IpAddress.v4(random.nextInt()) + "/" + random.nextInt(33))));
            default -> List.of(new AccessRule(allow, all, Subnet.parse(
                    new IpAddress(random.nextLong() | 1L << 61, random.nextLong()) + "/" + random.nextInt(4, 129))));
        });
    }

    private NewSource newSource() {
        EnumSet<NewSource.Flag> flags = EnumSet.noneOf(NewSource.Flag.class);
        for (NewSource.Flag flag : NewSource.Flag.values()) {
            if (random.nextBoolean()) {
                flags.add(flag);
            }
        }
        return new NewSource(NewSource.Type.values()[random.nextInt(3)], "n".repeat(random.nextInt(1, 256)),
                random.nextInt(65_536),
                new NewSource.Polling(random.nextInt(), random.nextInt(), random.nextInt(), random.nextInt(),
                        random.nextInt(), random.nextInt(), random.nextInt(1, 1000)),
                new NewSource.Limits(random.nextInt(), random.nextInt(), random.nextInt(), random.nextInt(), real(),
                        real(), real(), real(), real(), real(), real()),
                new NewSource.Authentication(random.nextLong(0x1_0000_0000L), random.nextInt(65_536),
                        random.nextLong(0x1_0000_0000L)),
                flags);
    }
}
