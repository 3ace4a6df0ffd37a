/// Tests of the package of the same name.
@NullMarked
package org.timeball.ntp.access;

import org.jspecify.annotations.NullMarked;
