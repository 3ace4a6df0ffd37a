package org.timeball.daemon.candm;

import java.util.List;
import java.util.SplittableRandom;
import org.timeball.timekeeping.time.LeapIndicator;
import org.timeball.timekeeping.time.SystemInstant;
import org.timeball.timekeeping.world.IpAddress;

/// Fills a [FakeBox] with numbers of every size, drawn from a seed.
public final class RandomBox {
    private final SplittableRandom random;

    private RandomBox(long seed) {
        random = new SplittableRandom(seed);
    }

    /// Gives a box another state, in which it has the same sources and one more.
    public static void fill(FakeBox box, long seed) {
        new RandomBox(seed).fill(box);
    }

    private void fill(FakeBox box) {
        box.sources.add(new FakeSource(new SourceAddress.Ip(new IpAddress(random.nextLong() | 1L << 61,
                random.nextLong())), "a-host-with-a-name-that-is-too-long-for-its-column.example.net"));
        box.sources.forEach(this::fill);
        box.otherTracking = new TrackingReport(pick(List.of(0, 0x7f7f0101, 0x47505300, 0xc0000201)),
                pick(List.of(SourceAddress.NONE, new SourceAddress.Ip(FakeBox.FIRST))), random.nextInt(17), leap(),
                time(), real(), real(), size(), real(), real(), size(), size(), size(), size());
        box.otherActivity = new ActivityReport(random.nextInt(99), random.nextInt(99), random.nextInt(99),
                random.nextInt(99), random.nextInt(99));
        box.rtc = new RtcReport(time(), random.nextInt(65_536), random.nextInt(65_536), ago(), real(), real());
        box.smoothing = new SmoothingReport(random.nextBoolean(), random.nextBoolean(), real(), real(), real(), size(),
                size());
        for (int i = random.nextInt(16); i > 0; i--) {
            box.manualSamples.add(new ManualSampleReport(time(), real(), real(), real()));
        }
        for (int i = random.nextInt(30); i > 0; i--) {
            box.clients.add(new ClientReport(IpAddress.v4(random.nextInt()), usage(), usage(), usage(),
                    interval()));
        }
    }

    private void fill(FakeSource source) {
        source.state = pick(List.of(SourceReport.State.values()));
        source.selectState = pick(List.of(SelectReport.State.values()));
        source.stratum = random.nextInt(16);
        source.minPoll = random.nextInt(-7, 25);
        source.reach = random.nextInt(256);
        source.sinceSample = ago();
        source.measured = real();
        source.adjusted = real();
        source.error = size();
        source.samples = random.nextInt(65);
        source.runs = random.nextInt(65);
        source.span = ago();
        source.deviation = size();
        source.residual = real();
        source.skew = size();
        source.flags = new SelectionFlags(random.nextBoolean(), random.nextBoolean(), random.nextBoolean(),
                random.nextBoolean());
        source.auth = new AuthReport(pick(List.of(AuthReport.Mode.values())), random.nextInt(31),
                random.nextLong(100_000), random.nextInt(1024), random.nextInt(100), ago(), random.nextInt(9),
                random.nextInt(200), random.nextBoolean());
    }

    private ClientReport.Usage usage() {
        return new ClientReport.Usage(random.nextLong(1L << random.nextInt(1, 33)), random.nextLong(1000), interval(),
                ago());
    }

    private int interval() {
        return random.nextInt(4) == 0 ? ClientReport.UNKNOWN_INTERVAL : random.nextInt(-7, 18);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private LeapIndicator leap() {
        return pick(List.of(LeapIndicator.values()));
    }

    private SystemInstant time() {
        return new SystemInstant(random.nextLong(4_102_444_800_000_000_000L));
    }

    /// Of every order of magnitude from a tenth of a nanosecond to millions of years; 0 now and then.
    private double size() {
        return random.nextInt(12) == 0 ? 0 : Math.exp(random.nextDouble(Math.log(1e-10), Math.log(1e14)));
    }

    private double real() {
        return random.nextBoolean() ? size() : -size();
    }

    private long ago() {
        return random.nextInt(8) == 0 ? Report.NEVER : (long) Math.exp(random.nextDouble(0, Math.log(4e9)));
    }
}
