/**
 * Loads the shipped resources into the store at start, and keeps the snapshot in memory equal to
 * the store afterwards.
 *
 * <p>Entry: {@link org.priceunits.server.knowledge.KnowledgeConfig}. Depends on HAPI's storage and
 * on {@code terminology}.
 */
@NullMarked
package org.priceunits.server.knowledge;

import org.jspecify.annotations.NullMarked;
