@org.jspecify.annotations.NullMarked
package org.priceunits.server.fetch;
