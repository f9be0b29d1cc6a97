package org.priceunits.terminology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.hl7.fhir.exceptions.TerminologyServiceException;
import org.hl7.fhir.r5.context.SimpleWorkerContext;
import org.hl7.fhir.r5.model.CanonicalType;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r5.terminologies.CodeSystemUtilities;
import org.hl7.fhir.r5.terminologies.expansion.ValueSetExpander;
import org.hl7.fhir.r5.terminologies.expansion.ValueSetExpansionOutcome;
import org.hl7.fhir.r5.terminologies.utilities.ValueSetProcessBase.TerminologyOperationDetails;
import org.hl7.fhir.r5.terminologies.validation.ValueSetValidator;
import org.hl7.fhir.r5.utils.UserDataNames;
import org.hl7.fhir.r5.utils.validation.ValidationContextCarrier;
import org.hl7.fhir.utilities.VersionUtilities;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.hl7.fhir.utilities.i18n.subtag.LanguageSubtagRegistry;
import org.hl7.fhir.utilities.i18n.subtag.LanguageSubtagRegistryLoader;
import org.hl7.fhir.utilities.validation.ValidationOptions;
import org.jspecify.annotations.Nullable;

/**
 * Runs HL7's terminology library on our resources.
 *
 * <p>The library keeps its resources and expansion parameters inside its context, which takes 35 ms
 * to create. This context delegates to a catalog that is replaced for each request, so that one
 * context serves one request after another.
 */
final class LibraryContext extends SimpleWorkerContext {
  private static final String LACKING = "HL7's terminology library lacks a resource of its own jar";
  private static final String SYSTEM_VERSION = "system-version";
  private static final Queue<LibraryContext> IDLE = new ConcurrentLinkedQueue<>();

  private CanonicalCatalog catalog = CanonicalCatalog.EMPTY;
  private Parameters parameters = new Parameters();
  private LocalDate day = LocalDate.EPOCH;
  private int expansionCodes = Terminology.EXPANSION_CODES;
  private Set<String> supplements = Set.of();
  private boolean changesConcepts;
  private @Nullable String circularity;
  private boolean validating;
  private BoundedWork.Budget budget = new BoundedWork.Budget();

  private LibraryContext(SimpleWorkerContext empty) throws IOException {
    super(empty);
    setLocale(Locale.US);
    setNoTerminologyServer(true);
    setCachingAllowed(false);
  }

  /** Borrows a context that no other call uses; {@link #giveBack} returns it. */
  static LibraryContext borrow() {
    LibraryContext idle = IDLE.poll();
    return idle == null ? create() : idle;
  }

  /** Returns the context for the next call, of any snapshot; keeps nothing of this call. */
  void giveBack() {
    open(CanonicalCatalog.EMPTY, new Parameters(), LocalDate.EPOCH);
    IDLE.add(this);
  }

  /**
   * Creates one context at a time: the library reads its jar through a connection that two threads
   * would close for each other.
   */
  private static synchronized LibraryContext create() {
    try {
      return new LibraryContext(Empty.CONTEXT);
    } catch (IOException e) {
      throw new UncheckedIOException(LACKING, e);
    }
  }

  void open(CanonicalCatalog resources, Parameters expansionParameters, LocalDate onDay) {
    day = onDay;
    catalog = resources;
    parameters = expansionParameters;
    supplements = Set.of();
    changesConcepts = false;
    circularity = null;
    validating = false;
    budget = new BoundedWork.Budget();
    getCodeSystemsUsed().clear();
  }

  /** Limits the codes of an expansion without a count, from now on. */
  void boundExpansions(int codes) {
    expansionCodes = codes;
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

  /** Returns the languages that the call requests, as written. */
  String language() {
    var language = parameters.getParameterValue("displayLanguage");
    return language == null ? "" : language.primitiveValue();
  }

  CanonicalCatalog catalog() {
    return catalog;
  }

  /** Returns true if a text reports value sets that include each other in a circle. */
  boolean isCircularity(@Nullable String text) {
    return text != null && text.equals(circularity);
  }

  /** Returns the remaining budget for the value sets of the call. */
  BoundedWork.Budget budget() {
    return budget;
  }

  /** Returns the day as of which the call is answered. */
  LocalDate day() {
    return day;
  }

  ValueSetExpander expander() {
    ValidationOptions options = new ValidationOptions();
    ValueSetExpander expander =
        new ValueSetExpander(this, new BoundedWork(this, options, "expansion", budget));
    expander.setNoTerminologyServer(true);
    expander.setMaxExpansionSize(expansionCodes);
    return expander;
  }

  @Override
  protected ValueSetValidator constructValueSetCheckerSimple(
      ValidationOptions options, ValueSet set) {
    return new ValueSetValidator(
        this,
        validation(options),
        options,
        set,
        getExpansionParameters(),
        terminologyClientManager,
        Empty.LANGUAGES);
  }

  @Override
  protected ValueSetValidator constructValueSetCheckerSimple(
      ValidationOptions options, ValueSet set, ValidationContextCarrier carrier) {
    return new ValueSetValidator(
        this,
        validation(options),
        options,
        set,
        carrier,
        getExpansionParameters(),
        terminologyClientManager,
        Empty.LANGUAGES);
  }

  private BoundedWork validation(ValidationOptions options) {
    return new BoundedWork(this, options, "validation", budget);
  }

  @Override
  public Parameters getExpansionParameters() {
    return parameters == null ? new Parameters() : parameters.copy();
  }

  @Override
  public String formatMessage(String message, @Nullable Object... arguments) {
    String sentence = Wording.sentence(message, arguments);
    String text =
        sentence == null
            ? super.formatMessage(message, Wording.adapted(message, arguments))
            : sentence;
    if (I18nConstants.VALUESET_CIRCULAR_REFERENCE.equals(message)) {
      circularity = text;
    }
    return text;
  }

  @Override
  public String formatMessagePlural(Integer count, String message, @Nullable Object... arguments) {
    return super.formatMessagePlural(
        Wording.count(count, message, arguments),
        message,
        Wording.adaptedPlural(message, arguments));
  }

  @Override
  public @Nullable CodeSystem fetchCodeSystem(@Nullable String system) {
    return fetchCodeSystem(system, null, null);
  }

  @Override
  public @Nullable CodeSystem fetchCodeSystem(@Nullable String system, @Nullable String version) {
    return fetchCodeSystem(system, version, null);
  }

  @Override
  public @Nullable CodeSystem fetchCodeSystem(
      @Nullable String system, @Nullable String version, @Nullable Resource source) {
    CodeSystem found = system == null ? null : catalog.codeSystem(system, version);
    return found != null && validating ? catalog.closed(found) : found;
  }

  @Override
  public ValueSetExpansionOutcome expandVS(
      TerminologyOperationDetails operation,
      ConceptSetComponent include,
      boolean hierarchical,
      boolean noInactive)
      throws TerminologyServiceException {
    return fetchCodeSystem(include.getSystem(), include.getVersion()) == null
        ? super.expandVS(operation, include, hierarchical, noInactive)
        : ServerSideCodes.expand(this, include, getExpansionParameters());
  }

  @Override
  public @Nullable CodeSystem fetchSupplementedCodeSystem(@Nullable String system) {
    return fetchSupplementedCodeSystem(system, null, null);
  }

  @Override
  public @Nullable CodeSystem fetchSupplementedCodeSystem(
      @Nullable String system, @Nullable String version, @Nullable Resource source) {
    CodeSystem plain = fetchCodeSystem(system, version, source);
    if (plain == null) {
      return null;
    }
    Set<String> wanted = new LinkedHashSet<>(supplements);
    wanted.addAll(source instanceof ValueSet set ? Supplements.needed(set) : List.of());
    List<CodeSystem> found = catalog.supplements(plain, wanted);
    if (found.isEmpty() && !changesConcepts) {
      return plain;
    }
    CodeSystem own = CodeSystemUtilities.mergeSupplements(plain, found);
    own.setUserData(
        UserDataNames.tx_known_supplements,
        found.isEmpty()
            ? null
            : found.stream().map(CodeSystem::getVersionedUrl).collect(Collectors.joining(",")));
    CodeSystemUtilities.crossLinkCodeSystem(own);
    return own;
  }

  @Override
  public <T extends Resource> @Nullable T fetchResource(Class<T> type, @Nullable String url) {
    return fetchResource(type, url, null, null);
  }

  @Override
  public <T extends Resource> @Nullable T fetchResource(
      Class<T> type, @Nullable String url, @Nullable String version) {
    return fetchResource(type, url, version, null);
  }

  @Override
  public <T extends Resource> @Nullable T fetchResource(
      Class<T> type, @Nullable String url, @Nullable String version, @Nullable Resource source) {
    if (url == null) {
      return null;
    }
    if (type == CodeSystem.class && !url.startsWith("#")) {
      return type.cast(fetchCodeSystem(url, version, source));
    }
    if (type == ValueSet.class && !url.startsWith("#")) {
      return type.cast(catalog.valueSet(url, version));
    }
    return super.fetchResource(type, url, version, source);
  }

  @Override
  public <T extends Resource> List<T> fetchResourceVersions(Class<T> type, String url) {
    if (type == CodeSystem.class) {
      return catalog.codeSystemVersions(url).stream().map(type::cast).toList();
    }
    return super.fetchResourceVersions(type, url);
  }

  /** Holds the library's own context without any resource, created once. */
  private static final class Empty {
    private static final SimpleWorkerContext CONTEXT = make();
    private static final LanguageSubtagRegistry LANGUAGES = languages();

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
        return new SimpleWorkerContextBuilder().build();
      } catch (IOException e) {
        throw new UncheckedIOException(LACKING, e);
      }
    }
  }
}
