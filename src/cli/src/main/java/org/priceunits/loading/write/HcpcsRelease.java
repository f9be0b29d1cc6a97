package org.priceunits.loading.write;

import java.time.LocalDate;
import org.priceunits.loading.cms.ReleaseName;

/**
 * A release of the HCPCS file.
 *
 * @param name the release as its file's name states it
 * @param description the source as text: file name and what was taken from it
 * @param complete true if all codes of the release are included
 */
public record HcpcsRelease(ReleaseName name, String description, boolean complete) {

  String version() {
    return name.codeSystemVersion();
  }

  LocalDate firstDay() {
    return name.firstDay();
  }
}
