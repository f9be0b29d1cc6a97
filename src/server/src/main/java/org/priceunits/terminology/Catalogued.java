package org.priceunits.terminology;

/** A context of the library that answers from the code systems and value sets of a call. */
interface Catalogued {
  CanonicalCatalog catalog();
}
