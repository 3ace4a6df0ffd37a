package org.timeball.gnss.receiver;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.timeball.gnss.nmea.NmeaMessage.Gsa;
import org.timeball.gnss.nmea.NmeaMessage.Gsv;
import org.timeball.gnss.nmea.SatelliteNumbering;
import org.timeball.gnss.sky.Satellite;

/// Collects the satellites that GSV and GSA sentences name, in memory that does not grow.
///
/// Each talker sends a set of GSV sentences for each signal; a set replaces its predecessor only when it is whole. A
/// satellite with several signals is shown once, with its loudest. A set that has not been renewed for some epochs is
/// dropped: the receiver stopped sending it.
final class SkyBoard {
    private static final int TALKERS = 8;
    private static final int SIGNALS = 16;
    private static final int SATELLITES_PER_SET = 64;
    private static final int MOST_USED = 128;
    /// Slow lines carry GSV every fifth epoch; three times that.
    private static final int EPOCHS_KEPT = 15;

    /// What no sentence of a set is numbered.
    private static final int GAP = Integer.MAX_VALUE;

    /// One talker's list for one signal: being built, and as it was last whole.
    private static final class SignalSet {
        private SatelliteList building = new SatelliteList();
        private SatelliteList whole = new SatelliteList();
        private int next = 1;
        private long epoch;
    }

    private static final class SatelliteList {
        private final int[] satellites = new int[SATELLITES_PER_SET];
        private final double[] elevations = new double[SATELLITES_PER_SET];
        private final double[] azimuths = new double[SATELLITES_PER_SET];
        private final double[] loudness = new double[SATELLITES_PER_SET];
        private int count;

        void add(int satellite, Gsv gsv, int group) {
            if (satellite != SatelliteNumbering.UNKNOWN && count < SATELLITES_PER_SET) {
                satellites[count] = satellite;
                elevations[count] = gsv.elevationDegrees(group);
                azimuths[count] = gsv.azimuthDegrees(group);
                loudness[count++] = gsv.cn0DbHz(group);
            }
        }
    }

    private final SignalSet[] sets = new SignalSet[TALKERS * SIGNALS];
    private final int[] used = new int[MOST_USED];
    private int usedCount;
    private long usedEpoch = -1;
    private int fix;

    /// Takes in one sentence of a set; a set with a gap is not shown.
    void inView(Gsv gsv, long epoch) {
        long address = gsv.fields().addressCode();
        int index = talkerIndex(address) * SIGNALS + Math.max(0, gsv.signal());
        SignalSet set = sets[index];
        if (set == null) {
            set = new SignalSet();
            sets[index] = set;
        }
        if (gsv.number() == 1) {
            set.building.count = 0;
            set.next = 1;
        }
        if (gsv.number() != set.next || gsv.number() > gsv.sentences()) {
            set.next = GAP;
            return;
        }
        set.next++;
        for (int i = 0; i < gsv.groups(); i++) {
            set.building.add(SatelliteNumbering.satellite(address, 0, gsv.satelliteNumber(i)), gsv, i);
        }
        if (gsv.number() == gsv.sentences()) {
            SatelliteList old = set.whole;
            set.whole = set.building;
            set.building = old;
            set.epoch = epoch;
        }
    }

    /// Takes in one system's used satellites; those of one epoch are put together.
    void used(Gsa gsa, long epoch) {
        if (epoch != usedEpoch) {
            usedEpoch = epoch;
            usedCount = 0;
            fix = 0;
        }
        fix = Math.max(fix, gsa.fix());
        for (int i = 0; i < gsa.slots() && usedCount < MOST_USED; i++) {
            int satellite = SatelliteNumbering.satellite(gsa.fields().addressCode(), gsa.system(),
                    gsa.satelliteNumber(i));
            if (satellite != SatelliteNumbering.UNKNOWN && !isUsed(satellite)) {
                used[usedCount++] = satellite;
            }
        }
    }

    /// The best kind of fix that the GSA sentences of their last epoch named: 1 none, 2, 3; 0 where there were none.
    int fix() {
        return fix;
    }

    /// Whether the last GSA is recent enough to speak for this epoch.
    boolean hasGsa(long epoch) {
        return usedEpoch >= 0 && epoch - usedEpoch < EPOCHS_KEPT;
    }

    int usedCount() {
        return usedCount;
    }

    /// All satellites in view at an epoch, by system and number.
    List<Satellite> satellites(long epoch) {
        TreeMap<Integer, Satellite> sky = new TreeMap<>();
        for (SignalSet set : sets) {
            if (set != null && epoch - set.epoch < EPOCHS_KEPT) {
                SatelliteList list = set.whole;
                for (int i = 0; i < list.count; i++) {
                    int satellite = list.satellites[i];
                    Satellite seen = new Satellite(SatelliteNumbering.system(satellite),
                            SatelliteNumbering.number(satellite), list.elevations[i], list.azimuths[i],
                            list.loudness[i], isUsed(satellite));
                    sky.merge(satellite, seen, SkyBoard::louder);
                }
            }
        }
        return List.copyOf(sky.values());
    }

    private static Satellite louder(Satellite a, Satellite b) {
        Comparator<Satellite> byLoudness = Comparator
                .comparingDouble(s -> Double.isNaN(s.cn0DbHz()) ? Double.NEGATIVE_INFINITY : s.cn0DbHz());
        return byLoudness.compare(a, b) >= 0 ? a : b;
    }

    private boolean isUsed(int satellite) {
        for (int i = 0; i < usedCount; i++) {
            if (used[i] == satellite) {
                return true;
            }
        }
        return false;
    }

    private static int talkerIndex(long addressCode) {
        return switch ((int) (addressCode >>> 24)) {
            case 'G' << 8 | 'P' -> 1;
            case 'G' << 8 | 'L' -> 2;
            case 'G' << 8 | 'A' -> 3;
            case 'G' << 8 | 'B', 'B' << 8 | 'D' -> 4;
            case 'G' << 8 | 'Q', 'Q' << 8 | 'Z' -> 5;
            case 'G' << 8 | 'I' -> 6;
            case 'P' << 8 | 'Q' -> 7;
            default -> 0;
        };
    }
}
