package org.timeball.daemon.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.timeball.daemon.config.Configuration;
import org.timeball.daemon.config.RefclockDriver;
import org.timeball.daemon.config.SourceConfiguration;
import org.timeball.daemon.rtc.RtcZone;
import org.timeball.gnss.feed.FeedSettings;
import org.timeball.gnss.feed.GpsdRefclock;
import org.timeball.gnss.receiver.ReceiverDriver;
import org.timeball.pps.kernel.PpsRefclock;
import org.timeball.pps.kernel.PpsSettings;
import org.timeball.pps.rtc.RtcRefclock;
import org.timeball.pps.shm.ShmRefclock;
import org.timeball.pps.shm.ShmSettings;
import org.timeball.pps.sock.SockRefclock;
import org.timeball.ptp.link.PtpRefclock;
import org.timeball.ptp.link.PtpSettings;
import org.timeball.ptp.link.PtpSettings.Transport;
import org.timeball.ptp.phc.PhcRefclock;
import org.timeball.ptp.phc.PhcSettings;
import org.timeball.ptp.trust.TrustSettings.Profile;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.UtcInstant;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.ReferenceDevices.Edge;
import org.timeball.timekeeping.world.Streams.Endpoint;
import org.timeball.timekeeping.world.World;
import org.tinylog.Logger;

/// The receivers and reference clocks of one box, with the drivers that the configuration names.
final class Refclocks implements AutoCloseable {
    private final World world;
    private final KernelTimescale timescale;
    private final Consumer<Observation> sink;
    private final Supplier<Optional<Span>> taiMinusUtc;
    private final Map<String, ReceiverDriver> receivers = new LinkedHashMap<>();
    private final List<Runnable> openers = new ArrayList<>();
    private final List<AutoCloseable> drivers = new ArrayList<>();
    private final List<RefclockReach> reaches = new ArrayList<>();

    /// @param dateFloor no date before it is possible
    /// @param taiMinusUtc as it is known now
    /// @param sink takes observations
    Refclocks(World world, KernelTimescale timescale, Configuration configuration, UtcInstant dateFloor,
            Supplier<Optional<Span>> taiMinusUtc, Consumer<Observation> sink) {
        this.world = world;
        this.timescale = timescale;
        this.taiMinusUtc = taiMinusUtc;
        this.sink = sink;
        int number = 0;
        for (SourceConfiguration source : configuration.sources()) {
            SourceId id = new SourceId(number++);
            switch (source) {
                case SourceConfiguration.Gnss gnss -> {
                    RefclockReach reach = reach(id, 0);
                    ReceiverDriver receiver = new ReceiverDriver(world, gnss.line(), id, dateFloor, reach);
                    if (gnss.findBaud()) {
                        receiver.findSpeed();
                    }
                    receivers.put(gnss.line().path(), receiver);
                    add(receiver::start, receiver);
                }
                case SourceConfiguration.Ptp ptp -> {
                    PtpRefclock grandmaster = new PtpRefclock(world, timescale, id, settings(ptp), sink,
                            line -> Logger.info("ptp4l on {}: {}", ptp.interfaceName(), line));
                    add(grandmaster::open, grandmaster);
                }
                case SourceConfiguration.Refclock refclock -> driver(id, refclock);
            }
        }
    }

    private RefclockReach reach(SourceId id, int pollLog2) {
        RefclockReach reach = new RefclockReach(world, id, Span.ofSeconds(Math.scalb(1.0, pollLog2)), sink);
        reaches.add(reach);
        return reach;
    }

    private void driver(SourceId id, SourceConfiguration.Refclock refclock) {
        RefclockReach reach = reach(id, refclock.sampling().poll());
        Consumer<Observation> to = refclock.tai() ? new TaiConversion(taiMinusUtc, reach) : reach;
        Span interval = Span.ofSeconds(Math.scalb(1.0, refclock.sampling().driverPoll()));
        boolean pulses = refclock.pulses().pps() || refclock.lock() != null;
        switch (refclock.driver()) {
            case RefclockDriver.Sock(String path) -> {
                SockRefclock sock = new SockRefclock(world, timescale, id, path, to);
                add(sock::open, sock);
            }
            case RefclockDriver.Shm(int unit, int permissions) -> {
                ShmRefclock shm = new ShmRefclock(world, timescale, id,
                        new ShmSettings(unit, permissions, interval, pulses), to);
                add(shm::open, shm);
            }
            case RefclockDriver.Pps(String device, boolean clear) -> {
                PpsRefclock pps = new PpsRefclock(world, id,
                        new PpsSettings(device, clear ? Edge.CLEAR : Edge.ASSERT, refclock.pulses().rate()), to);
                add(pps::open, pps);
            }
            case RefclockDriver.Phc phc -> {
                PhcRefclock clock = new PhcRefclock(world, id, settings(phc, interval), to);
                add(clock::open, clock);
            }
            case RefclockDriver.Gpsd(IpAddress host, int port, String device) -> {
                GpsdRefclock gpsd = new GpsdRefclock(world, timescale, id,
                        new FeedSettings(new Endpoint(host, port), Optional.ofNullable(device), pulses), to);
                add(gpsd::open, gpsd);
            }
            case RefclockDriver.Rtc(String device, boolean utc) -> {
                RtcRefclock rtc = new RtcRefclock(world, id, device, RtcZone.of(utc)::utc, interval, to);
                add(rtc::open, rtc);
            }
        }
    }

    private static PtpSettings settings(SourceConfiguration.Ptp ptp) {
        return new PtpSettings(ptp.interfaceName(), ptp.domain(), switch (ptp.transport()) {
            case UDPV4 -> Transport.UDPV4;
            case UDPV6 -> Transport.UDPV6;
            case L2 -> Transport.L2;
        }, switch (ptp.profile()) {
            case DEFAULT -> Profile.DEFAULT;
            case TELECOM -> Profile.TELECOM;
        }, Optional.ofNullable(ptp.phc()), ptp.management(),
                ptp.socket() == null ? Optional.of(ptp.program()) : Optional.empty(), ptp.utc());
    }

    private static PhcSettings settings(RefclockDriver.Phc phc, Span interval) {
        RefclockDriver.PulseInput input = phc.pulseInput();
        Optional<PhcSettings.Edges> edges = input == null
                ? Optional.empty()
                : Optional.of(new PhcSettings.Edges(input.pin() < 0 ? Optional.empty() : Optional.of(input.pin()),
                        input.channel(), input.clear() ? Edge.CLEAR : Edge.ASSERT));
        return new PhcSettings(phc.device(), interval, !phc.noCrossTimestamps(), edges);
    }

    private void add(Runnable opener, AutoCloseable driver) {
        openers.add(opener);
        drivers.add(driver);
    }

    /// Poll interval of each, log2 of seconds.
    static Map<SourceId, Integer> polls(Configuration configuration) {
        Map<SourceId, Integer> polls = new LinkedHashMap<>();
        for (SourceConfiguration source : configuration.sources()) {
            polls.put(new SourceId(polls.size()), switch (source) {
                case SourceConfiguration.Gnss _,SourceConfiguration.Ptp _ -> 0;
                case SourceConfiguration.Refclock refclock -> refclock.sampling().poll();
            });
        }
        return polls;
    }

    void open() {
        openers.forEach(Runnable::run);
        reaches.forEach(RefclockReach::start);
    }

    /// Receivers on serial lines, by their path.
    Map<String, ReceiverDriver> receivers() {
        return receivers;
    }

    @Override
    public void close() {
        reaches.forEach(RefclockReach::close);
        for (AutoCloseable driver : drivers) {
            try {
                driver.close();
            } catch (Exception e) {
                Logger.warn("A reference clock did not close: {}", e.toString());
            }
        }
    }
}
