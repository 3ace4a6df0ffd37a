package org.timeball.ptp.management;

/// What a management message carries.
public sealed interface Content permits DataSet, Content.Request, Content.ErrorStatus {
    /// Nothing but the name of the data set that is wanted (GET).
    record Request(ManagementId id) implements Content {
    }

    /// MANAGEMENT_ERROR_STATUS: what was asked is not given (IEEE 1588-2008 section 15.5.4).
    ///
    /// @param error managementErrorId (table 72), such as 2 NO_SUCH_ID, 3 WRONG_LENGTH, 6 NOT_SUPPORTED; 0 to 65535
    /// @param id number of the data set, 0 to 65535
    /// @param display what it says to people; may be empty, at most 255 printable ASCII characters
    record ErrorStatus(int error, int id, String display) implements Content {
        /// For people.
        public String words() {
            String kind = switch (error) {
                case 1 -> "the answer is too big";
                case 2 -> "no such data set";
                case 3 -> "wrong length";
                case 4 -> "wrong value";
                case 5 -> "it cannot be set";
                case 6 -> "not supported";
                default -> "error 0x%04x".formatted(error);
            };
            return "ptp4l refuses 0x%04x: %s".formatted(id, kind) + (display.isEmpty() ? "" : ", " + display);
        }
    }
}
