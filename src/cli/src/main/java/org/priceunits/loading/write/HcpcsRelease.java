package org.priceunits.loading.write;

import java.time.LocalDate;

/**
 * A release of the HCPCS file.
 *
 * @param version such as {@code 2025-10}
 * @param firstDay first day on which the release is in force
 * @param description the source as text: file name and what was taken from it
 * @param complete true if all codes of the release are included
 */
public record HcpcsRelease(
    String version, LocalDate firstDay, String description, boolean complete) {}
