/// Figures for Prometheus: the reports of the control protocol under the names of chrony_exporter, so that existing dashboards
/// and alerts work, and what only this box knows under `timeball_`.
///
/// Values have chrony_exporter's signs, which are those of the control protocol on the wire: an offset is positive where our
/// clock is ahead of the source, but `chrony_tracking_system_time_seconds` is positive where it is behind.
@NullMarked
package org.timeball.daemon.metrics;

import org.jspecify.annotations.NullMarked;
