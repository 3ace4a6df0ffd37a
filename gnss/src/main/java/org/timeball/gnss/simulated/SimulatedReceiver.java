package org.timeball.gnss.simulated;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.timeball.gnss.nmea.NmeaWriter;
import org.timeball.gnss.nmea.NmeaWriter.Epoch;
import org.timeball.gnss.nmea.NmeaWriter.Knowledge;
import org.timeball.gnss.sky.Satellite;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.UtcInstant;

/// A receiver that does what a real one does, at the true times it is told.
///
/// Each second it gives a pulse at the second's start and, some tenths of a second later, the sentences that name that
/// second, byte by byte as fast as the line carries them. All times are true time: nanoseconds since 1970 as POSIX
/// counts UTC. It does nothing by itself: its owner asks [#nextDueNanos] and calls [#advance] at that time, or later.
/// Not safe for several threads.
public final class SimulatedReceiver {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long SECOND = 1_000_000_000L;
    /// A second is planned so long before it begins, so that a pulse which jitters early is still in time.
    private static final long LEAD = 1_000_000;
    /// What a serial port collects before it interrupts.
    private static final int CHUNK = 16;
    private static final int BITS_PER_BYTE = 10;
    /// Share of a second in which the line may be busy; bursts then never meet.
    private static final double LINE_SHARE = 0.9;
    private static final long JUMP = 137_250_000_000L;
    private static final double DRIFT_PER_SECOND = 2e-6;
    /// How fast the sawtooth runs, in its own steps: through all phases within ten seconds, and never twice the same.
    private static final double STEPS_PER_SECOND = (Math.sqrt(5) - 1) / 6;
    private static final long SECONDS_PER_ROLLOVER = 1024L * 7 * 86_400;
    /// One byte in so many is damaged by noise; hardly one sentence in thirty survives.
    private static final int GARBLED_ONE_IN = 16;
    private static final double ALTITUDE_METRES = 46;
    private static final double WANDER_DEGREES = 1e-5;
    private static final int SKY_KEPT_SECONDS = 10;

    private final ReceiverProfile profile;
    private final FaultPlan plan;
    private final Outlet outlet;
    private final Random random;
    private final SimulatedSky sky;
    private final List<Boundary> boundaries = new ArrayList<>();
    private final Set<Fault> active = EnumSet.noneOf(Fault.class);
    private long poweredOn;
    private long lostFix;
    private long shift;
    private double coldPhase;
    private final double sawtoothPhase;
    private long planAt = NEVER;
    private long pulseAt = NEVER;
    private long burstAt = NEVER;
    private long burstSecond;
    private byte[] burst = new byte[0];
    private long burstStart;
    private int sent;
    private List<Satellite> satellites = List.of();
    private long skyKey = Long.MIN_VALUE;

    /// What the receiver is connected to.
    public interface Outlet {
        /// Bytes on the serial line; the last of them has just arrived.
        void bytes(byte[] chunk);

        /// The pulse's leading edge.
        ///
        /// @param trueNanos when exactly
        void pulse(long trueNanos);

        /// The device is gone, line and pulse.
        void unplugged();

        /// A new device is there.
        void plugged();
    }

    private record Boundary(long at, Fault fault, boolean begins) {
    }

    /// @param seed decides all that is left to chance
    public SimulatedReceiver(ReceiverProfile profile, FaultPlan faults, long seed, Outlet outlet) {
        this.profile = profile;
        this.plan = faults;
        this.outlet = outlet;
        random = new Random(seed);
        sky = new SimulatedSky(random);
        sawtoothPhase = profile.sawtoothNanos() > 0 ? random.nextDouble() : 0;
    }

    /// Switches it on.
    public void start(long trueNanos) {
        boundaries.clear();
        for (FaultPlan.Entry entry : plan.entries()) {
            boundaries.add(new Boundary(trueNanos + entry.start().nanos(), entry.fault(), true));
            boundaries.add(new Boundary(trueNanos + entry.end().nanos(), entry.fault(), false));
        }
        // An end comes before a beginning at the same moment, so that the same fault may follow itself.
        boundaries.sort(Comparator.comparingLong(Boundary::at).thenComparing(Boundary::begins));
        active.clear();
        shift = 0;
        powerOn(trueNanos);
    }

    /// True time of the next thing that it will do; `Long.MAX_VALUE` before it is switched on.
    public long nextDueNanos() {
        long next = Math.min(Math.min(planAt, pulseAt), Math.min(burstAt, chunkAt()));
        return boundaries.isEmpty() ? next : Math.min(next, boundaries.getFirst().at);
    }

    /// Does everything that is due up to a true time, in order.
    public void advance(long trueNanos) {
        for (long due = nextDueNanos(); due <= trueNanos && due != NEVER; due = nextDueNanos()) {
            if (!boundaries.isEmpty() && boundaries.getFirst().at == due) {
                cross(boundaries.removeFirst());
            } else if (pulseAt == due) {
                pulse();
            } else if (planAt == due) {
                plan();
            } else if (chunkAt() == due) {
                chunk();
            } else {
                compose();
            }
        }
    }

    /// The fault that is at work, the one planned first if there are several.
    public Optional<Fault> activeFault() {
        return plan.entries().stream().map(FaultPlan.Entry::fault).filter(active::contains).findFirst();
    }

    private void powerOn(long now) {
        poweredOn = now;
        // Until it has a fix it does not know where the second begins: its pulse is anywhere.
        coldPhase = 0.1 + 0.8 * random.nextDouble();
        replan(now);
    }

    /// Drops what was planned and starts with the next whole second of the receiver's own time.
    private void replan(long now) {
        hush();
        pulseAt = NEVER;
        planAt = (Math.floorDiv(now + LEAD + shift, SECOND) + 1) * SECOND - shift - LEAD;
    }

    private void hush() {
        burstAt = NEVER;
        burst = new byte[0];
        sent = 0;
    }

    private void cross(Boundary boundary) {
        Fault fault = boundary.fault;
        if (boundary.begins ? !active.add(fault) : !active.remove(fault)) {
            return;
        }
        switch (fault) {
            case NO_FIX -> lostFix = boundary.at;
            case JUMP -> {
                shift = boundary.begins ? JUMP : 0;
                if (planAt != NEVER) {
                    replan(boundary.at);
                }
            }
            case SILENT -> hush();
            case UNPLUG -> {
                if (boundary.begins) {
                    hush();
                    planAt = NEVER;
                    pulseAt = NEVER;
                    outlet.unplugged();
                } else {
                    outlet.plugged();
                    powerOn(boundary.at);
                }
            }
            case GARBLE, NO_PULSE, CENTURY -> {
            }
        }
    }

    private void plan() {
        long begins = planAt + LEAD;
        planAt += SECOND;
        double error = random.nextGaussian() * profile.pulseJitterNanos();
        boolean runs = true;
        switch (knowledge(begins)) {
            case NOTHING -> {
                runs = profile.pulseWithoutFix();
                error = coldPhase * SECOND;
            }
            case TIME_ONLY -> {
                runs = profile.pulseWithoutFix();
                error += DRIFT_PER_SECOND * (begins - lostFix);
            }
            case FIX -> {
            }
        }
        error -= earlyNanos(Math.floorDiv(begins + shift, SECOND));
        pulseAt = runs ? begins + Math.round(Math.max(error, -LEAD)) : NEVER;
        if (!active.contains(Fault.SILENT)) {
            Span range = profile.longestDelay().minus(profile.shortestDelay());
            burstAt = begins + profile.shortestDelay().nanos() + Math.round(random.nextDouble() * range.nanos());
            burstSecond = (begins + shift) / SECOND;
        }
    }

    /// By how many nanoseconds the pulse of a second comes early: it can come only with an edge of the receiver's own
    /// oscillator, and that drifts through true time.
    private double earlyNanos(long second) {
        double step = profile.sawtoothNanos();
        double steps = second * STEPS_PER_SECOND + sawtoothPhase;
        return step * (steps - Math.floor(steps) - 0.5);
    }

    private void pulse() {
        long at = pulseAt;
        pulseAt = NEVER;
        if (!active.contains(Fault.NO_PULSE)) {
            outlet.pulse(at);
        }
    }

    private void compose() {
        long now = burstAt;
        burstAt = NEVER;
        Knowledge knowledge = knowledge(now);
        boolean fix = knowledge == Knowledge.FIX;
        long key = Math.floorDiv(burstSecond, SKY_KEPT_SECONDS) * 2 + (fix ? 1 : 0);
        if (key != skyKey) {
            skyKey = key;
            satellites = sky.at(burstSecond, fix);
        }
        long stated = burstSecond - (active.contains(Fault.CENTURY) ? SECONDS_PER_ROLLOVER : 0);
        double latitude = SimulatedSky.LATITUDE_DEGREES + random.nextGaussian() * WANDER_DEGREES;
        double longitude = SimulatedSky.LONGITUDE_DEGREES + random.nextGaussian() * WANDER_DEGREES;
        double altitude = ALTITUDE_METRES + random.nextGaussian();
        int capacity = (int) (profile.baud() / BITS_PER_BYTE * LINE_SHARE);
        Epoch epoch = new Epoch(UtcInstant.ofEpochSecond(stated), knowledge, latitude, longitude, altitude, satellites);
        burst = profile.protocol() == Protocol.NMEA
                ? NmeaWriter.burst(epoch, capacity)
                : UbxWriter.burst(profile.protocol(), epoch, Math.round(earlyNanos(burstSecond + 1) * 1000), capacity);
        burstStart = now;
        sent = 0;
    }

    private Knowledge knowledge(long now) {
        if (now - poweredOn < profile.timeToFirstFix().nanos()) {
            return Knowledge.NOTHING;
        }
        return active.contains(Fault.NO_FIX) ? Knowledge.TIME_ONLY : Knowledge.FIX;
    }

    /// When the last byte of the next chunk will have crossed the line.
    private long chunkAt() {
        if (sent >= burst.length) {
            return NEVER;
        }
        long bits = (long) Math.min(sent + CHUNK, burst.length) * BITS_PER_BYTE;
        return burstStart + bits * SECOND / profile.baud();
    }

    private void chunk() {
        int length = Math.min(CHUNK, burst.length - sent);
        byte[] chunk = new byte[length];
        System.arraycopy(burst, sent, chunk, 0, length);
        sent += length;
        if (active.contains(Fault.GARBLE)) {
            for (int i = 0; i < length; i++) {
                if (random.nextInt(GARBLED_ONE_IN) == 0) {
                    chunk[i] = (byte) random.nextInt(256);
                }
            }
        }
        outlet.bytes(chunk);
    }
}
