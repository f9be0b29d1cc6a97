/**
 * The Postman collection and the {@code .http} file in {@code postman/}, generated from the guide's
 * examples and from the terminology requests here; a test compares the files with them.
 */
package org.priceunits.postman;
