/**
 * The guide's examples: pairs of request and response in {@code ig/input/examples}, which are the
 * golden files of the tests and the requests of the Postman collection. {@link
 * org.priceunits.examples.Examples} defines the requests; the answers are the server's.
 */
package org.priceunits.examples;
