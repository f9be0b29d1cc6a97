package org.priceunits.server.knowledge;

import java.util.List;

/**
 * The effect of a start on the shipped resources.
 *
 * @param created number of resources not stored before
 * @param upgraded number of resources that replaced an older shipped version
 * @param unchanged number of resources stored as shipped
 * @param kept ids of resources left unchanged although they differ, each with the reason
 */
record LoadResult(int created, int upgraded, int unchanged, List<String> kept) {}
