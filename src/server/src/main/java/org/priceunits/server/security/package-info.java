/**
 * Who may do what: access tokens, SMART scopes, the data of each client, and the refusal to stand
 * open on a network.
 *
 * <p>Entry: {@link org.priceunits.server.security.SecurityConfig}. Depends on the guards, for their
 * way to refuse, and on the settings.
 */
@NullMarked
package org.priceunits.server.security;

import org.jspecify.annotations.NullMarked;
