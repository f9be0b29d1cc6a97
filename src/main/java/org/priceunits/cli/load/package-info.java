/**
 * Loads CMS's files into a folder of resources or a running server.
 *
 * <p>Entry: {@link org.priceunits.cli.load.FileLoad} and its kinds plan what a file changes on a
 * {@link org.priceunits.cli.load.LoadTarget}; nothing is written before a file has been read and
 * planned whole.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.cli.load;
