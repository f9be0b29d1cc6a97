/**
 * Access control: access tokens, SMART scopes, separation of each client's data, and the refusal to
 * be open on a network.
 *
 * <p>Entry: {@link org.priceunits.server.security.SecurityConfig}. Depends on the guards, for their
 * refusals, and on the settings.
 */
@NullMarked
package org.priceunits.server.security;

import org.jspecify.annotations.NullMarked;
