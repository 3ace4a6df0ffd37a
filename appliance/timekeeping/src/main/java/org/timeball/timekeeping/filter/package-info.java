/// Samples of one source become an estimate: offset and rate of the free-running clock, and how sure they are.
///
/// In come raw offsets, as if the clock had never been steered, so that steering never disturbs the filter. Out go an
/// [Estimate][org.timeball.timekeeping.filter.Estimate] and a bound of its error. Nothing here knows of other sources,
/// of steering or of UTC, and nothing is tuned: a bank of Kalman filters over the ratio of rate noise to sample noise
/// learns the noise from the innovations, and hypotheses that run beside it explain what the noise cannot.
///
/// Every object is immutable. The two-state clock model (white phase noise, random-walk rate) is the usual one, as in
/// C. Zucca and P. Tavella, "The clock model and its relationship with the Allan and related variances", IEEE UFFC 52
/// (2005).
@NullMarked
package org.timeball.timekeeping.filter;

import org.jspecify.annotations.NullMarked;
