package org.priceunits.loading.cms;

/**
 * A line that was left out.
 *
 * @param line counted from 1 in the file as it lies on disk
 * @param reason a sentence for the person who loads the file
 */
public record RejectedLine(int line, String reason) {}
