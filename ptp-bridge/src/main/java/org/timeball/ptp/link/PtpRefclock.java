package org.timeball.ptp.link;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.timeball.ptp.management.Content;
import org.timeball.ptp.management.DataSet;
import org.timeball.ptp.management.ManagementClient;
import org.timeball.ptp.management.ManagementMessage;
import org.timeball.ptp.management.ManagementReading;
import org.timeball.ptp.management.ManagementRefusal;
import org.timeball.ptp.trust.GrandmasterClaim;
import org.timeball.ptp.trust.GrandmasterTrust;
import org.timeball.ptp.trust.TrustSettings;
import org.timeball.ptp.trust.Verdict;
import org.timeball.timekeeping.observation.Observation;
import org.timeball.timekeeping.observation.Observation.Condition;
import org.timeball.timekeeping.observation.ReferenceId;
import org.timeball.timekeeping.observation.SourceId;
import org.timeball.timekeeping.refclock.DeviceState;
import org.timeball.timekeeping.time.MonotonicInstant;
import org.timeball.timekeeping.time.Span;
import org.timeball.timekeeping.world.KernelTimescale;
import org.timeball.timekeeping.world.Timers.Timer;
import org.timeball.timekeeping.world.World;
import org.timeball.timekeeping.world.WorldException;

/// The reference clock behind a `ptp` line: a grandmaster, as ptp4l hears it.
///
/// Once a second ptp4l is asked for the state of its port, its grandmaster, the timescale and the last measurement. Where
/// it stamps in software that measurement is the observation; where it steers a hardware clock, that clock is read. What
/// is not trusted gives no observation and withdraws the source at once; two rounds without answers do the same, so
/// that nothing is claimed for 3 s that has ceased to be true. On the world's thread.
public final class PtpRefclock implements AutoCloseable {
    /// ptp4l answers within milliseconds, but runs no more urgently than others. Two of these are a round.
    private static final Span ANSWER = Span.ofMillis(500);
    private static final int MISSES = 2;
    /// A ptp4l of ours that says nothing for so many rounds hangs.
    private static final int HANGS = 10;
    /// Beyond what any profile has, IEEE 1588-2008 section 7.7.2.3.
    private static final int MOST_LOG_SYNC = 7;
    private static final int REFID = ReferenceId.ofName("PTP");
    private static final int REGISTER = 0xff;

    private final World world;
    private final SourceId source;
    private final PtpSettings settings;
    private final Consumer<Observation> sink;
    private final DeviceState state;
    private final GrandmasterTrust trust;
    private final Measurements measurements;
    private final @Nullable Ptp4l ptp4l;
    private @Nullable ManagementClient client;
    private @Nullable Timer timer;
    private Round round = new Round();
    private boolean judged;
    private int missed;
    private int register;
    private String trouble = "";

    /// @param timescale how kernel time, with which ptp4l stamps in software, reads on the clock of `world`
    /// @param sink takes exchanges, polls and device reports
    /// @param log takes what a ptp4l of ours says
    public PtpRefclock(World world, KernelTimescale timescale, SourceId source, PtpSettings settings,
            Consumer<Observation> sink, Consumer<String> log) {
        this.world = world;
        this.source = source;
        this.settings = settings;
        this.sink = sink;
        state = new DeviceState(world, source, sink);
        trust = new GrandmasterTrust(
                new TrustSettings(settings.phc().isEmpty(), settings.profile(), settings.utc()));
        measurements = settings.phc().<Measurements>map(name -> new HardwareMeasurements(world, name))
                .orElseGet(() -> new SoftwareMeasurements(timescale));
        ptp4l = settings.program().map(program -> new Ptp4l(world, settings, program, log, this::gone)).orElse(null);
    }

    /// Starts ptp4l where it is ours, and asks from now on. Does nothing if it has started.
    public void open() {
        if (timer == null) {
            if (ptp4l != null) {
                ptp4l.start();
            }
            ask();
        }
    }

    private void ask() {
        timer = world.timers().after(ANSWER, this::answerDue);
        judged = false;
        round = new Round();
        try {
            ManagementClient open = client == null
                    ? new ManagementClient(world, settings.socket(), settings.domain(), this::answered)
                    : client;
            client = open;
            boolean heard = Round.QUESTIONS.stream().allMatch(open::get);
            trouble = heard
                    ? "ptp4l does not answer at " + settings.socket() + " in domain " + settings.domain()
                    : "ptp4l does not listen at " + settings.socket() + "; is it running?";
        } catch (WorldException failure) {
            trouble = String.valueOf(failure.getMessage());
        }
    }

    private void answerDue() {
        timer = world.timers().after(ANSWER, this::ask);
        if (!judged) {
            missed();
        }
    }

    /// Our ptp4l has ended.
    private void gone(String why) {
        state.report(Condition.FAILING, why);
        withdraw();
    }

    private void missed() {
        missed++;
        if (missed >= MISSES) {
            if (ptp4l == null || ptp4l.isRunning()) {
                state.report(Condition.SILENT, trouble);
            }
            withdraw();
        }
        if (ptp4l != null && missed % HANGS == 0) {
            ptp4l.restart("ptp4l has not answered for " + HANGS + " s");
        }
    }

    private void answered(ManagementReading reading) {
        switch (reading) {
            case ManagementRefusal refusal -> trouble = "what ptp4l answers is refused: " + refusal.words();
            case ManagementMessage message when message.domain() != settings.domain() -> trouble = "domain "
                    + message.domain() + " answers at " + settings.socket() + ", not " + settings.domain();
            case ManagementMessage message -> {
                switch (message.content()) {
                    case Content.ErrorStatus error -> trouble = error.words();
                    case Content.Request _ -> {
                        // Not ours to answer.
                    }
                    case DataSet set -> round.take(set);
                }
                Round.Complete complete = round.complete();
                if (complete != null && !judged) {
                    judged = true;
                    missed = 0;
                    judge(complete);
                }
            }
        }
    }

    private void judge(Round.Complete said) {
        MonotonicInstant now = world.timers().now();
        if (said.parent().grandmaster() != said.status().grandmaster()) {
            distrust("the grandmaster is changing");
            return;
        }
        boolean news = measurements.heard(said, now);
        Verdict verdict = trust.judge(new GrandmasterClaim(said.port().state(), said.status().gmPresent(),
                said.parent().quality(), said.current().stepsRemoved(), said.properties().timescale(),
                said.status().masterOffset(), said.current().pathDelay(), measurements.age(now),
                Span.ofSeconds(
                        Math.scalb(1.0, Math.clamp(said.port().logSyncInterval(), -MOST_LOG_SYNC, MOST_LOG_SYNC)))));
        switch (verdict) {
            case Verdict.Distrusted(String reason) -> distrust(reason);
            case Verdict.Trusted trusted -> {
                try {
                    if (news) {
                        observe(trusted, said, measurements.take(said));
                    }
                    poll(news, true);
                    state.working();
                } catch (WorldException failure) {
                    distrust(String.valueOf(failure.getMessage()));
                }
            }
        }
    }

    private void observe(Verdict.Trusted trusted, Round.Complete said, Measurements.Measurement measured) {
        Span path = said.current().pathDelay().isNegative() ? Span.ZERO : said.current().pathDelay();
        sink.accept(new Observation.Exchange(source, measured.at(), measured.offset(), path.plus(path),
                measured.uncertainty(), Span.ZERO, trusted.rootDispersion(), trusted.stratum(), REFID,
                trusted.leap()));
    }

    private void distrust(String reason) {
        state.report(Condition.FAILING, reason);
        withdraw();
    }

    private void withdraw() {
        measurements.forget();
        poll(false, false);
    }

    private void poll(boolean gave, boolean selectable) {
        register = (register << 1 | (gave ? 1 : 0)) & REGISTER;
        sink.accept(new Observation.Reach(source, world.clock().now(), register, selectable));
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        measurements.close();
        if (client != null) {
            client.close();
            client = null;
        }
        if (ptp4l != null) {
            ptp4l.close();
        }
    }
}
