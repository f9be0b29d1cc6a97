/**
 * Access tests over HTTP, with tokens of a real authorization server. Entry: {@link
 * org.priceunits.server.security.TokenIssuer}.
 */
@NullMarked
package org.priceunits.server.security;

import org.jspecify.annotations.NullMarked;
