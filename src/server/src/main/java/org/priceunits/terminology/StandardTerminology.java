package org.priceunits.terminology;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r5.model.CanonicalResource;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Enumerations.CodeSystemContentMode;
import org.hl7.fhir.r5.model.ValueSet;
import org.jspecify.annotations.Nullable;

/**
 * The code systems and value sets that FHIR R4 itself defines, and those that everybody shares:
 * currencies, countries, states, and the grammars of {@link GrammarSystems}. They are read from
 * HAPI's own resources when one of them is first asked for, and stand behind what is hosted.
 */
final class StandardTerminology {
  private static final List<String> HL7 =
      List.of("http://hl7.org/fhir/", "http://terminology.hl7.org/");
  private static final List<String> SHARED =
      List.of(
          CommonCodeSystemsTerminologyService.CURRENCIES_CODESYSTEM_URL,
          CommonCodeSystemsTerminologyService.COUNTRIES_CODESYSTEM_URL,
          CommonCodeSystemsTerminologyService.USPS_CODESYSTEM_URL);

  private static final Map<String, CodeSystem> SYSTEMS = new ConcurrentHashMap<>();
  private static final Map<String, ValueSet> SETS = new ConcurrentHashMap<>();

  private static final LongAdder READING = new LongAdder();

  private StandardTerminology() {}

  /**
   * Returns the nanoseconds that reading has taken so far, by all calls together. The first call
   * that needs HAPI's files reads them for all, and does not pay for it with its own time.
   */
  static long readingNanos() {
    return READING.sum();
  }

  /** Holds what takes seconds to read; its class is initialized when it is first needed. */
  private static final class Source {
    private static final FhirContext FHIR = quiet();
    private static final DefaultProfileValidationSupport CORE =
        new DefaultProfileValidationSupport(FHIR);
    private static final CommonCodeSystemsTerminologyService COMMON =
        new CommonCodeSystemsTerminologyService(FHIR);

    /** HAPI's files hold elements that R4 does not have, each of which would be logged. */
    private static FhirContext quiet() {
      FhirContext fhir = FhirContext.forR4();
      fhir.setParserErrorHandler(new LenientErrorHandler(false));
      return fhir;
    }

    static @Nullable IBaseResource codeSystem(String url) {
      return SHARED.contains(url) ? COMMON.fetchCodeSystem(url) : CORE.fetchCodeSystem(url);
    }

    /** HAPI lists what it has read, which it does when it is asked for one. */
    static Stream<String> codeSystems() {
      CORE.fetchCodeSystem(HL7.get(0));
      return CORE.fetchAllConformanceResources().stream()
          .filter(org.hl7.fhir.r4.model.CodeSystem.class::isInstance)
          .map(org.hl7.fhir.r4.model.CodeSystem.class::cast)
          .filter(system -> isHl7(system.getUrl()))
          .filter(
              system ->
                  system.getContent()
                      == org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode.COMPLETE)
          .map(
              system ->
                  system.hasVersion()
                      ? system.getUrl() + "|" + system.getVersion()
                      : system.getUrl());
    }

    static @Nullable IBaseResource valueSet(String url) {
      return CORE.fetchValueSet(url);
    }
  }

  /** Returns a complete code system by its URL; null if there is none of that version. */
  static @Nullable CodeSystem codeSystem(String url, @Nullable String version) {
    CodeSystem grammar = GrammarSystems.of(url);
    if (grammar != null) {
      return version == null ? grammar : null;
    }
    CodeSystem found =
        SHARED.contains(url) || isHl7(url)
            ? known(SYSTEMS, url, StandardTerminology::readSystem)
            : null;
    return ofVersion(found, version);
  }

  /** Returns the code systems, each as {@code url|version}. */
  static Stream<String> addresses() {
    return Stream.concat(
        Stream.concat(GrammarSystems.ADDRESSES.stream(), SHARED.stream()), Source.codeSystems());
  }

  static @Nullable ValueSet valueSet(String url, @Nullable String version) {
    return ofVersion(isHl7(url) ? known(SETS, url, StandardTerminology::readSet) : null, version);
  }

  private static boolean isHl7(String url) {
    return HL7.stream().anyMatch(url::startsWith);
  }

  /** Keeps what is found, so that any number of unknown URLs takes no memory. */
  private static <T> @Nullable T known(
      Map<String, T> kept, String url, Function<String, @Nullable T> read) {
    T found = kept.get(url);
    if (found == null) {
      long start = System.nanoTime();
      found = read.apply(url);
      READING.add(System.nanoTime() - start);
      if (found != null) {
        kept.put(url, found);
      }
    }
    return found;
  }

  private static @Nullable CodeSystem readSystem(String url) {
    if (!(Source.codeSystem(url) instanceof org.hl7.fhir.r4.model.CodeSystem read)) {
      return null;
    }
    CodeSystem system = R5Conversion.codeSystem(read);
    return system.getContent() == CodeSystemContentMode.COMPLETE ? system : null;
  }

  private static @Nullable ValueSet readSet(String url) {
    return Source.valueSet(url) instanceof org.hl7.fhir.r4.model.ValueSet read
        ? R5Conversion.valueSet(read)
        : null;
  }

  private static <T extends CanonicalResource> @Nullable T ofVersion(
      @Nullable T found, @Nullable String version) {
    boolean same =
        found == null
            || version == null
            || version.equals(found.getVersion())
            || VersionMatch.matches(version, found.getVersion());
    return same ? found : null;
  }
}
