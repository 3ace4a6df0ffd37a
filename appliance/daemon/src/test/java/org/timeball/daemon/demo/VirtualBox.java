package org.timeball.daemon.demo;

import java.util.List;
import org.timeball.daemon.boot.AccessRules;
import org.timeball.daemon.boot.Appliance;
import org.timeball.daemon.boot.ClientJournal;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.ConfigurationException;
import org.timeball.daemon.config.ConfigurationReader;
import org.timeball.daemon.config.ConfigurationText;
import org.timeball.daemon.control.StepRecorder;
import org.timeball.gnss.simulated.FaultPlan;
import org.timeball.gnss.simulated.ReceiverProfile;
import org.timeball.ntp.server.ServerCounters;
import org.timeball.ntp.server.WorldResponder;
import org.timeball.pps.sock.SockSender;
import org.timeball.simulator.clock.Oscillator;
import org.timeball.simulator.world.VirtualLine;
import org.timeball.simulator.world.VirtualUniverse;
import org.timeball.simulator.world.VirtualWorld;
import org.timeball.timekeeping.world.CardTimescale;
import org.timeball.timekeeping.snapshot.SnapshotBoard;
import org.timeball.timekeeping.snapshot.TimingSnapshot;
import org.timeball.timekeeping.time.Frequency;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.UtcInstant;
import org.timeball.timekeeping.world.Address;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.WorldException;

/// A whole daemon in virtual time: the appliance with its simulated receiver, the NTP server, and a client elsewhere on
/// the network that knows true time. After every event the box's claim is held against the truth.
public final class VirtualBox {
    static final long START = UtcInstant.of(2026, 12, 1, 0, 0, 0, 0).posixNanos();
    private static final String DEVICE = "/dev/ttyAMA0";
    private static final String SOCKET = "/run/pulse.sock";
    private static final UtcInstant FLOOR = UtcInstant.of(2026, 11, 20, 0, 0, 0, 0);
    private static final IpAddress SERVER = IpAddress.v4(10, 0, 0, 1);
    private static final IpAddress CLIENT = IpAddress.v4(10, 0, 0, 2);

    private final VirtualUniverse universe;
    private final VirtualWorld world;
    private final SnapshotBoard board;
    private final AnswerProbe probe;
    private final ReceiverBench bench;
    private double worstErrorSeconds;

    VirtualBox(long seed, List<String> faults, Span clientInterval) throws WorldException {
        this(seed, faults, clientInterval, StepRecorder.NONE);
    }

    public VirtualBox(long seed, List<String> faults, Span clientInterval, StepRecorder recorder)
            throws WorldException {
        this(ReceiverProfile.nmea(), seed, faults, clientInterval, recorder);
    }

    VirtualBox(ReceiverProfile receiver, long seed, List<String> faults, Span clientInterval, StepRecorder recorder)
            throws WorldException {
        universe = new VirtualUniverse(seed, START);
        world = universe.world("box", Oscillator.wandering(Frequency.ofPpm(-31), 1e-9, seed), Span.ofSeconds(-7),
                SERVER);
        VirtualWorld elsewhere = universe.world("client", Oscillator.perfect(), Span.ZERO, CLIENT);
        board = new SnapshotBoard(TimingSnapshot.unsynchronised(world.clock().now()));
        Appliance appliance = new Appliance(world, world.clock(), configuration(), FLOOR, board, snapshot -> {
        }, event -> {
        }, recorder, new ClientJournal(), CardTimescale.NONE);
        new WorldResponder(world, 123, -23, board, AccessRules.of(configuration().server().access()),
                new ServerCounters(seed));
        TrueTime time = new UniversalTime(universe);
        bench = new ReceiverBench(receiver, FaultPlan.parse(faults), seed, time,
                new Plug(world.devices().line(DEVICE)), SockSender.over(world, "/run/sender.sock", SOCKET));
        probe = new AnswerProbe(elsewhere, time, new Address.Udp(CLIENT, 0), new Address.Udp(SERVER, 123),
                clientInterval);
        appliance.start();
        bench.start();
        probe.start();
        universe.invariant(this::claimContainsTruth);
    }

    private static Configuration configuration() {
        try {
            return ConfigurationReader.read(
                    new ConfigurationText("virtual box", List.of("gnss " + DEVICE + " refid NMEA",
                            "refclock SOCK " + SOCKET + " refid PPS lock NMEA", "allow all", "makestep 0.1 3")),
                    AccessRules.SYNTAX);
        } catch (ConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void claimContainsTruth() {
        TimingSnapshot snapshot = board.current();
        long reading = world.clock().readingAt(universe.nowNanos());
        double error = Math.abs(world.clockErrorSeconds());
        if (!snapshot.vouchesAt(reading)) {
            return;
        }
        worstErrorSeconds = Math.max(worstErrorSeconds, error);
        if (error > snapshot.rootDispersionAt(reading)) {
            throw new AssertionError("true error %.9f s, claimed %.9f s, %s".formatted(world.clockErrorSeconds(),
                    snapshot.rootDispersionAt(reading), snapshot));
        }
    }

    public void runSeconds(double seconds) {
        universe.runFor(Span.ofSeconds(seconds));
    }

    public TimingSnapshot snapshot() {
        return board.current();
    }

    AnswerProbe probe() {
        return probe;
    }

    VirtualUniverse universe() {
        return universe;
    }

    VirtualLine line() {
        return world.devices().line(DEVICE);
    }

    ReceiverBench bench() {
        return bench;
    }

    double errorSeconds() {
        return world.clockErrorSeconds();
    }

    /// The largest true error while the box vouched for its clock.
    double worstErrorSeconds() {
        return worstErrorSeconds;
    }

    private record UniversalTime(VirtualUniverse universe) implements TrueTime {
        @Override
        public long nowNanos() {
            return universe.nowNanos();
        }

        @Override
        public void at(long trueNanos, Runnable action) {
            universe.at(Math.max(trueNanos, universe.nowNanos()), action);
        }
    }

    private record Plug(VirtualLine line) implements ReceiverBench.LineEnd {
        @Override
        public void feed(byte[] bytes) {
            line.feed(bytes);
        }

        @Override
        public void unplug() {
            line.unplug();
        }

        @Override
        public void plug() {
            line.plug();
        }
    }
}
