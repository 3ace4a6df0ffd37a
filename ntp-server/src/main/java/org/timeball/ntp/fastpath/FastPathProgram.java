package org.timeball.ntp.fastpath;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.timeball.linux.bpf.BpfMap;
import org.timeball.linux.bpf.BpfObject;
import org.timeball.linux.bpf.BpfProgram;
import org.timeball.linux.bpf.XdpLink;
import org.timeball.linux.bpf.XdpMode;
import org.timeball.linux.clock.HostClock;
import org.timeball.ntp.access.Subnet;
import org.timeball.ntp.server.FastPathCounts;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.WorldException;

/// The program `ntp_fastpath.bpf.c` in the kernel, and the maps by which it is told what to answer.
///
/// One thread at a time changes the maps; [#counts] may be called by any.
final class FastPathProgram implements AutoCloseable {
    /// `enum access` of the program.
    private static final byte DROP = 0;
    private static final byte ANSWER = 1;
    /// As `SLOTS` of the program.
    private static final int SLOTS = 8;
    /// As `max_entries` of its maps.
    static final int MOST_RULES = 16_384;
    static final int MOST_ADDRESSES = 1_024;
    private static final String OBJECT = "ntp_fastpath.bpf.o";
    private static final int CLOCKS_BYTES = 24;
    private static final int ATTEMPTS = 3;
    /// The program reads three clocks in 0.1 us; what takes longer was interrupted.
    private static final long LONGEST_READING_NANOS = 20_000;
    /// From the program's reading to the one of CLOCK_REALTIME that is held against it.
    private static final long LONGEST_CHECK_NANOS = 100_000_000;
    private static final long SECOND = 1_000_000_000;

    private final BpfObject object;
    private final BpfProgram program;
    private final BpfProgram clocks;
    private final BpfMap selector;
    private final BpfMap states;
    private final BpfMap addresses;
    private final BpfMap access;
    private final BpfMap counters;
    private final Set<IpAddress> addressesThere = new HashSet<>();
    private final Map<Subnet, Boolean> rulesThere = new HashMap<>();
    private int slot;
    private boolean closed;
    private FastPathCounts last = FastPathCounts.NONE;

    private FastPathProgram(BpfObject object) throws WorldException {
        this.object = object;
        program = object.program("ntp_fastpath");
        clocks = object.program("read_clocks");
        selector = object.map("selector");
        states = object.map("states");
        addresses = object.map("local_addresses");
        access = object.map("access_list");
        counters = object.perCpuMap("counters");
    }

    /// Has the kernel take the program in. It answers nothing before a state is written and it is attached.
    ///
    /// @throws WorldException if this build has no program, libbpf is missing, or the kernel refuses
    static FastPathProgram load() throws WorldException {
        byte[] elf;
        try (InputStream in = FastPathProgram.class.getResourceAsStream(OBJECT)) {
            if (in == null) {
                throw new WorldException("this build has no eBPF program, since clang was missing where it was made;"
                        + " install clang and libbpf-dev and build anew");
            }
            elf = in.readAllBytes();
        } catch (IOException e) {
            throw new WorldException("cannot read %s: %s".formatted(OBJECT, e.getMessage()), e);
        }
        BpfObject object = BpfObject.load(elf);
        try {
            return new FastPathProgram(object);
        } catch (WorldException e) {
            object.close();
            throw e;
        }
    }

    /// Attaches it to an interface until the link is closed or this process ends.
    XdpLink attach(int interfaceIndex, XdpMode mode) throws WorldException {
        return BpfObject.attach(program, interfaceIndex, mode);
    }

    /// Runs it once on a frame that no interface received.
    BpfProgram.Run run(byte[] frame) throws WorldException {
        return program.run(frame);
    }

    /// Writes a state of [StateEncoder] as a whole: into the next slot, and then has the program look there.
    void state(byte[] state) throws WorldException {
        int next = (slot + 1) % SLOTS;
        states.put(key(next), state);
        selector.put(key(0), key(next));
        slot = next;
    }

    /// Which addresses are asked for here.
    void addresses(Set<IpAddress> wanted) throws WorldException {
        if (wanted.size() > MOST_ADDRESSES) {
            throw new WorldException("this machine has %d addresses; the fast path takes %d: name some by bindaddress"
                    .formatted(wanted.size(), MOST_ADDRESSES));
        }
        for (IpAddress address : Set.copyOf(addressesThere)) {
            if (!wanted.contains(address)) {
                addresses.remove(bytes(address));
                addressesThere.remove(address);
            }
        }
        for (IpAddress address : wanted) {
            if (!addressesThere.contains(address)) {
                addresses.put(bytes(address), new byte[1]);
                addressesThere.add(address);
            }
        }
    }

    /// Who is answered. While this is under way, some are judged by the old rules and some by the new: the caller writes
    /// a silent state before.
    void access(Map<Subnet, Boolean> wanted) throws WorldException {
        if (wanted.size() > MOST_RULES) {
            throw new WorldException("the access list has %d subnets; the fast path takes %d: put some together"
                    .formatted(wanted.size(), MOST_RULES));
        }
        for (Subnet subnet : Set.copyOf(rulesThere.keySet())) {
            if (!wanted.containsKey(subnet)) {
                access.remove(prefix(subnet));
                rulesThere.remove(subnet);
            }
        }
        for (Map.Entry<Subnet, Boolean> rule : wanted.entrySet()) {
            if (!rule.getValue().equals(rulesThere.get(rule.getKey()))) {
                access.put(prefix(rule.getKey()), new byte[]{rule.getValue() ? ANSWER : DROP});
                rulesThere.put(rule.getKey(), rule.getValue());
            }
        }
    }

    /// How the served clock reads on the kernel's clocks now; empty if a clock is being stepped or this thread is held up.
    Optional<ClockReading> readClocks(KernelTimescale timescale) throws WorldException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ByteBuffer read = ByteBuffer.wrap(clocks.call(new byte[CLOCKS_BYTES])).order(ByteOrder.nativeOrder());
            long realtime = HostClock.realtimeNanos();
            long before = read.getLong();
            long tai = read.getLong();
            long after = read.getLong();
            // Whole seconds, by the kernel's own definition; the reading of CLOCK_REALTIME came a little later.
            long taiMinusRealtime = Math.floorDiv(tai - realtime + SECOND / 2, SECOND) * SECOND;
            long later = realtime - (tai - taiMinusRealtime);
            if (after - before <= LONGEST_READING_NANOS && later >= 0 && later <= LONGEST_CHECK_NANOS) {
                long kernel = tai - taiMinusRealtime;
                long shift = timescale.toSystemNanos(kernel) - kernel;
                long shiftIn1s = timescale.toSystemNanos(kernel + SECOND) - kernel - SECOND;
                // By the later reading of CLOCK_MONOTONIC, a receive time is never behind a transmit time.
                return Optional.of(new ClockReading(before, kernel + shift - after, taiMinusRealtime - shift,
                        (shiftIn1s - shift) * 1e-9));
            }
        }
        return Optional.empty();
    }

    /// What it has counted; after the end, what it had counted then.
    synchronized FastPathCounts counts() throws WorldException {
        if (!closed) {
            last = new FastPathCounts(count(Count.ANSWERED), count(Count.LIMITED), count(Count.DENIED),
                    count(Count.STALE), count(Count.STEPPED), count(Count.NOT_LOCAL) + count(Count.NOT_PLAIN));
        }
        return last;
    }

    /// `enum count` of the program.
    private enum Count {
        ANSWERED,
        STALE,
        STEPPED,
        DENIED,
        LIMITED,
        NOT_LOCAL,
        NOT_PLAIN
    }

    private long count(Count what) throws WorldException {
        ByteBuffer perCpu = ByteBuffer.wrap(counters.get(key(what.ordinal())).orElseThrow())
                .order(ByteOrder.nativeOrder());
        long sum = 0;
        while (perCpu.hasRemaining()) {
            sum += perCpu.getLong();
        }
        return sum;
    }

    private static byte[] key(int index) {
        return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(index).array();
    }

    private static byte[] bytes(IpAddress address) {
        return ByteBuffer.allocate(16).putLong(address.high()).putLong(address.low()).array();
    }

    private static byte[] prefix(Subnet subnet) {
        return ByteBuffer.allocate(20).order(ByteOrder.nativeOrder()).putInt(subnet.bits())
                .put(bytes(subnet.first())).array();
    }

    /// Leaves a silent program behind where it is still attached.
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            object.close();
        }
    }
}
