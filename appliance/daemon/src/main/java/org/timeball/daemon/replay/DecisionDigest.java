package org.timeball.daemon.replay;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.timeball.timekeeping.core.Step;
import org.timeball.timekeeping.snapshot.Reason;
import org.timeball.timekeeping.snapshot.SourceReception;
import org.timeball.timekeeping.snapshot.SourceSnapshot;
import org.timeball.timekeeping.snapshot.SourceStanding;
import org.timeball.timekeeping.snapshot.SourceStatistics;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.steering.ClockCommand;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;

/// A digest (CRC32C) of everything that one step of the core decided: its commands and its whole snapshot, exact to the
/// last bit. Names stand for the constants of an enum, so that a new constant leaves old digests alone.
final class DecisionDigest {
    private final CRC32C crc = new CRC32C();
    private final byte[] word = new byte[Long.BYTES];

    private DecisionDigest() {
    }

    static int of(Step step) {
        DecisionDigest digest = new DecisionDigest();
        digest.add(step.commands().size());
        step.commands().forEach(digest::add);
        digest.add(step.snapshot());
        step.events().forEach(event -> digest.add(event.toString()));
        return (int) digest.crc.getValue();
    }

    private void add(ClockCommand command) {
        switch (command) {
            case ClockCommand.Steer(Frequency base, Span slew, Span within) -> {
                add("steer");
                add(base.fraction());
                add(slew.nanos());
                add(within.nanos());
            }
            case ClockCommand.Step(Span amount) -> {
                add("step");
                add(amount.nanos());
            }
            case ClockCommand.TaiOffset(int seconds) -> {
                add("tai");
                add(seconds);
            }
            case ClockCommand.Wake(SystemInstant at) -> {
                add("wake");
                add(at.nanos());
            }
            case ClockCommand.Status(LeapIndicator leap, double maxErrorSeconds) -> {
                add("status");
                add(leap.name());
                add(maxErrorSeconds);
            }
        }
    }

    private void add(TimingSnapshot snapshot) {
        add(snapshot.at().nanos());
        add(snapshot.lock().name());
        add(snapshot.since().nanos());
        add(snapshot.reason());
        add(snapshot.leap().name());
        add(snapshot.stratum());
        add(snapshot.refid());
        add(snapshot.referenceTime().nanos());
        add(snapshot.rootDelay().nanos());
        add(snapshot.rootDispersionSeconds());
        add(snapshot.dispersionRate());
        add(snapshot.goodFor().nanos());
        add(snapshot.offsetSeconds());
        add(snapshot.frequencyPpm());
        add(snapshot.skewPpm());
        add(snapshot.correctionPpm());
        snapshot.sources().forEach(this::add);
        add(snapshot.clock().toString());
    }

    private void add(SourceSnapshot source) {
        add(source.verdict().name());
        add(source.reason());
        add(source.samples());
        add(source.lastOffsetSeconds());
        add(source.sinceLastSeconds());
        add(source.offsetSeconds());
        add(source.sigmaSeconds());
        add(source.jitterSeconds());
        add(source.reception());
        add(source.statistics());
        add(source.standing());
    }

    private void add(SourceReception reception) {
        add(reception.stratum());
        add(reception.reach());
        add(reception.leap().name());
        add(reception.measuredSeconds());
        add(reception.adjustedSeconds());
        add(reception.errorSeconds());
    }

    private void add(SourceStatistics statistics) {
        add(statistics.samples());
        add(statistics.runs());
        add(statistics.spanSeconds());
        add(statistics.frequencyPpm());
        add(statistics.skewPpm());
        add(statistics.offsetSeconds());
        add(statistics.offsetErrorSeconds());
        add(statistics.deviationSeconds());
    }

    private void add(SourceStanding standing) {
        add(standing.state().name());
        add(standing.score());
        add(standing.lowSeconds());
        add(standing.highSeconds());
    }

    private void add(Reason reason) {
        add(reason.cause().name());
        add(reason.value());
        add(reason.detail());
    }

    private void add(String text) {
        add(text.length());
        crc.update(text.getBytes(StandardCharsets.UTF_16BE));
    }

    /// All NaN are one: which bits a NaN has, Java leaves open.
    private void add(double value) {
        add(Double.doubleToLongBits(value));
    }

    private void add(long value) {
        for (int i = 0; i < Long.BYTES; i++) {
            word[i] = (byte) (value >>> 8 * i);
        }
        crc.update(word);
    }
}
