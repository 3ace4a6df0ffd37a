package org.timeball.daemon.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;

/// Everything that the configuration says. Where a directive is given twice, the last one counts.
///
/// @param sources `gnss` and `refclock`, in the order of the text: the place in this list is the [SourceId]
/// @param access `allow` and `deny`, in the order of the text; without any, nobody may ask for the time
/// @param driftFile `driftfile FILE`: where the frequency is kept over a restart; null (default) nowhere
/// @param ntpPort `port N`: UDP port of the NTP server, 0 to 65,535, default 123; 0 serves nobody
/// @param bindAddresses `bindaddress ADDR`: at most one an address family; empty (default) means all addresses
/// @param makeStep `makestep THRESHOLD LIMIT`; null (default) never steps
/// @param pidFile `pidfile FILE`; null (default, or `pidfile /`) writes none
/// @param maxSlewRatePpm `maxslewrate PPM`: fastest slew of the clock, above 0 to 100,000 ppm, default 83,333.333 as in
///            chrony
/// @param observationLog `observationlog FILE`: where every observation is logged for a replay; null (default) nowhere
public record Configuration(List<SourceConfiguration> sources, List<AccessRule> access, @Nullable String driftFile,
        int ntpPort, List<IpAddress> bindAddresses, @Nullable MakeStep makeStep, @Nullable String pidFile,
        double maxSlewRatePpm, @Nullable String observationLog) {
    public static final int DEFAULT_NTP_PORT = 123;
    public static final double DEFAULT_MAX_SLEW_RATE_PPM = 83_333.333;
    static final double LARGEST_MAX_SLEW_RATE_PPM = 100_000;

    public Configuration {
        sources = List.copyOf(sources);
        access = List.copyOf(access);
        bindAddresses = List.copyOf(bindAddresses);
        if (ntpPort < 0 || ntpPort > 65_535) {
            throw new IllegalArgumentException("the NTP port is " + ntpPort + "; it must be 0 to 65535");
        }
        if (!(maxSlewRatePpm > 0 && maxSlewRatePpm <= LARGEST_MAX_SLEW_RATE_PPM)) {
            throw new IllegalArgumentException("maxslewrate is " + maxSlewRatePpm + "; it must be above 0 to 100000");
        }
    }

    /// The source that numbers the pulses of `id`; empty if that source is complete in itself.
    public Optional<SourceId> lockOf(SourceId id) {
        return switch (sources.get(id.number())) {
            case SourceConfiguration.Gnss _ -> Optional.empty();
            case SourceConfiguration.Sock sock -> Optional.ofNullable(sock.lock()).flatMap(this::named);
        };
    }

    private Optional<SourceId> named(RefId refid) {
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).refid().equals(refid)) {
                return Optional.of(new SourceId(i));
            }
        }
        return Optional.empty();
    }

    /// The configuration as a text that reads back as the same configuration, every default written out.
    public String effective() {
        List<String> lines = new ArrayList<>();
        sources.forEach(source -> lines.add(line(source)));
        access.forEach(rule -> lines.add(rule.text()));
        lines.add("port " + ntpPort);
        bindAddresses.forEach(address -> lines.add("bindaddress " + address));
        if (driftFile != null) {
            lines.add("driftfile " + driftFile);
        }
        if (makeStep != null) {
            lines.add("makestep " + seconds(makeStep.threshold()) + " " + makeStep.limit());
        }
        lines.add("maxslewrate " + plain(BigDecimal.valueOf(maxSlewRatePpm)));
        if (observationLog != null) {
            lines.add("observationlog " + observationLog);
        }
        lines.add("pidfile " + (pidFile == null ? "/" : pidFile));
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(SourceConfiguration source) {
        return switch (source) {
            case SourceConfiguration.Gnss(var line, var refid, var labelDelay) ->
                "gnss %s baud %d refid %s%s".formatted(
                        line.path(), line.baud(), refid, labelDelay == null ? "" : " offset " + seconds(labelDelay));
            case SourceConfiguration.Sock sock ->
                "refclock SOCK %s refid %s%s offset %s delay %s precision %s%s".formatted(
                        sock.path(), sock.refid(), sock.lock() == null ? "" : " lock " + sock.lock(),
                        seconds(sock.offset()), seconds(sock.delay()), seconds(sock.precision()), words(sock.select()));
        };
    }

    private static String words(SelectOptions select) {
        return (select.noselect() ? " noselect" : "") + (select.prefer() ? " prefer" : "")
                + (select.trust() ? " trust" : "") + (select.require() ? " require" : "");
    }

    private static String seconds(Span span) {
        return plain(BigDecimal.valueOf(span.nanos(), 9));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
