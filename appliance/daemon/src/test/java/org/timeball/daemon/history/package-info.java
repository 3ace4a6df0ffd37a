@NullMarked
package org.timeball.daemon.history;

import org.jspecify.annotations.NullMarked;
