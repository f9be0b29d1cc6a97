/**
 * Loads the shipped resources into the store at start, and keeps the snapshot in memory equal to
 * the store afterwards.
 *
 * <p>Entry: {@link org.priceunits.server.knowledge.KnowledgeConfig}, and {@link
 * org.priceunits.server.knowledge.Knowledge}, which holds the current snapshot: the terminology and
 * the pricing knowledge compiled from the same resources. Depends on HAPI's storage, on {@code
 * terminology} and on {@code knowledge}.
 */
@NullMarked
package org.priceunits.server.knowledge;

import org.jspecify.annotations.NullMarked;
