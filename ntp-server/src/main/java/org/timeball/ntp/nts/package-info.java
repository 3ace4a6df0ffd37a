/// Network Time Security on NTP packets (RFC 8915 section 5): authenticated encryption, cookies and the extension
/// fields, for the server's responders and for the client.
@NullMarked
package org.timeball.ntp.nts;

import org.jspecify.annotations.NullMarked;
