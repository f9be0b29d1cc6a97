/**
 * Loads published files into a folder of resources or a running server.
 *
 * <p>Entry: {@link org.priceunits.loading.LoadRun}. {@link org.priceunits.loading.FileLoad} and its
 * kinds plan what one file changes on a {@link org.priceunits.loading.LoadTarget}; nothing is
 * written before a file has been read and planned whole. May depend on its own rooms {@code cms},
 * {@code codes} and {@code write}, on {@code domain} and {@code fhir}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.loading;
