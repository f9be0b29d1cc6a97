package org.priceunits.loading.write;

import java.time.LocalDate;

/**
 * One release of the HCPCS file.
 *
 * @param version such as {@code 2025-10}
 * @param firstDay on which the release is in force
 * @param description the source in words: file name and what was taken from it
 * @param complete whether all codes of the release are there
 */
public record HcpcsRelease(
    String version, LocalDate firstDay, String description, boolean complete) {}
