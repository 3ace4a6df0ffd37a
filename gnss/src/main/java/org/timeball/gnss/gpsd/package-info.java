/// The language of gpsd (JSON objects, one a line, as gpsd_json(5) describes protocol 3): fixes and skies come in,
/// objects go out.
///
/// Field names and units are gpsd's, so that its clients understand them. What a receiver did not say is left out.
@NullMarked
package org.timeball.gnss.gpsd;

import org.jspecify.annotations.NullMarked;
