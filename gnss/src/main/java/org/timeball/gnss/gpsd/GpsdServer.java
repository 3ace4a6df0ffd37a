package org.timeball.gnss.gpsd;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.timeball.gnss.nmea.NmeaSentence;
import org.timeball.gnss.nmea.NmeaWriter;
import org.timeball.gnss.receiver.FixReport;
import org.timeball.gnss.receiver.FixState.Mode;
import org.timeball.gnss.receiver.ReceiverListener;
import org.timeball.gnss.ubx.UbxFrame;
import org.timeball.timekeeping.observation.Observation.PulseError;
import org.timeball.timekeeping.observation.Observation.SecondLabel;
import org.timeball.timekeeping.observation.Observation.Standing;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;

/// gpsd's service on a TCP port, fed by one receiver: what it says comes in, on any one thread, and goes out to every
/// client that watches.
///
/// It has a thread of its own, so that no client can hold up whoever feeds it. It only tells: no request of a client
/// changes the receiver.
public final class GpsdServer implements ReceiverListener, AutoCloseable {
    private static final int MAX_SESSIONS = 64;
    private static final int WHOLE_SENTENCES = 8192;
    private static final long CLOSE_MILLIS = 2000;

    private final Answers answers;
    private final ReportWriter reports;
    private final String path;
    private final Supplier<UtcInstant> clock;
    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1,
            new DefaultThreadFactory("gpsd", true), NioIoHandler.newFactory());
    private final Map<Channel, GpsdSession> sessions = new LinkedHashMap<>();
    private final Channel listening;
    private volatile boolean watched;
    private volatile Optional<Answers.Device> device = Optional.empty();
    private volatile Optional<FixReport> lastFix = Optional.empty();
    private volatile Optional<PulseError> lastError = Optional.empty();

    private GpsdServer(GpsdSettings settings, String path, int baud, Supplier<UtcInstant> clock)
            throws IOException {
        this.path = path;
        this.clock = clock;
        answers = new Answers(settings, path, baud);
        reports = new ReportWriter(Optional.of(path));
        ServerBootstrap bootstrap = new ServerBootstrap().group(loop).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true).childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new GpsdSession(GpsdServer.this));
                    }
                });
        var bound = bootstrap.bind(settings.address()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loop.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
            throw new IOException("cannot serve gpsd's protocol on " + settings.address() + ": "
                    + bound.cause().getMessage() + "; stop gpsd, or choose another port", bound.cause());
        }
        listening = bound.channel();
    }

    /// Starts the service.
    ///
    /// @param path of the receiver's device, as clients shall see it
    /// @param baud its speed
    /// @param clock what time it is, for when a device was first heard and for POLL
    /// @throws IOException if the address cannot be had
    public static GpsdServer start(GpsdSettings settings, String path, int baud, Supplier<UtcInstant> clock)
            throws IOException {
        return new GpsdServer(settings, path, baud, clock);
    }

    /// The port that it listens on.
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public void fixed(FixReport report) {
        lastFix = Optional.of(report);
        if (!watched) {
            return;
        }
        String tpv = reports.tpv(report);
        String sky = reports.sky(report);
        Optional<String> gst = reports.gst(report);
        byte[] sentences = device.filter(Answers.Device::binary).isPresent() ? sentences(report) : new byte[0];
        each((channel, watch) -> {
            if (watch.json()) {
                GpsdSession.line(channel, tpv);
                GpsdSession.line(channel, sky);
                gst.ifPresent(object -> GpsdSession.line(channel, object));
            }
            if (watch.nmea() && sentences.length > 0) {
                GpsdSession.bytes(channel, sentences);
            }
        });
    }

    @Override
    public void received(byte[] bytes) {
        each((channel, watch) -> {
            if (watch.raw() > 1) {
                GpsdSession.bytes(channel, bytes);
            }
        });
    }

    @Override
    public void sentence(NmeaSentence sentence) {
        heard(false);
        if (watched) {
            byte[] line = sentence.line();
            each((channel, watch) -> {
                if (watch.nmea() || watch.raw() == 1) {
                    GpsdSession.bytes(channel, line);
                }
            });
        }
    }

    @Override
    public void frame(UbxFrame frame) {
        heard(true);
        if (watched) {
            byte[] copy = new byte[frame.length() + UbxFrame.OVERHEAD];
            frame.copyTo(copy, 0);
            byte[] line = (HexFormat.of().formatHex(copy) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            each((channel, watch) -> {
                if (watch.raw() == 1) {
                    GpsdSession.bytes(channel, line);
                }
            });
        }
    }

    @Override
    public void labelled(SecondLabel label) {
        each((channel, watch) -> {
            if (watch.pps() && label.standing() == Standing.FIX) {
                GpsdSession.line(channel, answers.toff(label));
            }
        });
    }

    @Override
    public void announced(PulseError error) {
        lastError = Optional.of(error);
    }

    /// A pulse came that is known to mark a second.
    ///
    /// @param reading the system clock's at the pulse's edge
    public void pulse(UtcInstant second, SystemInstant reading) {
        Optional<Long> early = lastError.filter(error -> error.second().equals(second))
                .map(error -> error.early().nanos() * 1000);
        each((channel, watch) -> {
            if (watch.pps()) {
                GpsdSession.line(channel, answers.pulse(second, reading, early));
            }
        });
    }

    /// Ends all connections and the service.
    @Override
    public void close() {
        watched = false;
        listening.close().awaitUninterruptibly(CLOSE_MILLIS);
        loop.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(2 * CLOSE_MILLIS);
    }

    Answers answers() {
        return answers;
    }

    Optional<Answers.Device> device() {
        return device;
    }

    String poll() {
        Optional<FixReport> fix = lastFix;
        return Answers.poll(clock.get(), fix.map(reports::tpv).map(List::of).orElse(List.of()),
                fix.flatMap(reports::gst).map(List::of).orElse(List.of()),
                fix.map(reports::sky).map(List::of).orElse(List.of()));
    }

    void joined(GpsdSession session, Channel channel) {
        if (sessions.size() == MAX_SESSIONS) {
            channel.close();
            return;
        }
        sessions.put(channel, session);
        watched = true;
    }

    void left(Channel channel) {
        sessions.remove(channel);
        watched = !sessions.isEmpty();
    }

    private void heard(boolean binary) {
        if (device.isEmpty() || binary && !device.get().binary()) {
            device = Optional.of(new Answers.Device(binary, clock.get()));
            each((channel, watch) -> {
                if (watch.json()) {
                    GpsdSession.line(channel, answers.device(device));
                }
            });
        }
    }

    private void each(BiConsumer<Channel, Watch> action) {
        if (watched && !loop.isShuttingDown()) {
            loop.execute(() -> sessions.forEach((channel, session) -> {
                if (session.watch().wants(path)) {
                    action.accept(channel, session.watch());
                }
            }));
        }
    }

    /// The fix as sentences, for clients that know nothing else.
    private static byte[] sentences(FixReport report) {
        boolean placed = report.mode().filter(mode -> mode != Mode.NONE).isPresent()
                && !Double.isNaN(report.position().latitudeDegrees());
        NmeaWriter.Knowledge knowledge = report.time().isPresent() && placed
                ? NmeaWriter.Knowledge.FIX
                : NmeaWriter.Knowledge.NOTHING;
        return NmeaWriter.burst(
                new NmeaWriter.Epoch(report.time().orElse(UtcInstant.ofEpochSecond(0)), knowledge,
                        report.position().latitudeDegrees(), report.position().longitudeDegrees(),
                        report.position().altitudeMetres(), report.sky()),
                WHOLE_SENTENCES);
    }
}
