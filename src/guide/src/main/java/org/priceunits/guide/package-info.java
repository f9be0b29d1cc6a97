/**
 * Builds the implementation guide during the Maven build: its web site, the package that other
 * servers install, and the check of its links. It is not part of the server and not contained in
 * its jar.
 *
 * <p>Entry: {@link org.priceunits.guide.GuideBuild}. Nothing in the project depends on this
 * package, and it depends on no other.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.guide;
