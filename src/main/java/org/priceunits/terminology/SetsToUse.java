package org.priceunits.terminology;

import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.jspecify.annotations.Nullable;

/** Which value set a call is about: the inline one, or the one that {@code url} names. */
final class SetsToUse {
  private SetsToUse() {}

  static ValueSet named(LibraryContext context, Query query) {
    ValueSet inline = query.resource("valueSet", ValueSet.class);
    if (inline != null) {
      return inline;
    }
    String url = query.required("url");
    ValueSet hosted = context.catalog().valueSet(url, query.text("valueSetVersion"));
    if (hosted == null) {
      throw unresolved(context, url, query.text("valueSetVersion"));
    }
    return hosted;
  }

  private static Refusal unresolved(LibraryContext context, String url, @Nullable String version) {
    String name = version == null ? url : url + "|" + version;
    return Refusal.notFound(
        422, context.formatMessage(I18nConstants.UNABLE_TO_RESOLVE_VALUE_SET_, name));
  }
}
