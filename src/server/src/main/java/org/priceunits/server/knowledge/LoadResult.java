package org.priceunits.server.knowledge;

import java.util.List;

/**
 * What a start did with the shipped resources.
 *
 * @param created how many were not stored before
 * @param upgraded how many replaced an older shipped version
 * @param unchanged how many were stored as they are shipped
 * @param kept the ids that were left alone although they differ, each with the reason
 */
record LoadResult(int created, int upgraded, int unchanged, List<String> kept) {}
