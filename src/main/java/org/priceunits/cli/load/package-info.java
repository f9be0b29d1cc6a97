/**
 * Loads CMS's files into a folder of resources or a running server.
 *
 * <p>Entry: the implementations of {@link org.priceunits.cli.load.FileLoad} plan what a file
 * changes on a {@link org.priceunits.cli.load.LoadTarget}; nothing is written before a file has
 * been read and planned whole.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.cli.load;
