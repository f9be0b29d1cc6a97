package org.priceunits.terminology;

import java.util.stream.Stream;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.jspecify.annotations.Nullable;

/** Determines the value set of a call: the inline one, or the one that {@code url} names. */
final class SetsToUse {
  private SetsToUse() {}

  static ValueSet named(PooledWorkerContext context, Query query) {
    ValueSet inline = query.inlineSet();
    if (inline != null) {
      return forLibrary(context, inline);
    }
    String url = query.required("url");
    ValueSet hosted = context.catalog().valueSet(url, query.text("valueSetVersion"));
    if (hosted == null) {
      throw unresolved(context, url, query.text("valueSetVersion"));
    }
    return forLibrary(context, hosted);
  }

  /**
   * Returns the set in a form that the library accepts: required supplements with their version,
   * unsupported filters expanded.
   */
  static ValueSet forLibrary(PooledWorkerContext context, ValueSet set) {
    if (parts(set).noneMatch(ConceptFilters::isSpelledOut)) {
      return set;
    }
    ValueSet changed = set.copy();
    parts(changed)
        .filter(ConceptFilters::isSpelledOut)
        .forEach(part -> ConceptFilters.spellOut(context, part));
    return changed;
  }

  private static Stream<ConceptSetComponent> parts(ValueSet set) {
    return Stream.concat(
        set.getCompose().getInclude().stream(), set.getCompose().getExclude().stream());
  }

  private static QueryRefusedException unresolved(
      PooledWorkerContext context, String url, @Nullable String version) {
    String name = version == null ? url : url + "|" + version;
    return QueryRefusedException.notFound(
        422, context.formatMessage(I18nConstants.UNABLE_TO_RESOLVE_VALUE_SET_, name));
  }
}
