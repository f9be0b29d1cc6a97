package org.priceunits.loading.cms;

/**
 * A rejected line.
 *
 * @param line line number in the file, from 1
 * @param reason a sentence for the person who loads the file
 */
public record RejectedLine(int line, String reason) {}
