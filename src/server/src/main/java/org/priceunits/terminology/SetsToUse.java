package org.priceunits.terminology;

import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.jspecify.annotations.Nullable;

/** Determines the value set of a call: the inline one, or the one that {@code url} names. */
final class SetsToUse {
  private SetsToUse() {}

  static ValueSet named(PooledWorkerContext context, Query query) {
    ValueSet inline = query.inlineSet();
    if (inline != null) {
      return ConceptFilters.spelledOut(context.call(), inline);
    }
    return hosted(context, query.required("url"), query.text("valueSetVersion"));
  }

  /** Returns a value set by its URL; refuses the call if there is none. */
  static ValueSet hosted(PooledWorkerContext context, String url, @Nullable String version) {
    ValueSet hosted = context.catalog().valueSet(url, version);
    if (hosted == null) {
      throw unresolved(context, url, version);
    }
    return ConceptFilters.spelledOut(context.call(), hosted);
  }

  private static QueryRefusedException unresolved(
      PooledWorkerContext context, String url, @Nullable String version) {
    String name = version == null ? url : url + "|" + version;
    return QueryRefusedException.notFound(
        422, context.formatMessage(I18nConstants.UNABLE_TO_RESOLVE_VALUE_SET_, name));
  }
}
