package org.timeball.ntp.client;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.observation.SourceSettings;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.SystemClock;

/// Tells the core of sources and their measurements, as observations.
final class CoreSources implements CoreLink {
    private final SystemClock clock;
    private final Supplier<SourceId> numbers;
    private final Consumer<Observation> core;
    private final SourceFeedback feedback;

    CoreSources(SystemClock clock, Supplier<SourceId> numbers, Consumer<Observation> core, SourceFeedback feedback) {
        this.clock = clock;
        this.numbers = numbers;
        this.core = core;
        this.feedback = feedback;
    }

    @Override
    public SourceId added(SourceAddress source, NtpSourceOptions options) {
        SourceId id = numbers.get();
        NtpSourceOptions.Selection asked = options.selection();
        SourceSettings settings = SourceSettings.server(id, source.name(), source.udp().ip())
                .withStratum(0, asked.minStratum())
                .withSamples(Math.max(0, asked.minSamples()), Math.max(0, asked.maxSamples()))
                .withAuthentication(options.protocol().nts() || options.protocol().key() != 0)
                .withMaxUnreach(asked.maxUnreach()).withCopy(asked.copy()).withSelection(asked.votes());
        core.accept(new Observation.SourceAdded(clock.now(), settings));
        return id;
    }

    @Override
    public void removed(SourceId source) {
        core.accept(new Observation.SourceRemoved(source, clock.now()));
    }

    @Override
    public void seenAs(SourceId source, IpAddress own) {
        core.accept(new Observation.OwnAddress(source, clock.now(), own));
    }

    @Override
    public void measured(SourceId source, Sample sample) {
        core.accept(new Observation.Exchange(source, sample.at(), sample.offset(),
                Span.ofSeconds(sample.openDelaySeconds()), Span.ofSeconds(sample.dispersionSeconds()),
                Span.ofSeconds(sample.rootDelaySeconds()), Span.ofSeconds(sample.rootDispersionSeconds()),
                sample.stratum(), sample.referenceId(), sample.leap()));
    }

    @Override
    public void reached(SourceId source, int register, boolean selectable) {
        SystemInstant now = clock.now();
        core.accept(new Observation.Reach(source, now, register, selectable));
    }

    @Override
    public Optional<SourceFeedback.Belief> belief(SourceId source) {
        return feedback.of(source);
    }
}
