/// Who may ask: addresses and subnets as text, and the access list that allows or denies them.
///
/// Comes in: `allow` and `deny` lines with chrony's meaning. Goes out: yes or no for an address, from any thread,
/// without allocation. Addresses follow RFC 4291 section 2.2 and RFC 5952. Names are never looked up here.
@NullMarked
package org.timeball.ntp.access;

import org.jspecify.annotations.NullMarked;
