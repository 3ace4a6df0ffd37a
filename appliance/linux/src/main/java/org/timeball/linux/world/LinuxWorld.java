package org.timeball.linux.world;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.timeball.linux.nic.KernelCards;
import org.timeball.linux.process.ChildProcesses;
import org.timeball.linux.reference.KernelReferences;
import org.timeball.timekeeping.world.Datagrams;
import org.timeball.timekeeping.world.Devices;
import org.timeball.timekeeping.world.Files;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.Names;
import org.timeball.timekeeping.world.NetworkCards;
import org.timeball.timekeeping.world.Processes;
import org.timeball.timekeeping.world.RandomSource;
import org.timeball.timekeeping.world.ReferenceDevices;
import org.timeball.timekeeping.world.Streams;
import org.timeball.timekeeping.world.SystemClock;
import org.timeball.timekeeping.world.Timers;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// The real world: one Netty event loop over epoll, whose thread is named `timekeeper` unless it stands beside another.
///
/// Every callback runs on that thread. The world itself may be called from any thread: what must happen on the loop is
/// carried there. The thread keeps the process alive until [#close].
public final class LinuxWorld implements World, AutoCloseable {
    private final IoEventLoopGroup group;
    private final WorldThread thread;
    private final SystemClock clock;
    private final KernelTimescale timescale;
    private final LoopTimers timers;
    private final LoopDatagrams datagrams;
    private final LoopStreams streams;
    private final Executor executor;
    private final Devices devices;
    private final HostNames names;
    private final RandomSource random = new SecureBits();
    private final Files files = new DiskFiles();
    private final ReferenceDevices references;
    private final KernelCards cards;
    private final Processes processes;

    private LinuxWorld(String name, SystemClock clock, KernelTimescale timescale,
            Function<Executor, Devices> devices) {
        ThreadFactory threads = task -> new FastThreadLocalThread(task, name);
        group = new MultiThreadIoEventLoopGroup(1, threads, EpollIoHandler.newFactory());
        thread = new WorldThread(group.next());
        this.clock = clock;
        this.timescale = timescale;
        timers = new LoopTimers(thread);
        names = new HostNames(thread);
        streams = new LoopStreams(thread, group);
        executor = task -> thread.post(() -> thread.call(task.getClass(), "a task", task));
        this.devices = devices.apply(executor);
        references = new KernelReferences(timescale, executor);
        cards = new KernelCards(references);
        datagrams = new LoopDatagrams(thread, clock, timescale, cards);
        processes = new ChildProcesses(executor);
    }

    /// Starts the loop.
    ///
    /// @param clock the clock that is disciplined
    /// @param timescale how kernel timestamps read on that clock
    /// @param devices makes the devices of this world; it is given the executor that reaches the world's thread
    /// @throws WorldException if the native library of the loop cannot be loaded
    public static LinuxWorld start(SystemClock clock, KernelTimescale timescale, Function<Executor, Devices> devices)
            throws WorldException {
        if (!Epoll.isAvailable()) {
            throw new WorldException("cannot load libnetty_transport_native_epoll: " + Epoll.unavailabilityCause()
                    + "; check that -Djava.library.path names the folder that holds it", Epoll.unavailabilityCause());
        }
        return new LinuxWorld("timekeeper", clock, timescale, devices);
    }

    /// Starts another loop beside this one, for what must not hold it up; it has the same clock and no devices.
    ///
    /// @param name of its thread
    public LinuxWorld beside(String name) {
        return new LinuxWorld(name, clock, timescale, _ -> (line, _) -> {
            throw new WorldException("cannot open " + line.path() + ": devices are the timekeeper's");
        });
    }

    /// Runs tasks on the world's thread, in the order given; drops them once the world has ended.
    public Executor executor() {
        return executor;
    }

    @Override
    public SystemClock clock() {
        return clock;
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public Names names() {
        return names;
    }

    @Override
    public RandomSource random() {
        return random;
    }

    @Override
    public Datagrams datagrams() {
        return datagrams;
    }

    @Override
    public Streams streams() {
        return streams;
    }

    @Override
    public Devices devices() {
        return devices;
    }

    @Override
    public Files files() {
        return files;
    }

    @Override
    public ReferenceDevices references() {
        return references;
    }

    @Override
    public NetworkCards cards() {
        return cards;
    }

    @Override
    public Processes processes() {
        return processes;
    }

    /// Closes every socket and ends the loop; timers that have not run will not. Returns when the loop has ended,
    /// unless it is called on the loop's own thread.
    @Override
    public void close() {
        names.close();
        datagrams.closeAll();
        streams.closeAll();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        if (!thread.loop().inEventLoop()) {
            group.terminationFuture().awaitUninterruptibly();
        }
    }
}
