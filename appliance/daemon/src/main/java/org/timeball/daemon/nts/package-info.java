/// The box's own authority: a certificate that clients can trust once and for all, and the server's certificate that it
/// signs, so that NTS works where nobody has a public key infrastructure.
@NullMarked
package org.timeball.daemon.nts;

import org.jspecify.annotations.NullMarked;
