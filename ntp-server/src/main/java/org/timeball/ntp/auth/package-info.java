/// Symmetric keys: the file that lists them, and the codes (MACs) that they put behind a packet.
///
/// Comes in: a key file in chrony's format; packets in buffers that the caller owns. Goes out: yes or no to a code, and
/// codes written in place. Digests follow RFC 5905 section 7.3 (hash over key and packet), ciphers RFC 8573 (AES-CMAC).
/// Checking and writing allocate nothing once warm; a secret never appears in a text made here.
@NullMarked
package org.timeball.ntp.auth;

import org.jspecify.annotations.NullMarked;
