package org.priceunits.terminology;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.hl7.fhir.r5.context.SimpleWorkerContext;
import org.hl7.fhir.utilities.i18n.subtag.LanguageSubtagRegistry;
import org.hl7.fhir.utilities.i18n.subtag.LanguageSubtagRegistryLoader;

/**
 * Holds what the library reads from its own jar, created once: a context without any resource, of
 * which each {@link PooledWorkerContext} is a copy, and the languages.
 */
final class EmptyContext {
  static final String LACKING = "HL7's terminology library lacks a resource of its own jar";
  static final SimpleWorkerContext CONTEXT = make();
  static final LanguageSubtagRegistry LANGUAGES = languages();

  private EmptyContext() {}

  private static LanguageSubtagRegistry languages() {
    LanguageSubtagRegistry languages = new LanguageSubtagRegistry();
    try {
      new LanguageSubtagRegistryLoader(languages).loadFromDefaultResource();
    } catch (IOException e) {
      throw new UncheckedIOException(LACKING, e);
    }
    return languages;
  }

  private static SimpleWorkerContext make() {
    try {
      return new SimpleWorkerContext.SimpleWorkerContextBuilder().build();
    } catch (IOException e) {
      throw new UncheckedIOException(LACKING, e);
    }
  }
}
