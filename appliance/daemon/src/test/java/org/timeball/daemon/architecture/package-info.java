/// Tests that hold the plan of the house: which room may see which, what the core may touch, where each library stays.
///
/// They read the compiled classes of every module that the daemon is made of; tests are exempt.
@NullMarked
package org.timeball.daemon.architecture;

import org.jspecify.annotations.NullMarked;
