/**
 * Tests of what the project publishes: the files of {@code fhir-resources/} and {@code
 * ig/fsh-generated/resources}. Entry class is {@link org.priceunits.ig.OfflineValidator}, which
 * tests of other packages use for their own output.
 */
@NullMarked
package org.priceunits.ig;

import org.jspecify.annotations.NullMarked;
