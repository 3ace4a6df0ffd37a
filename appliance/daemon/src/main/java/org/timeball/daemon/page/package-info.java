/// The web page of the box: its files, and what its script reads.
///
/// Comes in: the status report that every face shows, history, clients and what happened lately. Goes out: pages for
/// [org.timeball.daemon.web.WebServer]. Nothing here words what the status model words already, and nothing here changes
/// the box.
@NullMarked
package org.timeball.daemon.page;

import org.jspecify.annotations.NullMarked;
