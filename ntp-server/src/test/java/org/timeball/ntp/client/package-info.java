/// Tests of the package of the same name.
@NullMarked
package org.timeball.ntp.client;

import org.jspecify.annotations.NullMarked;
