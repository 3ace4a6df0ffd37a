/// Boot: a configuration becomes a running appliance.
///
/// [org.timeball.daemon.boot.Appliance] puts the parts together in whatever world it is given; the Linux daemon, the
/// demo and the tests in virtual time all use it, so that they differ in nothing but the world.
@NullMarked
package org.timeball.daemon.boot;

import org.jspecify.annotations.NullMarked;
