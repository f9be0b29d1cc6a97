package org.priceunits.terminology;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r5.extensions.ExtensionDefinitions;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeType;
import org.hl7.fhir.r5.model.Extension;
import org.hl7.fhir.r5.model.IntegerType;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.jspecify.annotations.Nullable;

/** What HL7's library must know of the one call that it works on. */
final class CallState {
  /** Stands for no call. */
  static final CallState NONE =
      new CallState(
          CanonicalCatalog.EMPTY, new Parameters(), LocalDate.EPOCH, TerminologyBounds.USUAL);

  private final CanonicalCatalog catalog;
  private final LocalDate day;
  private final TerminologyBounds bounds;
  private int expansionCodes;
  private final BoundedWork.Budget budget;
  private final Parameters parameters;
  private Set<String> supplements = Set.of();
  private @Nullable Narrowing narrowing;
  private boolean validating;
  private boolean renaming;
  private @Nullable String circularity;
  private @Nullable QueryRefusedException refusal;

  /**
   * @param catalog the resources of the day, with those that came with the call
   * @param parameters the library's expansion parameters
   * @param day the day as of which the call is answered
   * @param bounds what the call may ask for
   */
  CallState(
      CanonicalCatalog catalog, Parameters parameters, LocalDate day, TerminologyBounds bounds) {
    this.catalog = catalog;
    this.parameters = parameters;
    this.day = day;
    this.bounds = bounds;
    this.expansionCodes = bounds.expansionCodes();
    this.budget = new BoundedWork.Budget(bounds);
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

  /** Returns what the call may ask for. */
  TerminologyBounds bounds() {
    return bounds;
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
   * Returns the version, or pattern, of the code system that a part of a value set selects from;
   * null for the latest. {@code force-system-version} comes before the version that the part names,
   * {@code system-version} and {@code check-system-version} after it.
   */
  @Nullable String versionToUse(ConceptSetComponent part) {
    String forced = ofCall("force-system-version", part.getSystem());
    if (forced != null || part.hasVersion()) {
      return forced == null ? part.getVersion() : forced;
    }
    String asked = ofCall("system-version", part.getSystem());
    return asked == null ? ofCall("check-system-version", part.getSystem()) : asked;
  }

  private @Nullable String ofCall(String name, String system) {
    String start = system + "|";
    return parameters.getParameter().stream()
        .filter(p -> name.equals(p.getName()) && p.hasValue())
        .map(p -> String.valueOf(p.getValue().primitiveValue()))
        .filter(canonical -> canonical.startsWith(start))
        .map(canonical -> canonical.substring(start.length()))
        .findFirst()
        .orElse(null);
  }

  /** Prepares an expansion with the supplements to apply, by URL. */
  void prepare(Set<String> asked) {
    supplements = asked;
  }

  /**
   * Prepares one expansion of several in a call.
   *
   * @param view what it sees of large code systems; null for all
   * @param codes maximum codes
   */
  void narrow(@Nullable Narrowing view, int codes) {
    narrowing = view;
    expansionCodes = codes;
  }

  /** Prepares a validation with the supplements to apply. */
  void prepareValidation(Set<String> asked) {
    supplements = asked;
    validating = true;
  }

  /** Lets the library see the systems of value sets as one coding of the call is named to it. */
  void rename(boolean serverSide) {
    renaming = serverSide;
  }

  /** Returns a value set as the library is to see it beside the coding. */
  ValueSet named(ValueSet set) {
    return renaming ? ServerSideCodes.renamed(set, catalog::hostsServerSide) : set;
  }

  /** Returns a code system as the library is to see it; a validation sees fragments as complete. */
  @Nullable CodeSystem codeSystem(String url, @Nullable String version) {
    CodeSystem found = catalog.codeSystem(url, version);
    return found != null && validating ? catalog.closed(found) : found;
  }

  /**
   * Returns a value set for import. The library stops an import at 1,000 codes unless a count is
   * given, which a value set can carry itself.
   */
  @Nullable ValueSet valueSet(String url, @Nullable String version) {
    ValueSet found = catalog.valueSet(url, version);
    if (found == null || expansionCodes <= TerminologyBounds.EXPANSION_CODES) {
      return found;
    }
    ValueSet counted = found.copy();
    Extension parameter =
        counted.getCompose().addExtension().setUrl(ExtensionDefinitions.EXT_VS_EXP_PARAM_NEW);
    parameter.addExtension("name", new CodeType("count"));
    parameter.addExtension("value", new IntegerType(expansionCodes));
    return counted;
  }

  /**
   * Returns a code system with the supplements that the call requests.
   *
   * @param source the value set that selects from it, which may require further supplements
   */
  CodeSystem supplemented(CodeSystem whole, @Nullable Resource source) {
    Set<String> wanted = new LinkedHashSet<>(supplements);
    wanted.addAll(Supplements.needed(source));
    List<CodeSystem> found = catalog.supplements(whole, wanted);
    if (!validating && GrammarSystems.isGrammar(whole)) {
      try {
        return GrammarSystems.listed(whole, source);
      } catch (QueryRefusedException unlistable) {
        refusal = unlistable;
        throw unlistable;
      }
    }
    CodeSystem plain = narrowing == null ? whole : narrowing.of(whole, source);
    return found.isEmpty() ? plain : Supplements.merged(plain, found);
  }

  /** Refuses the call if its work was refused inside the library, which gives the text alone. */
  void check() {
    budget.check();
    if (refusal != null) {
      throw refusal;
    }
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
