package org.priceunits.loading.write;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.priceunits.loading.cms.ReleaseName;

/**
 * A release of the HCPCS file.
 *
 * @param name the release as its file's name states it
 * @param description the source as text: file name and what was taken from it
 * @param completeFor the regular expression of the codes that are all included; null if all are
 */
public record HcpcsRelease(ReleaseName name, String description, @Nullable String completeFor) {

  String version() {
    return name.codeSystemVersion();
  }

  LocalDate firstDay() {
    return name.firstDay();
  }
}
