/**
 * The server's pages for people: resources as pages, a page to try the operations, and their
 * addresses.
 *
 * <p>Entry: {@link org.priceunits.server.browser.BrowserConfig}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.server.browser;
