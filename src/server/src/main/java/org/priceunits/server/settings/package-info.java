/**
 * The operator's settings, and the path of the FHIR endpoint. A leaf: every other package of the
 * server may read it.
 *
 * <p>Entry: {@link org.priceunits.server.settings.ServerProperties}.
 */
@NullMarked
package org.priceunits.server.settings;

import org.jspecify.annotations.NullMarked;
