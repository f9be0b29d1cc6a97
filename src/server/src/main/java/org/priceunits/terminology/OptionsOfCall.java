package org.priceunits.terminology;

import org.hl7.fhir.utilities.validation.ValidationOptions;

/** Reads from a call how the library is to validate. */
final class OptionsOfCall {
  private OptionsOfCall() {}

  /**
   * @param inSet false if there is no value set; the library fails when it is to look at that alone
   */
  static ValidationOptions of(Query query, boolean inSet) {
    ValidationOptions options = new ValidationOptions();
    String language = query.text("displayLanguage");
    if (language != null) {
      options = options.withLanguage(language);
    }
    if (inSet && query.flag("valueset-membership-only")) {
      options = options.withCheckValueSetOnly();
    }
    if (query.flag("activeOnly")) {
      options = options.setActiveOnly(true);
    }
    if ("false".equals(query.text("abstract"))) {
      options = options.withNoAbstract();
    }
    return options.setDisplayWarningMode(query.flag("lenient-display-validation"));
  }
}
