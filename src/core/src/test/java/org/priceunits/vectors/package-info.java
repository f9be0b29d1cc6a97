/** Worked cases, one row each, run on the domain alone and over HTTP. */
package org.priceunits.vectors;
