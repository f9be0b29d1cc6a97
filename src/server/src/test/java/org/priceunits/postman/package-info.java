/**
 * The Postman collection and the {@code .http} file in {@code postman/}, made of the guide's
 * examples and of the terminology requests here; a test holds the files against them.
 */
package org.priceunits.postman;
