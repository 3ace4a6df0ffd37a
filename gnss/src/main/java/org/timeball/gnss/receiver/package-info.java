/// Receivers: what their bytes are worth.
///
/// Bytes with their time of arrival come in; second labels, device reports and a fix state for faces go out. The rules
/// that turn a sentence into a time, and the ones that refuse it, are here. The tracker and the line's health are pure:
/// fed from a file, a fuzzer or a virtual world they behave as on a wire; only the driver touches a world, through its
/// port. No second label is ever given a FIX that the receiver itself did not claim in the same second.
@NullMarked
package org.timeball.gnss.receiver;

import org.jspecify.annotations.NullMarked;
