/// Real peers for tests: other people's NTP programs, run as processes.
///
/// `hw-tests/setup` puts them in place. A test that needs one which is not there is left out by a JUnit assumption that
/// names it; `appliance/timeball test` counts and lists those.
@NullMarked
package org.timeball.daemon.interop;

import org.jspecify.annotations.NullMarked;
