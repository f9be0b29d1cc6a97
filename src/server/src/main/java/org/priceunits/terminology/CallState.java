package org.priceunits.terminology;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r5.model.CanonicalType;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.utilities.VersionUtilities;
import org.jspecify.annotations.Nullable;

/** What HL7's library must know of the one call that it works on. */
final class CallState {
  /** Stands for no call. */
  static final CallState NONE =
      new CallState(CanonicalCatalog.EMPTY, new Parameters(), LocalDate.EPOCH, 0);

  private static final String SYSTEM_VERSION = "system-version";

  private final CanonicalCatalog catalog;
  private final LocalDate day;
  private final int expansionCodes;
  private final BoundedWork.Budget budget = new BoundedWork.Budget();
  private Parameters parameters;
  private Set<String> supplements = Set.of();
  private boolean changesConcepts;
  private boolean validating;
  private @Nullable String circularity;

  /**
   * @param catalog the resources of the day, with those that came with the call
   * @param parameters the library's expansion parameters
   * @param day the day as of which the call is answered
   * @param expansionCodes maximum codes of an expansion without a count
   */
  CallState(CanonicalCatalog catalog, Parameters parameters, LocalDate day, int expansionCodes) {
    this.catalog = catalog;
    this.parameters = parameters;
    this.day = day;
    this.expansionCodes = expansionCodes;
  }

  CanonicalCatalog catalog() {
    return catalog;
  }

  LocalDate day() {
    return day;
  }

  int expansionCodes() {
    return expansionCodes;
  }

  Parameters parameters() {
    return parameters;
  }

  /** Returns the remaining budget for the value sets of the call. */
  BoundedWork.Budget budget() {
    return budget;
  }

  /** Returns the languages that the call requests, as written. */
  String language() {
    var language = parameters.getParameterValue("displayLanguage");
    return language == null ? "" : language.primitiveValue();
  }

  /**
   * Prepares an expansion.
   *
   * @param asked the supplements to apply, by URL
   * @param withLanguage true if displays are chosen by language: the library then writes into the
   *     concepts, so it gets copies
   */
  void prepare(Set<String> asked, boolean withLanguage) {
    supplements = asked;
    changesConcepts = withLanguage;
  }

  /** Prepares a validation with the supplements to apply. */
  void prepareValidation(Set<String> asked) {
    supplements = asked;
    validating = true;
  }

  /**
   * Uses the version of a coding as the version of its system. The library cannot compare a version
   * that is not semantic (2025-10), and fails.
   */
  void assumeVersion(@Nullable String system, @Nullable String version) {
    boolean semantic = version == null || VersionUtilities.isSemVerWithWildcards(version);
    if (system != null && !semantic && !parameters.hasParameter(SYSTEM_VERSION)) {
      parameters = parameters.copy();
      parameters.addParameter(SYSTEM_VERSION, new CanonicalType(system + "|" + version));
    }
  }

  /** Returns a code system as the library is to see it; a validation sees fragments as complete. */
  @Nullable CodeSystem codeSystem(String url, @Nullable String version) {
    CodeSystem found = catalog.codeSystem(url, version);
    return found != null && validating ? catalog.closed(found) : found;
  }

  /**
   * Returns a code system with the supplements that the call requests.
   *
   * @param needed further supplements to apply, by URL
   */
  CodeSystem supplemented(CodeSystem plain, List<String> needed) {
    Set<String> wanted = new LinkedHashSet<>(supplements);
    wanted.addAll(needed);
    List<CodeSystem> found = catalog.supplements(plain, wanted);
    return found.isEmpty() && !changesConcepts ? plain : Supplements.merged(plain, found);
  }

  /** Remembers the library's report of value sets that include each other in a circle. */
  void noteCircularity(String text) {
    circularity = text;
  }

  /** Returns true if a text is that report. */
  boolean isCircularity(@Nullable String text) {
    return text != null && text.equals(circularity);
  }
}
