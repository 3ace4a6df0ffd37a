/// HTTP, to read from: pages of text go out on a port of the box's own.
///
/// It has a thread of its own. A page is made on the world's thread, at most once a second however many ask, so that no
/// client can hold up the time. Nothing that comes in changes anything.
@NullMarked
package org.timeball.daemon.web;

import org.jspecify.annotations.NullMarked;
