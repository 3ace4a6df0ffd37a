package org.timeball.daemon.replay;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Request;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceRequest;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.observation.SourceSettings.Kind;
import org.timeball.timekeeping.selection.AuthPolicy;
import org.timeball.timekeeping.selection.SelectionSettings;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;
import org.timeball.timekeeping.world.IpAddress;

/// Observations and settings that any constructor lets pass, the extremes among them often.
record RandomSteps(Random random, RandomClock clock) {
    static final int KINDS = 15;

    RandomSteps(Random random) {
        this(random, new RandomClock(random));
    }

    Observation observation(int kind) {
        return switch (kind) {
            case 0 -> new Observation.PulseEdge(source(), at());
            case 1 -> new Observation.SecondLabel(source(), at(), second(), one(Observation.Standing.values()),
                    one(LeapIndicator.values()), (int) whole());
            case 2 -> new Observation.ExternalSample(source(), at(), new Span(whole()), one(LeapIndicator.values()));
            case 3 -> new Observation.Exchange(source(), at(), new Span(whole()), new Span(whole()), new Span(whole()),
                    new Span(whole()), new Span(whole()), (int) whole(), (int) whole(), one(LeapIndicator.values()));
            case 4 -> new Observation.DeviceReport(source(), at(), one(Observation.Condition.values()), text());
            case 5 -> new Observation.ClockChanged(at(), new Frequency(finite()), new Span(whole()),
                    random.nextBoolean());
            case 6 -> new Observation.Silence(at());
            case 7 -> new Observation.Reach(source(), at(), random.nextInt(256), random.nextBoolean());
            case 8 -> new Observation.SourceAdded(at(), settings());
            case 9 -> new Observation.SourceRemoved(source(), at());
            case 10 -> new Observation.OperatorRequest(at(), request());
            case 11 -> new Observation.Temperature(at(), real());
            case 14 -> new Observation.OwnAddress(source(), at(), new IpAddress(whole(), whole()));
            case 12 -> new Observation.LeapSeconds(at(), clock.table());
            case 13 -> new Observation.PulseError(source(), at(), second(), new Span(whole()));
            default -> throw new IllegalArgumentException("no kind " + kind);
        };
    }

    LogHeader header() {
        List<SourceSettings> sources = List.of(source(0, Kind.LABEL, Optional.empty()),
                source(1, Kind.PULSE, Optional.of(new SourceId(0))), source(2, Kind.SAMPLE, Optional.empty()),
                source(3, Kind.SERVER, Optional.empty()));
        SelectionSettings selection = new SelectionSettings(Math.abs(finite()), Math.abs(finite()), Math.abs(finite()),
                Math.abs(finite()), Math.abs(finite()), 1 + random.nextInt(9), random.nextInt(8),
                8 + random.nextInt(8), one(AuthPolicy.values()));
        CoreSettings settings = new CoreSettings(sources.subList(0, random.nextInt(5)), selection, clock.steering(),
                clock.settings(), new Span(whole()));
        return LogHeader.here(settings, at(), new Frequency(finite()));
    }

    private SourceSettings source(int number, Kind kind, Optional<SourceId> lock) {
        String name = "!~\\\"".substring(random.nextInt(4)) + number;
        OptionalDouble label = random.nextBoolean() ? OptionalDouble.of(real()) : OptionalDouble.empty();
        Optional<IpAddress> address = kind == Kind.SERVER
                ? Optional.of(new IpAddress(whole(), whole()))
                : Optional.empty();
        return new SourceSettings(new SourceId(number), name, kind, lock, label, finite(), Math.abs(finite()),
                Math.abs(finite()), (int) whole(), address, random.nextInt(16), random.nextInt(16), random.nextInt(50),
                50 + random.nextInt(50), random.nextInt(100), random.nextBoolean(), random.nextBoolean(),
                options());
    }

    private SourceSettings settings() {
        return switch (random.nextInt(4)) {
            case 0 -> source(source().number(), Kind.PULSE, Optional.of(source()));
            case 1 -> source(source().number(), Kind.LABEL, Optional.empty());
            case 2 -> source(source().number(), Kind.SAMPLE, Optional.empty());
            default -> source(source().number(), Kind.SERVER, Optional.empty());
        };
    }

    private SelectionOptions options() {
        return new SelectionOptions(random.nextBoolean(), random.nextBoolean(), random.nextBoolean(),
                random.nextBoolean());
    }

    private Request request() {
        return switch (random.nextInt(7)) {
            case 0 -> new SourceRequest.Reselect();
            case 1 -> new SourceRequest.ReselectDistance(Math.abs(finite()));
            case 2 -> new SourceRequest.ChangeSelection(source(), options());
            case 3 -> new SourceRequest.ResetSources();
            case 4 -> new SourceRequest.ChangeOffset(source(), finite());
            case 5 -> clock.request(random.nextInt(RandomClock.REQUESTS));
            default -> new SourceRequest.ChangeStratumLimit(source(), random.nextInt(16));
        };
    }

    private SourceId source() {
        return new SourceId((int) whole() & Integer.MAX_VALUE);
    }

    private SystemInstant at() {
        return new SystemInstant(whole());
    }

    private UtcInstant second() {
        boolean leap = random.nextInt(4) == 0;
        long second = leap ? Math.floorDiv(random.nextLong() >> 7, 60L) * 60 + 59 : whole();
        return new UtcInstant(second, random.nextInt(1_000_000_000) + (leap ? 1_000_000_000 : 0));
    }

    private long whole() {
        return switch (random.nextInt(6)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            case 2 -> 0;
            case 3 -> -1;
            default -> random.nextLong();
        };
    }

    private double real() {
        return switch (random.nextInt(6)) {
            case 0 -> Double.NaN;
            case 1 -> Double.NEGATIVE_INFINITY;
            default -> finite();
        };
    }

    private double finite() {
        double value = switch (random.nextInt(6)) {
            case 0 -> -0.0;
            case 1 -> Double.MIN_VALUE;
            case 2 -> -Double.MAX_VALUE;
            default -> Double.longBitsToDouble(random.nextLong());
        };
        return Double.isFinite(value) ? value : 1e-6;
    }

    /// Any UTF-16, halves of surrogate pairs and line ends included.
    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(random.nextBoolean()
                    ? " _\\\"\n\r\0u'~\u007f".charAt(random.nextInt(11))
                    : (char) random.nextInt(0x10000));
        }
        return text.toString();
    }

    private <E> E one(E[] all) {
        return all[random.nextInt(all.length)];
    }
}
