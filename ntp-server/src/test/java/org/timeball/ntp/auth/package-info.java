/// Keys and codes, against RFC vectors and chronyd's own answers.
@NullMarked
package org.timeball.ntp.auth;

import org.jspecify.annotations.NullMarked;
