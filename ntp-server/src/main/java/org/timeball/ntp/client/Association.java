package org.timeball.ntp.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.IpAddress;

/// One source at one address: when it is asked, and what follows from its answers.
final class Association implements Exchanger.Listener {
    static final Span FIRST_REQUEST = Span.ofMillis(200);
    private static final Span BURST_INTERVAL = Span.ofSeconds(2);
    private static final Span WARM_UP = Span.ofSeconds(2);
    private static final int START_GOOD = 4;
    private static final int START_REQUESTS = 8;
    private static final int POLL_BURST = 4;
    /// Requests to all sources keep a 64th of the interval apart, within these limits in seconds.
    private static final double SEPARATION = 1.0 / 64;
    private static final double LEAST_SEPARATION = 0.002;
    private static final double MOST_SEPARATION = 0.2;
    /// Only on a network of so short a delay may requests be sent more than once a second.
    private static final double LAN_DELAY_SECONDS = 0.01;
    private static final int ENOUGH_POLLS = 7;
    /// A server that asks for fewer requests gets none for so many of its shortest intervals.
    private static final int KISS_INTERVALS = 4;
    /// A peer that is nearer to the root sets the pace; the other keeps out of step with it.
    private static final double PEER_STRETCH = 1.1;

    private final Client client;
    private final Owner owner;
    private final Exchanger exchanger;
    private final PollRate rate;
    private final DelayHistory delays = new DelayHistory();
    private final Reachability reach = new Reachability();
    private MedianFilter filter;
    private SourceAddress source;
    private NtpSourceOptions options;
    private SourceId id;
    private Optional<IpAddress> seenAs = Optional.empty();
    private Activity activity = Activity.OFFLINE;
    private Burst burst = Burst.NONE;
    private TransmitSchedule.@Nullable Slot slot;
    private @Nullable MonotonicInstant lastSent;
    private double plannedSeconds;
    private int warmUps;
    private boolean measuring;
    private boolean waiting;
    private boolean delivered;
    private Optional<Sample> lastSample = Optional.empty();

    /// Whose address it is.
    interface Owner {
        /// A poll has ended.
        ///
        /// @param bad nothing useful has come from this address for long, or the core rejects it
        void polled(Association association, boolean bad);
    }

    Association(Client client, SourceAddress source, NtpSourceOptions options, PacketAuth auth, Owner owner) {
        this.client = client;
        this.owner = owner;
        this.source = source;
        this.options = options;
        rate = new PollRate(options.polling());
        filter = new MedianFilter(options.polling().filter());
        exchanger = new Exchanger(client, source, options, auth, delays, this);
        id = client.core().added(source, options);
    }

    SourceAddress source() {
        return source;
    }

    SourceId id() {
        return id;
    }

    NtpSourceOptions options() {
        return options;
    }

    Activity activity() {
        return activity;
    }

    Reachability reach() {
        return reach;
    }

    Exchanger exchanger() {
        return exchanger;
    }

    void start() {
        if (options.connection().offline()) {
            client.core().reached(id, 0, false);
        } else {
            begin();
        }
    }

    void goOnline() {
        if (activity == Activity.OFFLINE) {
            begin();
            client.log().happened(new ClientEvent.Online(source.udp().ip()));
        } else if (activity == Activity.BURST_FROM_OFFLINE) {
            activity = Activity.BURST_FROM_ONLINE;
        }
    }

    private void begin() {
        reach.clear();
        rate.restart();
        activity = Activity.ONLINE;
        if (options.polling().iburst()) {
            beginBurst(START_GOOD, START_REQUESTS);
        }
        plan(FIRST_REQUEST);
    }

    void goOffline() {
        if (activity == Activity.BURST_FROM_ONLINE) {
            activity = Activity.BURST_FROM_OFFLINE;
        } else if (activity == Activity.ONLINE) {
            rest();
            client.log().happened(new ClientEvent.Offline(source.udp().ip()));
        }
    }

    /// Asks no more.
    private void rest() {
        activity = Activity.OFFLINE;
        cancel();
        exchanger.closeSocket();
        waiting = false;
        warmUps = 0;
        filter.clear();
        reach.clear();
        client.core().reached(id, 0, false);
    }

    /// Asks in quick succession until so many measurements are good or so many requests are sent.
    void burst(int good, int requests) {
        if (activity.isBurst() || good < 1 || requests < 1) {
            return;
        }
        beginBurst(good, requests);
        cancel();
        plan(FIRST_REQUEST);
    }

    private void beginBurst(int good, int requests) {
        burst = new Burst(good, requests);
        activity = activity == Activity.OFFLINE ? Activity.BURST_FROM_OFFLINE : Activity.BURST_FROM_ONLINE;
    }

    private void endBurst() {
        if (activity == Activity.BURST_FROM_OFFLINE) {
            rest();
        } else if (activity == Activity.BURST_FROM_ONLINE) {
            activity = Activity.ONLINE;
        }
        burst = Burst.NONE;
    }

    void change(NtpSourceOptions next) {
        if (next.polling().filter() != options.polling().filter()) {
            filter = new MedianFilter(next.polling().filter());
        }
        options = next;
        exchanger.change(next);
        rate.limits(next.polling());
        replan();
    }

    /// A key establishment named another server to ask.
    void moveTo(SourceAddress next) {
        client.core().removed(id);
        source = next;
        exchanger.moveTo(next);
        delays.clear();
        filter.clear();
        id = client.core().added(next, options);
        seenAs = Optional.empty();
    }

    void stepped(Span amount) {
        exchanger.stepped(amount);
        filter.clear();
    }

    /// Forgets what was measured: the clock or the network is another one.
    void reset() {
        exchanger.forget();
        delays.clear();
        filter.clear();
        rate.restart();
        replan();
    }

    void close() {
        cancel();
        exchanger.close();
        client.core().removed(id);
    }

    private void cancel() {
        if (slot != null) {
            slot.cancel();
            slot = null;
        }
    }

    private void plan(Span delay) {
        double separation = Math.clamp(Math.scalb(1.0, poll()) * SEPARATION, LEAST_SEPARATION, MOST_SEPARATION);
        plannedSeconds = intervalSeconds();
        slot = client.schedule().plan(delay, Span.ofSeconds(separation), this::due);
    }

    /// Moves the next request, when the interval has changed since it was planned.
    private void replan() {
        if (slot == null || lastSent == null || warmUps > 0 || plannedSeconds == intervalSeconds()) {
            return;
        }
        cancel();
        double since = client.world().timers().now().since(lastSent).seconds();
        plan(Span.ofSeconds(Math.max(0, intervalSeconds() - since)));
    }

    /// The exponent in force: below a second only on a local network.
    private int poll() {
        boolean local = reach.isReachable()
                && delays.leastSeconds(options.delays(), LAN_DELAY_SECONDS) < LAN_DELAY_SECONDS;
        return local ? rate.exponent() : Math.max(0, rate.exponent());
    }

    private double intervalSeconds() {
        double interval = Math.scalb(1.0, poll());
        if (activity.isBurst()) {
            return Math.min(interval, BURST_INTERVAL.seconds());
        }
        boolean paced = source.peer() && lastSample.filter(last -> last.stratum() >= own(client)).isPresent();
        return paced ? interval * PEER_STRETCH : interval;
    }

    private static int own(Client client) {
        int stratum = client.own().get().stratum();
        return stratum == 0 ? 16 : stratum;
    }

    private void due() {
        slot = null;
        if (activity.isBurst() && burst.isOver()) {
            endBurst();
        }
        if (activity == Activity.OFFLINE) {
            return;
        }
        if (!exchanger.prepare()) {
            plan(Span.ofSeconds(intervalSeconds()));
            return;
        }
        if (warmUps < warmUpsWanted()) {
            warmUps++;
            measuring = false;
            exchanger.send(poll());
            plan(WARM_UP);
            return;
        }
        ask();
    }

    private void ask() {
        if (activity == Activity.ONLINE && options.polling().burst() && warmUps == 0) {
            int requests = Math.min(POLL_BURST, 1 << Math.clamp(poll() - options.polling().min(), 0, 2));
            beginBurst(1, requests);
        }
        warmUps = 0;
        if (waiting) {
            missed();
        }
        measuring = true;
        waiting = true;
        lastSent = client.world().timers().now();
        delivered = exchanger.send(poll());
        if (!delivered && options.connection().autoOffline() && activity == Activity.ONLINE) {
            goOffline();
            return;
        }
        burst = activity.isBurst() ? burst.sent() : burst;
        if (activity == Activity.BURST_FROM_ONLINE && burst.isOver()) {
            endBurst();
        }
        plan(Span.ofSeconds(intervalSeconds()));
    }

    private int warmUpsWanted() {
        boolean wanted = !activity.isBurst() && options.polling().presend().isPresent()
                && poll() >= options.polling().presend().getAsInt();
        return !wanted ? 0 : options.protocol().interleaved() ? 2 : 1;
    }

    /// The request before got no answer.
    private void missed() {
        if (delivered) {
            rate.unanswered(
                    belief().filter(belief -> belief.standing() == SourceFeedback.Standing.FOLLOWED).isPresent());
        }
        polled(false);
        filter.missed(gain()).ifPresent(this::measured);
    }

    private void polled(boolean answered) {
        reach.polled(answered);
        client.core().reached(id, reach.register(), true);
        boolean rejected = belief().filter(belief -> belief.standing() == SourceFeedback.Standing.BAD).isPresent();
        owner.polled(this, reach.isLost() || rejected);
    }

    private double gain() {
        return belief().map(SourceFeedback.Belief::gain).orElse(0.0);
    }

    @Override
    public void answered(Exchanger.Answer answer) {
        if (answer.kissRate()) {
            client.log().happened(new ClientEvent.KissRate(source.udp().ip()));
            waiting = false;
            backOff();
            return;
        }
        if (!measuring) {
            return;
        }
        waiting = false;
        if (!seenAs.equals(Optional.of(answer.own()))) {
            seenAs = Optional.of(answer.own());
            client.core().seenAs(id, answer.own());
        }
        polled(answer.synchronised());
        if (answer.sample().isPresent()) {
            burst = activity.isBurst() ? burst.measured() : burst;
            delays.accepted(answer.sample().get().delaySeconds());
            filter.add(answer.sample().get(), gain()).ifPresent(this::measured);
        } else {
            filter.missed(gain()).ifPresent(this::measured);
        }
        if (activity.isBurst() && burst.isOver()) {
            endBurst();
        }
        replan();
    }

    private void backOff() {
        if (activity.isBurst()) {
            endBurst();
        }
        if (activity != Activity.OFFLINE) {
            cancel();
            double pause = KISS_INTERVALS * Math.scalb(1.0, options.polling().min());
            plan(Span.ofSeconds(intervalSeconds() + pause));
        }
    }

    private void measured(Sample sample) {
        double expected = belief().map(belief -> belief.offsetAt(sample.at())).orElse(Double.NaN);
        client.core().measured(id, sample);
        lastSample = Optional.of(sample);
        int samples = belief().map(SourceFeedback.Belief::samples).orElse(0);
        double surprise = Double.isNaN(expected) ? 0 : sample.offset().seconds() - expected;
        rate.measured(samples, surprise, sample.delaySeconds() / 2 + sample.dispersionSeconds());
    }

    /// Asked so often that an estimate should have come of it.
    boolean isExhausted() {
        return reach.polls() >= ENOUGH_POLLS || activity == Activity.OFFLINE;
    }

    NtpSourceReport report() {
        return new NtpSourceReport(Optional.of(id), 0, source.name(), Optional.of(source.udp()), source.peer(),
                activity, poll(), reach.register(), lastSample.map(Sample::at), exchanger.last(),
                exchanger.packets(), exchanger.auth().report(), options);
    }

    @Override
    public Optional<SourceFeedback.Belief> belief() {
        return client.core().belief(id);
    }

    @Override
    public double score() {
        return rate.score();
    }
}
