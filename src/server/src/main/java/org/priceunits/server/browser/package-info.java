/**
 * What a person sees in a browser: resources as pages, the operations as a page to try them on, and
 * where these are.
 *
 * <p>Entry: {@link org.priceunits.server.browser.BrowserConfig}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.server.browser;
