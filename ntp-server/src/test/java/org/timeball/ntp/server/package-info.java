/// Tests of the package of the same name.
@NullMarked
package org.timeball.ntp.server;

import org.jspecify.annotations.NullMarked;
