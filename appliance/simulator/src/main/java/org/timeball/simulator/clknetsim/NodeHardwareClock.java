package org.timeball.simulator.clknetsim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timeball.simulator.clknetsim.NodeReferences.ReferenceErrors;
import org.timeball.simulator.clknetsim.NodeSettings.HardwareClocks;
import org.timeball.timekeeping.time.PhcInstant;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.HardwareClock;
import org.timeball.timekeeping.world.RandomSource;
import org.timeball.timekeeping.world.ReferenceDevices.Edge;
import org.timeball.timekeeping.world.WorldException;

/// A PTP hardware clock that shows the reference clock, or the system clock itself.
///
/// A comparison by the hardware is exact. One by two readings of the system clock is as late as bus and interrupts
/// make it: half of the delay each way, and a random rest that some readings are spared.
final class NodeHardwareClock implements HardwareClock {
    private static final int EOPNOTSUPP = 95;
    /// Mean number of the stages of a random delay, and their most.
    private static final double STAGES = 5;
    private static final int MOST_STAGES = 100;
    private static final double STAGE_SCALE = 5.5;

    private final String name;
    private final NodeClock clock;
    private final NodeSettings settings;
    private final HardwareClocks delays;
    private final boolean reference;
    private final ReferenceErrors errors;
    private final RandomSource random;
    private long drawn;

    NodeHardwareClock(String name, NodeClock clock, NodeSettings settings, boolean reference, ReferenceErrors errors,
            RandomSource random) {
        this.name = name;
        this.clock = clock;
        this.settings = settings;
        this.reference = reference;
        this.errors = errors;
        this.random = random;
        delays = settings.hardwareClocks();
    }

    @Override
    public Method method() {
        return Method.PRECISE;
    }

    @Override
    public List<Reading> read(int count, Method method) {
        double real = clock.readings().real();
        if (method == Method.PRECISE) {
            SystemInstant now = clock.systemInstant(real);
            return List.of(new Reading(now, phc(0), now));
        }
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double after = delay(1);
            double before = delay(-1);
            readings.add(new Reading(clock.systemInstant(real - (after + before)), phc(after),
                    clock.systemInstant(real)));
        }
        return readings;
    }

    /// What it reads now.
    PhcInstant now() {
        return phc(0);
    }

    private PhcInstant phc(double agoSeconds) {
        double reading = reference ? clock.readings().network() - errors.next() : clock.readings().real();
        return new PhcInstant(clock.systemInstant(reading - agoSeconds).nanos());
    }

    /// @param direction 1 after the hardware was read, -1 before
    private double delay(int direction) {
        double jitter = 0;
        long cycle = delays.quietDraws() + delays.jitteryDraws();
        if (cycle <= 0 || drawn % cycle >= delays.quietDraws()) {
            jitter = (stages() + random.uniform()) / STAGE_SCALE * delays.jitterSeconds()
                    * (0.5 + direction * delays.asymmetry());
        }
        drawn++;
        return (jitter + delays.delaySeconds() / 2) * (1 + clock.readings().frequencyError());
    }

    /// One and a Poisson-distributed number.
    private int stages() {
        double limit = Math.exp(-STAGES);
        double product = random.uniform();
        int stages = 1;
        while (product > limit && stages < MOST_STAGES) {
            product *= random.uniform();
            stages++;
        }
        return stages;
    }

    @Override
    public void stampEdges(Optional<Integer> pin, int channel, Edge edge) throws WorldException {
        throw new WorldException(name + " on node " + settings.number()
                + " has no inputs in clknetsim; remove the option extpps", EOPNOTSUPP);
    }

    @Override
    public List<ExternalEdge> edges() {
        return List.of();
    }

    @Override
    public void close() {
    }
}
