package org.timeball.gnss.receiver;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.gnss.probe.BaudSearch;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.Observation.DeviceReport;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.time.UtcInstant;
import org.timeball.timekeeping.world.Devices.Device;
import org.timeball.timekeeping.world.Devices.DeviceHandler;
import org.timeball.timekeeping.world.Devices.Line;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;
import org.tinylog.Logger;

/// Keeps one receiver's line open and hands on what it observes: second labels, and the line's condition whenever that
/// changes.
///
/// Where the speed is to be found ([#findSpeed]), it listens at one after the other until messages pass their checksums:
/// at the start, after the receiver was plugged in again, and when what was understood turns to noise. A silent line is
/// left at its speed: at a wrong one there would be noise.
///
/// A line that cannot be opened, hangs up or is unplugged is tried again every second for as long as the driver lives;
/// the path's symbolic links are followed anew each time, so that a receiver may come back under another number. All
/// but [#fixState] runs on the world's thread.
public final class ReceiverDriver implements AutoCloseable {
    private static final Span RETRY_EVERY = Span.ofSeconds(1);
    /// A condition that takes 3 s to see is then reported within 3.5 s.
    private static final Span LOOK_EVERY = Span.ofMillis(500);
    /// Receivers send an epoch in one burst. Once nothing has come for so long, the epoch is over, though it takes the
    /// next one to be sure. The slowest serial readers come round every tenth of a second.
    private static final Span EPOCH_PAUSE = Span.ofMillis(250);
    /// Short beside the second that each speed gets.
    private static final Span SEARCH_LOOK = Span.ofMillis(60);
    private static final int ENOENT = 2;
    private static final int EIO = 5;
    private static final int ENXIO = 6;
    private static final int ENODEV = 19;

    private final World world;
    private final Line line;
    private final SourceId source;
    private final UtcInstant floor;
    private final Consumer<Observation> sink;
    private final Object trackerLock = new Object();
    private ReceiverTracker tracker;
    private volatile @Nullable Condition condition;
    private @Nullable ReceiverListener listener;
    private @Nullable Session session;
    private @Nullable Timer timer;
    private boolean closed;
    private boolean findsSpeed;
    private int baud;
    private @Nullable BaudSearch search;

    /// @param source whom its observations belong to
    /// @param floor a date that has certainly passed, see [ReceiverTracker]
    /// @param sink takes the observations, on the world's thread
    public ReceiverDriver(World world, Line line, SourceId source, UtcInstant floor, Consumer<Observation> sink) {
        this.world = world;
        this.line = line;
        baud = line.baud();
        this.source = source;
        this.floor = floor;
        this.sink = sink;
        tracker = new ReceiverTracker(source, floor);
    }

    /// Tells somebody of all that the receiver says; to be set before the start.
    public void listener(ReceiverListener hearing) {
        listener = hearing;
        synchronized (trackerLock) {
            tracker.listener(hearing);
        }
    }

    /// Lets it find the speed of the line, beginning with the given one; to be set before the start.
    public void findSpeed() {
        findsSpeed = true;
    }

    /// Opens the line, now or as soon as it can be.
    public void start() {
        if (closed || session != null) {
            return;
        }
        if (findsSpeed && search == null) {
            search = new BaudSearch(baud, world.timers().now());
        }
        Session next = new Session();
        session = next;
        try {
            next.device = world.devices().open(new Line(line.path(), baud), next);
        } catch (WorldException e) {
            session = null;
            search = null;
            report(isAbsence(e, false) ? Condition.ABSENT : Condition.FAILING, String.valueOf(e.getMessage()));
            timer = world.timers().after(RETRY_EVERY, this::start);
            return;
        }
        timer = world.timers().after(next.lookEvery(), next::look);
    }

    /// What the receiver said last; without a fix while its line does not work. Any thread.
    public FixState fixState() {
        Condition now = condition;
        synchronized (trackerLock) {
            FixState state = tracker.fixState();
            return now == null || now == Condition.WORKING ? state : state.withoutFix();
        }
    }

    /// Closes the line; nothing more is handed on.
    @Override
    public void close() {
        closed = true;
        Timer waiting = timer;
        if (waiting != null) {
            waiting.cancel();
        }
        Session open = session;
        session = null;
        if (open != null && open.device != null) {
            open.device.close();
        }
    }

    private void report(Condition next, String detail) {
        if (next == condition) {
            return;
        }
        condition = next;
        if (next == Condition.WORKING) {
            Logger.info("{}: receiver is working", line.path());
        } else {
            Logger.warn("{}: receiver is {}: {}", line.path(), next.name().toLowerCase(Locale.ROOT), detail);
        }
        sink.accept(new DeviceReport(source, world.clock().now(), next, detail));
    }

    private void forget() {
        synchronized (trackerLock) {
            tracker = new ReceiverTracker(source, floor);
            if (listener != null) {
                tracker.listener(listener);
            }
        }
    }

    /// Whether a failure means that the device is not there. One that hung up or failed while open was unplugged.
    private static boolean isAbsence(WorldException why, boolean wasOpen) {
        int errno = why.errno();
        return errno == ENOENT || errno == ENXIO || errno == ENODEV || wasOpen && (errno == EIO || errno == 0);
    }

    /// The line from one opening to its end.
    private final class Session implements DeviceHandler {
        private final LineHealth health = new LineHealth(world.timers().now());
        private @Nullable Device device;
        private @Nullable Timer pause;
        private boolean heard;
        private boolean forged;

        @Override
        public void received(byte[] bytes, SystemInstant arrival) {
            if (session != this) {
                return;
            }
            List<Observation> labels;
            int good;
            int bad;
            boolean nowForged;
            synchronized (trackerLock) {
                long goodBefore = tracker.goodSentences();
                long badBefore = tracker.badSentences();
                labels = tracker.accept(bytes, arrival);
                good = (int) (tracker.goodSentences() - goodBefore);
                bad = (int) (tracker.badSentences() - badBefore);
                nowForged = tracker.isForged();
            }
            tellForgery(nowForged);
            heard = true;
            BaudSearch searching = search;
            if (searching != null && good > 0 && !searching.isFound()) {
                searching.heard(good);
                if (searching.isFound()) {
                    Logger.info("{}: messages at {} baud", line.path(), baud);
                }
            }
            tell(health.heard(world.timers().now(), bytes.length, good, bad));
            labels.forEach(sink);
            if (listener != null) {
                listener.received(bytes);
                stopWaitingForPause();
                pause = world.timers().after(EPOCH_PAUSE, this::paused);
            }
        }

        @Override
        public void gone(WorldException why) {
            if (session != this) {
                return;
            }
            session = null;
            Timer looking = timer;
            if (looking != null) {
                looking.cancel();
            }
            stopWaitingForPause();
            search = null;
            forget();
            report(isAbsence(why, true) ? Condition.ABSENT : Condition.FAILING, String.valueOf(why.getMessage()));
            timer = world.timers().after(RETRY_EVERY, ReceiverDriver.this::start);
        }

        private void paused() {
            pause = null;
            if (session == this) {
                synchronized (trackerLock) {
                    tracker.pause();
                }
            }
        }

        private void stopWaitingForPause() {
            Timer waiting = pause;
            pause = null;
            if (waiting != null) {
                waiting.cancel();
            }
        }

        private void look() {
            if (session != this) {
                return;
            }
            BaudSearch searching = search;
            if (searching != null && heard && searching.isOver(world.timers().now())) {
                tryNextSpeed(searching);
                return;
            }
            timer = world.timers().after(lookEvery(), this::look);
            tell(health.passed(world.timers().now()));
        }

        private void tellForgery(boolean now) {
            if (now && !forged) {
                Logger.warn(
                        "{}: the receiver indicates spoofing: it is not trusted until it says otherwise; compare with"
                                + " other sources, and look for a transmitter nearby",
                        line.path());
            } else if (forged && !now) {
                Logger.info("{}: the receiver indicates spoofing no longer", line.path());
            }
            forged = now;
        }

        private Span lookEvery() {
            return search == null || search.isFound() ? LOOK_EVERY : SEARCH_LOOK;
        }

        private void tryNextSpeed(BaudSearch searching) {
            session = null;
            stopWaitingForPause();
            if (device != null) {
                device.close();
            }
            boolean allTried = searching.next(world.timers().now());
            baud = searching.baud();
            forget();
            if (allTried) {
                report(Condition.GARBLED, "no message at any speed from 4800 to 921600 baud: is it a receiver?");
            }
            start();
        }

        private void tell(Optional<LineHealth.Verdict> verdict) {
            verdict.ifPresent(changed -> {
                report(changed.condition(), changed.detail());
                if (findsSpeed && changed.condition() == Condition.GARBLED) {
                    search = new BaudSearch(baud, world.timers().now());
                }
            });
        }
    }
}
