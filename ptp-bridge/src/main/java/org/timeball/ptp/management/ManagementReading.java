package org.timeball.ptp.management;

/// What a datagram turned out to be: a management message, or the reason why it is none.
public sealed interface ManagementReading permits ManagementMessage, ManagementRefusal {
}
