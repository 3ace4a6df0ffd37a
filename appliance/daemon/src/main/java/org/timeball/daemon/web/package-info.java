/// HTTP, to read from: pages go out on a port of the box's own.
///
/// Comes in: requests, and nothing that changes anything. Goes out: pages that were named beforehand ([Page]). It has a
/// thread of its own, on which everything is put into words; the world's thread is asked only for what a page shows, at
/// most once while that is fresh however many ask, so that no client can hold up the time. Follows RFC 9110 and RFC
/// 9112; events as in the HTML standard's section on server-sent events.
@NullMarked
package org.timeball.daemon.web;

import org.jspecify.annotations.NullMarked;
