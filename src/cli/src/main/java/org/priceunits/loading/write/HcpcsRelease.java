package org.priceunits.loading.write;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A release of the HCPCS file.
 *
 * @param version such as {@code 2025-10}
 * @param firstDay first day on which the release is in force
 * @param description the source as text: file name and what was taken from it
 * @param completeFor the regular expression of the codes that are all included; null if all are
 */
public record HcpcsRelease(
    String version, LocalDate firstDay, String description, @Nullable String completeFor) {}
