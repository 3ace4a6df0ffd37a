package org.timeball.daemon.ctl;

import java.util.EnumSet;
import java.util.Set;
import org.timeball.daemon.candm.NewSource;
import org.timeball.daemon.candm.NewSource.Authentication;
import org.timeball.daemon.candm.NewSource.Flag;
import org.timeball.daemon.candm.NewSource.Limits;
import org.timeball.daemon.candm.NewSource.Polling;

/// Understands `add server|peer|pool NAME OPTIONS`, with the options of a configuration line.
final class SourceWords {
    private static final int NTP_PORT = 123;

    private final Words words;
    private final Set<Flag> flags = EnumSet.of(Flag.ONLINE);
    private int port = NTP_PORT;
    private int minPoll = Polling.DEFAULT.minPollLog2();
    private int maxPoll = Polling.DEFAULT.maxPollLog2();
    private int presend = Polling.DEFAULT.presendMinPollLog2();
    private int pollTarget = Polling.DEFAULT.pollTarget();
    private int version = Polling.DEFAULT.version();
    private int maxSources = Polling.DEFAULT.maxSources();
    private int maxUnreach = Polling.DEFAULT.maxUnreach();
    private int minStratum = Limits.DEFAULT.minStratum();
    private int minSamples = Limits.DEFAULT.minSamples();
    private int maxSamples = Limits.DEFAULT.maxSamples();
    private int filter = Limits.DEFAULT.filterLength();
    private double maxDelay = Limits.DEFAULT.maxDelaySeconds();
    private double maxDelayRatio = Limits.DEFAULT.maxDelayRatio();
    private double maxDelayDevRatio = Limits.DEFAULT.maxDelayDevRatio();
    private double maxDelayQuantile = Limits.DEFAULT.maxDelayQuantile();
    private double minDelay = Limits.DEFAULT.minDelaySeconds();
    private double asymmetry = Limits.DEFAULT.asymmetry();
    private double offset = Limits.DEFAULT.offsetSeconds();
    private int key;
    private int ntsPort = Authentication.DEFAULT.ntsPort();
    private int certificateSet;

    private SourceWords(Words words) {
        this.words = words;
    }

    static NewSource parse(Words words) throws BadCommandException {
        String kind = words.word("'server', 'peer' or 'pool'");
        NewSource.Type type = switch (kind) {
            case "server" -> NewSource.Type.SERVER;
            case "peer" -> NewSource.Type.PEER;
            case "pool" -> NewSource.Type.POOL;
            default -> throw words.unknown(kind);
        };
        String name = words.word("the source's name");
        SourceWords options = new SourceWords(words);
        while (!words.isEmpty()) {
            options.option(words.word("an option"));
        }
        try {
            return options.source(type, name);
        } catch (IllegalArgumentException e) {
            throw new BadCommandException("add: " + e.getMessage());
        }
    }

    private NewSource source(NewSource.Type type, String name) {
        return new NewSource(type, name, port,
                new Polling(minPoll, maxPoll, presend, pollTarget, version, maxSources, maxUnreach),
                new Limits(minStratum, minSamples, maxSamples, filter, maxDelay, maxDelayRatio, maxDelayDevRatio,
                        maxDelayQuantile, minDelay, asymmetry, offset),
                new Authentication(key, ntsPort, certificateSet), flags);
    }

    private void option(String option) throws BadCommandException {
        switch (option) {
            case "auto_offline" -> flags.add(Flag.AUTO_OFFLINE);
            case "burst" -> flags.add(Flag.BURST);
            case "copy" -> flags.add(Flag.COPY);
            case "iburst" -> flags.add(Flag.IBURST);
            case "offline" -> flags.remove(Flag.ONLINE);
            case "noselect" -> flags.add(Flag.NOSELECT);
            case "prefer" -> flags.add(Flag.PREFER);
            case "require" -> flags.add(Flag.REQUIRE);
            case "trust" -> flags.add(Flag.TRUST);
            case "xleave" -> flags.add(Flag.INTERLEAVED);
            case "nts" -> flags.add(Flag.NTS);
            case "ipv4" -> flags.add(Flag.IPV4);
            case "ipv6" -> flags.add(Flag.IPV6);
            case "extfield" -> flags.add(extensionField(words.word("the field")));
            default -> number(option);
        }
    }

    private Flag extensionField(String field) throws BadCommandException {
        return switch (field.toUpperCase(java.util.Locale.ROOT)) {
            case "F323" -> Flag.MONOTONIC_ROOT_FIELD;
            case "10A", "F324" -> Flag.NET_CORRECTION_FIELD;
            default -> throw words.unknown(field);
        };
    }

    private void number(String option) throws BadCommandException {
        switch (option) {
            case "port" -> port = words.whole(option);
            case "minpoll" -> minPoll = words.whole(option);
            case "maxpoll" -> maxPoll = words.whole(option);
            case "presend" -> presend = words.whole(option);
            case "polltarget" -> pollTarget = words.whole(option);
            case "version" -> version = words.whole(option);
            case "maxsources" -> maxSources = words.whole(option);
            case "maxunreach" -> maxUnreach = words.whole(option);
            case "minstratum" -> minStratum = words.whole(option);
            case "minsamples" -> minSamples = words.whole(option);
            case "maxsamples" -> maxSamples = words.whole(option);
            case "filter" -> filter = words.whole(option);
            case "maxdelay" -> maxDelay = words.real(option);
            case "maxdelayratio" -> maxDelayRatio = words.real(option);
            case "maxdelaydevratio" -> maxDelayDevRatio = words.real(option);
            case "maxdelayquant" -> maxDelayQuantile = words.real(option);
            case "mindelay" -> minDelay = words.real(option);
            case "asymmetry" -> asymmetry = words.real(option);
            case "offset" -> offset = words.real(option);
            case "key" -> key = words.whole(option);
            case "ntsport" -> ntsPort = words.whole(option);
            case "certset" -> certificateSet = words.whole(option);
            default -> throw words.unknown(option);
        }
    }
}
