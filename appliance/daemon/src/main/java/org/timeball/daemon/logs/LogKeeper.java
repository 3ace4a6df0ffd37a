package org.timeball.daemon.logs;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.timeball.daemon.config.LogConfiguration.LogWord;
import org.timeball.daemon.control.StepRecorder;
import org.timeball.daemon.logs.LogEntry.PacketTest;
import org.timeball.ntp.client.ClientEvent;
import org.timeball.ntp.client.ClientLog;
import org.timeball.ntp.client.Measurement;
import org.timeball.timekeeping.core.CoreSettings;
import org.timeball.timekeeping.core.Step;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SelectionOptions;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.snapshot.SourceSnapshot.Verdict;
import org.timeball.timekeeping.snapshot.SourceStatistics;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.snapshot.Tracking;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.tinylog.Logger;

/// Keeps the log files: makes entries of what the NTP client sees and of what comes of each observation in the core.
/// On the world's thread.
public final class LogKeeper implements StepRecorder, ClientLog {
    private final LogFiles files;
    private final Map<SourceId, SourceStatistics> before = new HashMap<>();
    private SystemInstant updated = new SystemInstant(Long.MIN_VALUE);

    public LogKeeper(LogFiles files) {
        this.files = files;
    }

    @Override
    public void happened(ClientEvent event) {
        if (event.isDetail()) {
            Logger.debug("{}", event.text());
        } else {
            Logger.info("{}", event.text());
        }
    }

    @Override
    public void measured(Measurement packet) {
        if (!files.wants(LogWord.MEASUREMENTS) && !files.wants(LogWord.RAWMEASUREMENTS)) {
            return;
        }
        Set<PacketTest> passed = EnumSet.noneOf(PacketTest.class);
        PacketTest[] tests = PacketTest.values();
        for (int i = 0; i < tests.length; i++) {
            if ((packet.tests() >> tests.length - 1 - i & 1) != 0) {
                passed.add(tests[i]);
            }
        }
        files.write(new LogEntry.Measurement(packet.at(), packet.source().toString(),
                LeapIndicator.values()[packet.leap()], packet.stratum(), passed, packet.localPoll(),
                packet.remotePoll(), packet.score(), packet.offsetSeconds(), packet.delaySeconds(),
                packet.dispersionSeconds(), packet.rootDelaySeconds(), packet.rootDispersionSeconds(),
                packet.referenceId(), packet.mode(), packet.interleaved(), packet.sentBy(), packet.receivedBy()));
    }

    @Override
    public void started(CoreSettings settings, SystemInstant at, Frequency rate) {
        // The files begin with the first entry.
    }

    @Override
    public void stepped(Observation observation, Step step) {
        switch (observation) {
            case Observation.Exchange(SourceId source, SystemInstant at, _, _, _, _, _, _, _, _) ->
                sampled(source, at, step.snapshot());
            case Observation.ExternalSample(SourceId source, SystemInstant at, Span offset, LeapIndicator leap) -> {
                raw(source, at, offset.seconds(), leap, false, step.snapshot());
                sampled(source, at, step.snapshot());
            }
            case Observation.PulseEdge(SourceId source, SystemInstant at) -> {
                double past = Math.floorMod(at.nanos() + 500_000_000L, 1_000_000_000L) * 1e-9 - 0.5;
                raw(source, at, past, LeapIndicator.NONE, true, step.snapshot());
                sampled(source, at, step.snapshot());
            }
            case Observation.SecondLabel(SourceId source, SystemInstant at, _, _, _, _) ->
                sampled(source, at, step.snapshot());
            case Observation.PulseError _,Observation.Reach _,Observation.OwnAddress _,Observation.SourceAdded _,Observation.SourceRemoved _,Observation.OperatorRequest _,Observation.DeviceReport _,Observation.ClockChanged _,Observation.Temperature _,Observation.LeapSeconds _,Observation.Silence _ -> {
                // No sample.
            }
        }
        tracked(step.snapshot());
    }

    private static Optional<SourceSnapshot> find(TimingSnapshot snapshot, SourceId id) {
        return snapshot.sources().stream().filter(source -> source.id().equals(id)).findFirst();
    }

    /// Address of a server, reference identifier of a refclock.
    private static String nameOf(SourceSnapshot source) {
        return source.reception().address().map(Object::toString).orElse(source.name());
    }

    private void raw(SourceId id, SystemInstant at, double offset, LeapIndicator leap, boolean pulse,
            TimingSnapshot snapshot) {
        if (files.wants(LogWord.REFCLOCKS)) {
            find(snapshot, id).ifPresent(source -> files.write(new LogEntry.RefclockSample(at, source.name(), 0, leap,
                    pulse, offset, Double.isNaN(source.lastOffsetSeconds()) ? offset : source.lastOffsetSeconds(),
                    Double.isNaN(source.jitterSeconds()) ? 0 : source.jitterSeconds())));
        }
    }

    private void sampled(SourceId id, SystemInstant at, TimingSnapshot snapshot) {
        if (files.wants(LogWord.STATISTICS)) {
            find(snapshot, id).ifPresent(source -> statistics(source, at));
        }
        if (files.wants(LogWord.SELECTION)) {
            snapshot.sources().forEach(source -> files.write(new LogEntry.Selection(at, nameOf(source),
                    source.standing().state().letter(), letters(source.standing().effective()),
                    source.reception().reach(), source.standing().score(), source.sinceLastSeconds(),
                    source.standing().lowSeconds(), source.standing().highSeconds())));
        }
    }

    private void statistics(SourceSnapshot source, SystemInstant at) {
        SourceStatistics is = source.statistics();
        SourceStatistics was = before.put(source.id(), is);
        if (is.samples() == 0) {
            return;
        }
        double stress = was == null || !(was.skewPpm() > 0)
                ? 0
                : Math.abs(is.frequencyPpm() - was.frequencyPpm()) / was.skewPpm();
        files.write(new LogEntry.Statistics(at, nameOf(source), is.deviationSeconds(), is.offsetSeconds(),
                Double.isNaN(source.sigmaSeconds()) ? 0 : source.sigmaSeconds(), is.frequencyPpm() * 1e-6,
                is.skewPpm() * 1e-6, stress, (int) Math.min(is.samples(), Integer.MAX_VALUE), 0,
                (int) Math.min(is.runs(), Integer.MAX_VALUE), 0));
    }

    private static String letters(SelectionOptions options) {
        return (options.noselect() ? "N" : "-") + (options.prefer() ? "P" : "-") + (options.trust() ? "T" : "-")
                + (options.require() ? "R" : "-") + "-";
    }

    private void tracked(TimingSnapshot snapshot) {
        Tracking is = snapshot.clock().tracking();
        if (is.stratum() == 0 || is.referenceTime().equals(updated) || !files.wants(LogWord.TRACKING)) {
            return;
        }
        updated = is.referenceTime();
        Optional<SourceSnapshot> selected = snapshot.sources().stream()
                .filter(source -> source.verdict() == Verdict.SELECTED).findFirst();
        int combined = (int) snapshot.sources().stream().filter(
                source -> source.verdict() == Verdict.SELECTED || source.verdict() == Verdict.COMBINED).count();
        double sigma = selected.map(SourceSnapshot::sigmaSeconds).filter(s -> !s.isNaN()).orElse(0.0);
        files.write(new LogEntry.Tracking(is.referenceTime(), selected.map(LogKeeper::nameOf).orElse("LOCAL"),
                is.stratum(), is.frequencyPpm(), is.skewPpm(), is.lastOffsetSeconds(), is.leap(), combined, sigma,
                is.remainingSeconds(), is.rootDelay().seconds(), is.rootDispersionSeconds(),
                is.rootDelay().seconds() / 2 + is.rootDispersionSeconds()));
    }
}
