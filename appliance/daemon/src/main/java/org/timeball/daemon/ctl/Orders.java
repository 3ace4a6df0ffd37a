package org.timeball.daemon.ctl;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.timeball.daemon.candm.Instruction;
import org.timeball.daemon.candm.Instruction.Change;
import org.timeball.daemon.candm.SelectionFlags;
import org.timeball.daemon.candm.Service;
import org.timeball.daemon.candm.SourceAddress;
import org.timeball.daemon.candm.SourceSet;
import org.timeball.ntp.access.AccessRule;
import org.timeball.ntp.access.IpText;
import org.timeball.ntp.access.Subnet;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// Understands the commands that change something.
final class Orders {
    /// Local mode waits so long after the start where several boxes elect one of them.
    private static final double ORPHAN_WAIT_SECONDS = 300;

    private Orders() {
    }

    /// The order that a command gives; empty if it is another kind of command.
    static Optional<Instruction> parse(Words words) throws BadCommandException {
        Instruction order = switch (words.command()) {
            case "online" -> new Instruction.SetOnline(true, sources(words));
            case "offline" -> new Instruction.SetOnline(false, sources(words));
            case "burst" -> burst(words);
            case "minpoll", "maxpoll", "maxdelay", "maxdelayratio", "maxdelaydevratio", "minstratum",
                    "polltarget" ->
                modify(words);
            case "selectopts" -> selection(words);
            case "offset" -> new Instruction.ModifyOffset(words.anySource(), words.real("the offset in seconds"));
            case "add" -> new Instruction.AddSource(SourceWords.parse(words));
            case "delete" -> new Instruction.DeleteSource(words.source());
            case "reselectdist" -> new Instruction.ReselectDistance(words.real("the distance in seconds"));
            case "maxupdateskew" -> new Instruction.MaxUpdateSkew(words.real("the skew in ppm"));
            case "makestep" -> words.isEmpty() ? new Instruction.MakeStep() : stepPolicy(words);
            case "dfreq" -> new Instruction.AdjustFrequency(words.real("the change in ppm"));
            case "doffset" -> new Instruction.AdjustOffset(words.real("the change in seconds"));
            case "local" -> local(words);
            case "smoothtime" -> smoothTime(words);
            case "allow", "deny", "cmdallow", "cmddeny" -> access(words);
            case "reset", "reload" -> ofSources(words);
            default -> bare(words.command());
        };
        if (order != null) {
            words.end();
        }
        return Optional.ofNullable(order);
    }

    private static @Nullable Instruction bare(String command) {
        return switch (command) {
            case "onoffline" -> new Instruction.OnOffline();
            case "refresh" -> new Instruction.Refresh();
            case "reselect" -> new Instruction.Reselect();
            case "dump" -> new Instruction.Dump();
            case "rekey" -> new Instruction.Rekey();
            case "cyclelogs" -> new Instruction.CycleLogs();
            case "trimrtc" -> new Instruction.TrimRtc();
            case "writertc" -> new Instruction.WriteRtc();
            case "shutdown" -> new Instruction.Shutdown();
            default -> null;
        };
    }

    private static Instruction ofSources(Words words) throws BadCommandException {
        String what = words.word("'sources'");
        if (!what.equals("sources")) {
            throw words.unknown(what);
        }
        return words.command().equals("reset") ? new Instruction.ResetSources() : new Instruction.ReloadSources();
    }

    private static Instruction burst(Words words) throws BadCommandException {
        String counts = words.word("the numbers of samples, such as 4/8,");
        String[] parts = counts.split("/", -1);
        try {
            return new Instruction.Burst(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), sources(words));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new BadCommandException("burst: '" + counts + "' must be two numbers, good samples/tries, as 4/8");
        }
    }

    /// `MASK/ADDRESS` as chronyc has it, `ADDRESS/BITS`, a source, or nothing for all.
    private static SourceSet sources(Words words) throws BadCommandException {
        if (words.isEmpty()) {
            return new SourceSet.All();
        }
        String word = words.word("a source");
        int slash = word.indexOf('/');
        if (slash < 0) {
            return one(words, word);
        }
        try {
            if (word.substring(slash + 1).chars().allMatch(Character::isDigit)) {
                Subnet subnet = Subnet.parse(word);
                return new SourceSet.Subnet(subnet.first(), mask(subnet));
            }
            IpAddress mask = IpText.parse(word.substring(0, slash));
            IpAddress address = IpText.parse(word.substring(slash + 1));
            if (mask.isV4() == address.isV4()) {
                return new SourceSet.Subnet(address, mask);
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw words.unknown(word);
    }

    private static SourceSet one(Words words, String word) throws BadCommandException {
        Words again = new Words(List.of(words.command(), word), new HostNames(HostNames.Family.ANY));
        return new SourceSet.One(again.source());
    }

    private static IpAddress mask(Subnet subnet) {
        int bits = subnet.bits();
        if (subnet.first().isV4()) {
            return IpAddress.v4(bits == 96 ? 0 : -1 << 128 - bits);
        }
        return new IpAddress(bits >= 64 ? -1 : bits == 0 ? 0 : -1L << 64 - bits,
                bits <= 64 ? 0 : -1L << 128 - bits);
    }

    private static Instruction modify(Words words) throws BadCommandException {
        SourceAddress source = words.source();
        Change change = switch (words.command()) {
            case "minpoll" -> new Change.MinPoll(words.whole("the interval"));
            case "maxpoll" -> new Change.MaxPoll(words.whole("the interval"));
            case "maxdelay" -> new Change.MaxDelay(words.real("the delay in seconds"));
            case "maxdelayratio" -> new Change.MaxDelayRatio(words.real("the ratio"));
            case "maxdelaydevratio" -> new Change.MaxDelayDevRatio(words.real("the ratio"));
            case "minstratum" -> new Change.MinStratum(words.whole("the stratum"));
            default -> new Change.PollTarget(words.whole("the number of samples"));
        };
        return new Instruction.ModifySource(source, change);
    }

    private static Instruction selection(Words words) throws BadCommandException {
        SourceAddress source = words.anySource();
        SelectionFlags mask = SelectionFlags.NONE;
        SelectionFlags wanted = SelectionFlags.NONE;
        while (!words.isEmpty()) {
            String word = words.word("an option");
            SelectionFlags option = switch (word.substring(1)) {
                case "noselect" -> new SelectionFlags(true, false, false, false);
                case "prefer" -> new SelectionFlags(false, true, false, false);
                case "trust" -> new SelectionFlags(false, false, true, false);
                case "require" -> new SelectionFlags(false, false, false, true);
                default -> throw words.unknown(word);
            };
            if (word.charAt(0) != '+' && word.charAt(0) != '-') {
                throw words.unknown(word);
            }
            mask = mask.changed(option, option);
            wanted = wanted.changed(option, word.charAt(0) == '+' ? option : SelectionFlags.NONE);
        }
        return new Instruction.ModifySelection(source, mask, wanted);
    }

    private static Instruction stepPolicy(Words words) throws BadCommandException {
        double threshold = words.real("the threshold in seconds");
        return new Instruction.StepPolicy(words.whole("the number of updates"), threshold);
    }

    private static Instruction local(Words words) throws BadCommandException {
        if (words.take("off")) {
            return new Instruction.LocalOff();
        }
        int stratum = 10;
        double distance = 1;
        boolean orphan = false;
        double activate = 0;
        double waitSynced = 0;
        double waitUnsynced = -1;
        while (!words.isEmpty()) {
            String option = words.word("an option");
            switch (option) {
                case "stratum" -> stratum = words.whole("the stratum");
                case "distance" -> distance = words.real("the distance in seconds");
                case "orphan" -> orphan = true;
                case "activate" -> activate = words.real("the distance in seconds");
                case "waitsynced" -> waitSynced = words.real("the time in seconds");
                case "waitunsynced" -> waitUnsynced = words.real("the time in seconds");
                default -> throw words.unknown(option);
            }
        }
        if (stratum < 1 || stratum > 15) {
            throw new BadCommandException("local: the stratum is " + stratum + "; it must be 1 to 15");
        }
        return new Instruction.LocalOn(stratum, distance, orphan, activate, waitSynced,
                waitUnsynced >= 0 ? waitUnsynced : orphan ? ORPHAN_WAIT_SECONDS : 0);
    }

    private static Instruction smoothTime(Words words) throws BadCommandException {
        String what = words.word("'reset' or 'activate'");
        return switch (what) {
            case "reset" -> new Instruction.SmoothTime(false);
            case "activate" -> new Instruction.SmoothTime(true);
            default -> throw words.unknown(what);
        };
    }

    private static Instruction access(Words words) throws BadCommandException {
        boolean allow = words.command().endsWith("allow");
        Service service = words.command().startsWith("cmd") ? Service.COMMAND : Service.NTP;
        boolean all = words.take("all");
        if (words.isEmpty()) {
            return new Instruction.ChangeAccess(service, List.of(new AccessRule(allow, all, Subnet.ALL_V4),
                    new AccessRule(allow, all, Subnet.ALL_V6)));
        }
        String subnet = words.word("a subnet");
        try {
            return new Instruction.ChangeAccess(service, List.of(new AccessRule(allow, all, Subnet.parse(subnet))));
        } catch (IllegalArgumentException e) {
            throw new BadCommandException(words.command() + ": " + e.getMessage());
        }
    }

    /// A time of day of today, or a date and a time, in the time zone of whoever types it.
    static SystemInstant time(Words words, LocalDateTime now, ZoneId zone) throws BadCommandException {
        String text = words.rest();
        try {
            java.time.Instant instant = TimeText.parse(text, now.toLocalDate()).atZone(zone).toInstant();
            return new SystemInstant(Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L),
                    instant.getNano()));
        } catch (DateTimeException | ArithmeticException e) {
            throw new BadCommandException("510 - Could not parse date string: '" + text
                    + "'; write 16:30:05, 2026-11-26 16:30:05 or Nov 26, 2026 16:30:05");
        }
    }
}
