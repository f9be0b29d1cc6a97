package org.priceunits.server.security;

import com.nimbusds.jose.jwk.RSAKey;

/**
 * The key with which the test clients sign their assertions.
 *
 * @param key with its private part
 */
record ClientKeys(RSAKey key) {}
