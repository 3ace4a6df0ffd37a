package org.timeball.ptp.link;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.timeball.ptp.management.DataSet;
import org.timeball.ptp.management.ManagementId;
import org.timeball.ptp.management.PortState;

/// The answers to one round of questions.
final class Round {
    /// What is asked. A ptp4l with several ports answers the first question once for each of them.
    static final List<ManagementId> QUESTIONS = List.of(ManagementId.PORT_DATA_SET, ManagementId.PARENT_DATA_SET,
            ManagementId.TIME_PROPERTIES_DATA_SET, ManagementId.CURRENT_DATA_SET, ManagementId.TIME_STATUS_NP);

    private DataSet.@Nullable Port port;
    private DataSet.@Nullable Parent parent;
    private DataSet.@Nullable TimeProperties properties;
    private DataSet.@Nullable Current current;
    private DataSet.@Nullable TimeStatus status;

    /// The answers, once there is one to every question.
    record Complete(DataSet.Port port, DataSet.Parent parent, DataSet.TimeProperties properties,
            DataSet.Current current, DataSet.TimeStatus status) {
    }

    void take(DataSet set) {
        switch (set) {
            case DataSet.Port said when port == null || follows(said) -> port = said;
            case DataSet.Parent said -> parent = said;
            case DataSet.TimeProperties said -> properties = said;
            case DataSet.Current said -> current = said;
            case DataSet.TimeStatus said -> status = said;
            case DataSet.Port _,DataSet.Default _,DataSet.GrandmasterSettings _,DataSet.SubscribeEvents _,DataSet.PortProperties _ -> {
                // A port that follows nobody, or what was not asked.
            }
        }
    }

    private static boolean follows(DataSet.Port port) {
        return port.state() == PortState.SLAVE || port.state() == PortState.UNCALIBRATED;
    }

    /// All of them; null while one is missing.
    @Nullable
    Complete complete() {
        return port == null || parent == null || properties == null || current == null || status == null
                ? null
                : new Complete(port, parent, properties, current, status);
    }
}
