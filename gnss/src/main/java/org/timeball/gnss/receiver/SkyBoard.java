package org.timeball.gnss.receiver;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.timeball.gnss.nmea.NmeaMessage.Gsa;
import org.timeball.gnss.nmea.NmeaMessage.Gsv;
import org.timeball.gnss.nmea.SatelliteNumbering;
import org.timeball.gnss.sky.Satellite;
import org.timeball.gnss.ubx.UbxSky;

/// Collects the satellites that messages name, in memory that does not grow.
///
/// A NAV-SAT or NAV-SVINFO is the whole sky, and counts as long as it is renewed; without one the sentences do.
/// Each talker sends a set of GSV sentences for each signal; a set replaces its predecessor only when it is whole. A
/// satellite with several signals is shown once, with its loudest. A set that has not been renewed for some epochs is
/// dropped: the receiver stopped sending it.
final class SkyBoard {
    private static final int TALKERS = 8;
    private static final int SIGNALS = 16;
    private static final int SATELLITES_PER_SET = 96;
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
        private final boolean[] inUse = new boolean[SATELLITES_PER_SET];
        private int count;

        void add(int satellite, double elevation, double azimuth, double cn0) {
            if (satellite != SatelliteNumbering.UNKNOWN && count < SATELLITES_PER_SET) {
                satellites[count] = satellite;
                elevations[count] = elevation;
                azimuths[count] = azimuth;
                loudness[count++] = cn0;
            }
        }

        Satellite satellite(int index, boolean used) {
            int satellite = satellites[index];
            return new Satellite(SatelliteNumbering.system(satellite), SatelliteNumbering.number(satellite),
                    elevations[index], azimuths[index], loudness[index], used);
        }
    }

    private final SignalSet[] sets = new SignalSet[TALKERS * SIGNALS];
    private final int[] used = new int[MOST_USED];
    private int usedCount;
    private final SignalSet binary = new SignalSet();
    private long binaryEpoch = -1;
    private int binaryUsed;
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
            set.building.add(SatelliteNumbering.satellite(address, 0, gsv.satelliteNumber(i)),
                    gsv.elevationDegrees(i), gsv.azimuthDegrees(i), gsv.cn0DbHz(i));
        }
        if (gsv.number() == gsv.sentences()) {
            SatelliteList old = set.whole;
            set.whole = set.building;
            set.building = old;
            set.epoch = epoch;
        }
    }

    /// Takes in the whole sky.
    void replace(UbxSky.Satellites seen, long epoch) {
        beginBinary(epoch);
        for (int i = 0; i < seen.count(); i++) {
            addBinary(SatelliteNumbering.satellite(seen.gnssId(i), seen.number(i)), seen.elevationDegrees(i),
                    seen.azimuthDegrees(i), seen.cn0DbHz(i), seen.isUsed(i));
        }
    }

    /// Takes in the whole sky.
    void replace(UbxSky.Channels seen, long epoch) {
        if (binaryEpoch == epoch && binary.whole.count > 0) {
            return;
        }
        beginBinary(epoch);
        for (int i = 0; i < seen.count(); i++) {
            addBinary(SatelliteNumbering.ubloxSatellite(seen.number(i)), seen.elevationDegrees(i),
                    seen.azimuthDegrees(i), seen.cn0DbHz(i), seen.isUsed(i));
        }
    }

    private void beginBinary(long epoch) {
        binaryEpoch = epoch;
        binary.whole.count = 0;
        binary.epoch = epoch;
        binaryUsed = 0;
    }

    private void addBinary(int satellite, int elevation, int azimuth, int cn0, boolean inUse) {
        boolean placed = Math.abs(elevation) <= 90;
        int before = binary.whole.count;
        binary.whole.add(satellite, placed ? elevation : Double.NaN, placed ? azimuth : Double.NaN,
                cn0 == 0 ? Double.NaN : cn0);
        if (inUse && binary.whole.count > before) {
            binary.whole.inUse[before] = true;
            binaryUsed++;
        } else if (binary.whole.count > before) {
            binary.whole.inUse[before] = false;
        }
    }

    private boolean binarySpeaks(long epoch) {
        return binaryEpoch >= 0 && epoch - binaryEpoch < EPOCHS_KEPT;
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

    /// Satellites that the last list of them marks as used at an epoch; 0 where there is no list.
    int usedCount(long epoch) {
        if (binarySpeaks(epoch)) {
            return binaryUsed;
        }
        return hasGsa(epoch) ? usedCount : 0;
    }

    /// All satellites in view at an epoch, by system and number.
    List<Satellite> satellites(long epoch) {
        TreeMap<Integer, Satellite> sky = new TreeMap<>();
        if (binarySpeaks(epoch)) {
            SatelliteList list = binary.whole;
            for (int i = 0; i < list.count; i++) {
                sky.put(list.satellites[i], list.satellite(i, list.inUse[i]));
            }
            return List.copyOf(sky.values());
        }
        for (SignalSet set : sets) {
            if (set != null && epoch - set.epoch < EPOCHS_KEPT) {
                SatelliteList list = set.whole;
                for (int i = 0; i < list.count; i++) {
                    int satellite = list.satellites[i];
                    sky.merge(satellite, list.satellite(i, isUsed(satellite)), SkyBoard::louder);
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
