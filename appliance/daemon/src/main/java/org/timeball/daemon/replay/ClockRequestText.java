package org.timeball.daemon.replay;

import java.util.Optional;
import org.timeball.timekeeping.local.LocalSettings;
import org.timeball.timekeeping.observation.ClockRequest;
import org.timeball.timekeeping.observation.ClockRequest.AdjustFrequency;
import org.timeball.timekeeping.observation.ClockRequest.AdjustOffset;
import org.timeball.timekeeping.observation.ClockRequest.DeleteManual;
import org.timeball.timekeeping.observation.ClockRequest.LocalMode;
import org.timeball.timekeeping.observation.ClockRequest.MakeStep;
import org.timeball.timekeeping.observation.ClockRequest.ManualMode;
import org.timeball.timekeeping.observation.ClockRequest.MaxUpdateSkew;
import org.timeball.timekeeping.observation.ClockRequest.SetTime;
import org.timeball.timekeeping.observation.ClockRequest.SmoothTime;
import org.timeball.timekeeping.observation.ClockRequest.StepPolicy;
import org.timeball.timekeeping.time.SystemInstant;

/// The text form of a [ClockRequest]: its name as chronyc has it, and its fields.
final class ClockRequestText {
    private static final String OFF = "off";
    private static final String NAMES = "one of makestep, steppolicy, settime, manual, deletemanual, dfreq, doffset,"
            + " maxupdateskew, local, smoothtime";

    private ClockRequestText() {
    }

    static String text(ClockRequest request) {
        return switch (request) {
            case MakeStep() -> "makestep";
            case StepPolicy(double threshold, int limit) -> ObservationLog.words("steppolicy", hex(threshold), limit);
            case SetTime(SystemInstant wanted) -> ObservationLog.words("settime", wanted.nanos());
            case ManualMode(ManualMode.Switch to) -> ObservationLog.words("manual", to.name());
            case DeleteManual(int index) -> ObservationLog.words("deletemanual", index);
            case AdjustFrequency(double ppm) -> ObservationLog.words("dfreq", hex(ppm));
            case AdjustOffset(double seconds) -> ObservationLog.words("doffset", hex(seconds));
            case MaxUpdateSkew(double ppm) -> ObservationLog.words("maxupdateskew", hex(ppm));
            case LocalMode(Optional<LocalSettings> settings) ->
                ObservationLog.words("local", settings.map(ClockRequestText::text).orElse(OFF));
            case SmoothTime(SmoothTime.Action action) -> ObservationLog.words("smoothtime", action.name());
        };
    }

    static ClockRequest read(Fields fields) throws LogException {
        String name = fields.word("request", NAMES);
        try {
            return switch (name) {
                case "makestep" -> new MakeStep();
                case "steppolicy" -> new StepPolicy(fields.real("threshold"),
                        (int) fields.whole("limit", Integer.MIN_VALUE, Integer.MAX_VALUE));
                case "settime" -> new SetTime(fields.instant("wanted time"));
                case "manual" -> new ManualMode(fields.oneOf("switch", ManualMode.Switch.values()));
                case "deletemanual" ->
                    new DeleteManual((int) fields.whole("index", Integer.MIN_VALUE, Integer.MAX_VALUE));
                case "dfreq" -> new AdjustFrequency(fields.real("frequency"));
                case "doffset" -> new AdjustOffset(fields.real("offset"));
                case "maxupdateskew" -> new MaxUpdateSkew(fields.real("skew"));
                case "local" -> new LocalMode(fields.skip(OFF) ? Optional.empty() : Optional.of(local(fields)));
                case "smoothtime" -> new SmoothTime(fields.oneOf("action", SmoothTime.Action.values()));
                default -> throw fields.wrong("request", name, NAMES);
            };
        } catch (IllegalArgumentException e) {
            throw fields.bad("this request cannot be: " + e.getMessage());
        }
    }

    /// Local mode in words.
    static String text(LocalSettings local) {
        return ObservationLog.words(local.stratum(), local.orphan(), hex(local.distanceSeconds()),
                hex(local.activateSeconds()), hex(local.waitSyncedSeconds()), hex(local.waitUnsyncedSeconds()));
    }

    static LocalSettings local(Fields fields) throws LogException {
        return new LocalSettings((int) fields.whole("stratum", Integer.MIN_VALUE, Integer.MAX_VALUE),
                fields.truth("orphan"), fields.real("distance"), fields.real("activate"), fields.real("waitsynced"),
                fields.real("waitunsynced"));
    }

    private static String hex(double value) {
        return Double.toHexString(value);
    }
}
