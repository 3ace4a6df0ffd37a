package org.timeball.simulator.clknetsim;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.timeball.simulator.clknetsim.protocol.Reply.ReferenceSample;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.HardwareClock;
import org.timeball.timekeeping.world.RandomSource;
import org.timeball.timekeeping.world.RealTimeClock;
import org.timeball.timekeeping.world.ReferenceDevices;
import org.timeball.timekeeping.world.WorldException;

/// The node's reference clock, as three kinds of device show it: shared memory, `/dev/pps0`, and a PTP hardware clock.
///
/// clknetsim takes a sample each network second from when the first was asked for. The segment of unit 0 and the pulse
/// show these; where a unit above 0 is attached, all units show the reference at every moment that the node is woken.
final class NodeReferences implements ReferenceDevices {
    private static final int ENOENT = 2;
    private static final int EOPNOTSUPP = 95;
    private static final int LAST_UNIT = 3;
    private static final String PULSES = "/dev/pps0";
    private static final String REAL_TIME_CLOCK = "/dev/rtc";

    private final Clknetsim clknetsim;
    private final NodeSettings settings;
    private final NodeClock clock;
    private final ReferenceErrors errors;
    private final RandomSource random;
    private final RealTimeClocks realTimeClocks;
    private final Map<Integer, NodeSharedMemory> segments = new TreeMap<>();
    private int openPulses;
    private ReferenceSample latest = new ReferenceSample(0, 0, false);
    private long pulses;

    NodeReferences(Clknetsim clknetsim, NodeSettings settings, NodeClock clock, RandomSource random,
            RealTimeClocks realTimeClocks) {
        this.clknetsim = clknetsim;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.realTimeClocks = realTimeClocks;
        errors = new ReferenceErrors(clknetsim::referenceOffsets);
    }

    /// Makes real-time clocks.
    @FunctionalInterface
    interface RealTimeClocks {
        RealTimeClock open(String path);
    }

    /// The reference clock's errors, handed out one by one; they come from clknetsim by the batch.
    static final class ReferenceErrors {
        private final Supplier<double[]> batches;
        private double[] batch = {};
        private int used;

        ReferenceErrors(Supplier<double[]> batches) {
            this.batches = batches;
        }

        /// Seconds by which the reference is late at its next reading.
        double next() {
            if (used == batch.length) {
                batch = batches.get();
                used = 0;
            }
            return batch[used++];
        }
    }

    /// After time has passed: shows the devices what the reference clock says now.
    void refresh() {
        if (segments.isEmpty() && openPulses == 0) {
            return;
        }
        ReferenceSample sample = clknetsim.referenceSample();
        if (segments.keySet().stream().anyMatch(unit -> unit > 0)) {
            for (NodeSharedMemory segment : segments.values()) {
                segment.show(clock.readings().network() - errors.next(), clock.readings().real());
            }
        }
        if (!sample.valid() || latest.valid() && sample.time() == latest.time()) {
            return;
        }
        latest = sample;
        pulses++;
        NodeSharedMemory first = segments.get(0);
        if (first != null && segments.size() == 1) {
            first.show(sample.time() - sample.offset(), sample.time());
        }
    }

    @Override
    public SharedMemory attach(int unit, int permissions) throws WorldException {
        if (unit > LAST_UNIT) {
            throw new WorldException("cannot attach unit " + unit + ": clknetsim has units 0 to 3; use one of these",
                    ENOENT);
        }
        NodeSharedMemory segment = new NodeSharedMemory(settings.startDate(), () -> segments.remove(unit));
        segments.put(unit, segment);
        clknetsim.referenceSample();
        return segment;
    }

    @Override
    public PulseInput openPulses(String path, Edge edge) throws WorldException {
        if (!path.equals(PULSES)) {
            throw new WorldException("cannot open " + path + ": the only pulse device in clknetsim is " + PULSES
                    + "; use that", ENOENT);
        }
        if (edge != Edge.ASSERT) {
            throw new WorldException(path + " stamps assert edges alone; remove the option clear", EOPNOTSUPP);
        }
        openPulses++;
        return new PulseInput() {
            private boolean open = true;

            @Override
            public Pulse latest() {
                return new Pulse(pulses,
                        pulses == 0 ? new SystemInstant(0) : clock.systemInstant(latest.time()));
            }

            @Override
            public void close() {
                if (open) {
                    open = false;
                    openPulses--;
                }
            }
        };
    }

    /// The clock that a network card stamps by.
    NodeHardwareClock clockOf(String networkInterface) {
        return new NodeHardwareClock(networkInterface, clock, settings, settings.hardwareClocks().ofInterfaces(),
                errors,
                random);
    }

    @Override
    public HardwareClock openHardwareClock(String name) throws WorldException {
        NodeSettings.HardwareClocks clocks = settings.hardwareClocks();
        boolean reference = switch (name) {
            case "/dev/ptp0" -> !clocks.swapped();
            case "/dev/ptp1" -> clocks.swapped();
            default -> {
                if (!name.matches("eth\\d")) {
                    throw new WorldException("cannot open " + name
                            + ": clknetsim has /dev/ptp0, /dev/ptp1 and those of eth0 and up; use one of these",
                            ENOENT);
                }
                yield clocks.ofInterfaces();
            }
        };
        return new NodeHardwareClock(name, clock, settings, reference, errors, random);
    }

    @Override
    public RealTimeClock openRealTimeClock(String path) throws WorldException {
        if (!path.equals(REAL_TIME_CLOCK)) {
            throw new WorldException("cannot open " + path + ": the only real-time clock in clknetsim is "
                    + REAL_TIME_CLOCK + "; use that", ENOENT);
        }
        return realTimeClocks.open(path);
    }
}
