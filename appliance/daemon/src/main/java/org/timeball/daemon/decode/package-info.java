/// A receiver's bytes as JSON lines: the same reading of them that the daemon uses, for support and for tests.
///
/// Bytes come in from a file or standard input, gpsd's objects go out. What bytes mean is decided in gnss alone.
@NullMarked
package org.timeball.daemon.decode;

import org.jspecify.annotations.NullMarked;
