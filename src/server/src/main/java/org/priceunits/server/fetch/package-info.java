/**
 * Fetches files of other servers by HTTP, for a caller who names their addresses: only what the
 * operator allows, and nothing of a private network unless the operator names it.
 *
 * <p>Entry: {@link org.priceunits.server.fetch.RemoteFiles}. Depends on no other package.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.server.fetch;
