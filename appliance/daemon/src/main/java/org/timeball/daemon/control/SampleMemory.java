package org.timeball.daemon.control;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.core.Step;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceRequest;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.snapshot.ClockEvent;
import org.timeball.timekeeping.steering.CorrectionLedger;
import org.timeball.timekeeping.time.FreeInstant;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// `dumpdir` and `-r`: remembers the latest samples of each server and of each reference clock that gives whole samples,
/// writes them down at the end or when asked, and gives them to the core again after a restart.
///
/// A restarted daemon finds the clock where the former one left it, running at the rate that it was given. Samples of
/// reference clocks that are locked to others are numbered by those and are not kept.
public final class SampleMemory implements StepRecorder {
    private static final int KEPT = 64;
    /// Older samples say nothing of today's oscillator.
    private static final double LONGEST_SECONDS = 86_400;
    private static final String ENDING = ".dat";

    private final World world;
    private final String directory;
    private final boolean reload;
    private final Map<Integer, Remembered> sources = new TreeMap<>();
    private CorrectionLedger ledger;
    private Consumer<Observation> core = observation -> {
    };

    /// One source.
    private static final class Remembered {
        private final SourceSettings settings;
        private final Deque<Kept> samples = new ArrayDeque<>();
        private int register;
        private LeapIndicator leap = LeapIndicator.NONE;

        Remembered(SourceSettings settings) {
            this.settings = settings;
        }
    }

    /// @param at by the free-running clock
    /// @param offset free-running clock minus source
    /// @param exchange as it was measured; null of a reference clock
    private record Kept(FreeInstant at, Span offset, Observation.@Nullable Exchange exchange) {
    }

    /// @param directory where the files lie
    /// @param reload whether what lies there is given to the core as the sources come
    public SampleMemory(World world, String directory, boolean reload) {
        this.world = world;
        this.directory = directory;
        this.reload = reload;
        ledger = CorrectionLedger.open(world.clock().now(), world.clock().rate());
    }

    /// @param observations takes the samples of the time before
    public void tell(Consumer<Observation> observations) {
        core = observations;
        sources.values().forEach(this::loadSoon);
    }

    @Override
    public void started(CoreSettings settings, SystemInstant at, Frequency rate) {
        ledger = CorrectionLedger.open(at, rate);
        settings.sources().forEach(this::added);
    }

    private void added(SourceSettings settings) {
        switch (settings.kind()) {
            case SERVER, SAMPLE -> sources.put(settings.id().number(), new Remembered(settings));
            case LABEL, PULSE -> {
                // Not whole samples.
            }
        }
    }

    @Override
    public void stepped(Observation observation, Step step) {
        switch (observation) {
            case Observation.SourceAdded(SystemInstant _, SourceSettings settings) -> {
                added(settings);
                of(settings.id()).ifPresent(this::loadSoon);
            }
            case Observation.SourceRemoved(SourceId source, SystemInstant _) -> sources.remove(source.number());
            case Observation.ClockChanged change ->
                ledger = ledger.changed(change.at(), change.rate(), change.stepped());
            case Observation.Reach reach -> of(reach.source()).ifPresent(source -> source.register = reach.register());
            case Observation.Exchange exchange -> of(exchange.source())
                    .ifPresent(source -> keep(source, exchange.at(), exchange.offset(), exchange.leap(), exchange));
            case Observation.ExternalSample sample -> of(sample.source())
                    .ifPresent(source -> keep(source, sample.at(), sample.offset(), sample.leap(), null));
            case Observation.OperatorRequest(SystemInstant _, SourceRequest.ResetSources _) -> forget();
            default -> {
                // Nothing of samples.
            }
        }
        if (step.events().stream().anyMatch(ClockEvent.TimeJump.class::isInstance)) {
            forget();
        }
    }

    private void forget() {
        sources.values().forEach(source -> source.samples.clear());
    }

    private Optional<Remembered> of(SourceId id) {
        return Optional.ofNullable(sources.get(id.number()));
    }

    private void keep(Remembered source, SystemInstant at, Span offset, LeapIndicator leap,
            Observation.@Nullable Exchange exchange) {
        source.leap = leap;
        source.samples.addLast(new Kept(ledger.free(at), offset.minus(ledger.correctionAt(at)), exchange));
        if (source.samples.size() > KEPT) {
            source.samples.removeFirst();
        }
    }

    /// Writes a file for each source of which there are samples.
    public void dump() {
        for (Remembered source : sources.values()) {
            if (!source.samples.isEmpty()) {
                String path = pathOf(source.settings);
                try {
                    world.files().replace(path, dumped(source).text().getBytes(StandardCharsets.US_ASCII));
                } catch (WorldException e) {
                    Logger.error("Could not write dump file {}: {}", path, e.getMessage());
                }
            }
        }
    }

    private String pathOf(SourceSettings source) {
        return directory + (directory.endsWith("/") ? "" : "/") + DumpFile.nameOf(source) + ENDING;
    }

    private DumpFile dumped(Remembered source) {
        SystemInstant now = world.clock().now();
        FreeInstant free = ledger.free(now);
        Span correction = ledger.correctionAt(now);
        List<DumpFile.Sample> samples = new ArrayList<>();
        for (Kept kept : source.samples) {
            double age = free.since(kept.at).seconds();
            double offset = kept.offset.plus(correction).seconds();
            Observation.Exchange e = kept.exchange;
            samples.add(e == null
                    ? new DumpFile.Sample(age, offset, 0, 0, 0, 0, source.settings.stratum(), source.settings.refid())
                    : new DumpFile.Sample(age, offset, e.delay().seconds(), e.dispersion().seconds(),
                            e.rootDelay().seconds(), e.rootDispersion().seconds(), e.stratum(), e.refid()));
        }
        return new DumpFile(DumpFile.nameOf(source.settings), source.settings.authenticated(), source.register,
                source.leap, now.nanos(), ledger.rate().fraction(), samples);
    }

    /// Once whoever added the source is through with it.
    private void loadSoon(Remembered source) {
        if (reload) {
            world.timers().after(Span.ZERO, () -> load(source));
        }
    }

    private void load(Remembered source) {
        String path = pathOf(source.settings);
        try {
            Optional<byte[]> content = world.files().read(path);
            if (content.isEmpty()) {
                return;
            }
            Optional<DumpFile> file = DumpFile.parse(new String(content.get(), StandardCharsets.US_ASCII));
            String problem = problem(source.settings, file);
            if (!problem.isEmpty()) {
                Logger.warn("Could not load dump file {}: {}", path, problem);
                return;
            }
            Logger.info("Loaded dump file {}", path);
            world.files().remove(path);
            give(source.settings, file.orElseThrow());
        } catch (WorldException e) {
            Logger.error("Could not load dump file {}: {}", path, e.getMessage());
        }
    }

    private String problem(SourceSettings settings, Optional<DumpFile> file) {
        if (file.isEmpty()) {
            return "it is damaged or of another program";
        }
        if (!file.get().source().equals(DumpFile.nameOf(settings))) {
            return "it is of " + file.get().source();
        }
        if (file.get().authenticated() != settings.authenticated()) {
            return "the authentication changed";
        }
        double ago = (world.clock().now().nanos() - file.get().clockNanos()) * 1e-9;
        return ago < 0 || ago > LONGEST_SECONDS ? "it was written %.0f s ago by this clock".formatted(ago) : "";
    }

    /// Carries the samples over to the clock as it runs now.
    private void give(SourceSettings settings, DumpFile file) {
        SystemInstant now = world.clock().now();
        double ago = (now.nanos() - file.clockNanos()) * 1e-9;
        double rate = world.clock().rate().fraction();
        core.accept(new Observation.Reach(settings.id(), now, file.register(), true));
        for (DumpFile.Sample sample : file.samples()) {
            double freeAge = ago / (1 + file.rate()) + sample.ageSeconds();
            double age = freeAge * (1 + rate);
            SystemInstant at = new SystemInstant(now.nanos() - Math.round(age * 1e9));
            Span offset = Span.ofSeconds(sample.offsetSeconds() + file.rate() * ago - rate * freeAge);
            core.accept(settings.kind() == SourceSettings.Kind.SERVER
                    ? new Observation.Exchange(settings.id(), at, offset, Span.ofSeconds(sample.delaySeconds()),
                            Span.ofSeconds(sample.dispersionSeconds()), Span.ofSeconds(sample.rootDelaySeconds()),
                            Span.ofSeconds(sample.rootDispersionSeconds()), Math.max(1, sample.stratum()),
                            sample.refid(), file.leap())
                    : new Observation.ExternalSample(settings.id(), at, offset, file.leap()));
        }
    }
}
