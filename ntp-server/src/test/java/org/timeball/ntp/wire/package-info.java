/// Tests of the package of the same name.
@NullMarked
package org.timeball.ntp.wire;

import org.jspecify.annotations.NullMarked;
