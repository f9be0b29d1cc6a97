package org.priceunits.terminology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hl7.fhir.exceptions.TerminologyServiceException;
import org.hl7.fhir.r5.context.SimpleWorkerContext;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r5.terminologies.expansion.ValueSetExpander;
import org.hl7.fhir.r5.terminologies.expansion.ValueSetExpansionOutcome;
import org.hl7.fhir.r5.terminologies.utilities.ValueSetProcessBase.TerminologyOperationDetails;
import org.hl7.fhir.r5.terminologies.validation.ValueSetValidator;
import org.hl7.fhir.r5.utils.validation.ValidationContextCarrier;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.hl7.fhir.utilities.validation.ValidationOptions;
import org.jspecify.annotations.Nullable;

/**
 * Runs HL7's terminology library on our resources.
 *
 * <p>The library keeps its resources and expansion parameters inside its context, which takes 35 ms
 * to create. This context delegates to a {@link CallState} that is replaced for each call, so that
 * one context serves one call after another.
 */
final class PooledWorkerContext extends SimpleWorkerContext implements Catalogued {
  private static final Queue<PooledWorkerContext> IDLE = new ConcurrentLinkedQueue<>();

  private CallState call = CallState.NONE;

  private PooledWorkerContext(SimpleWorkerContext empty) throws IOException {
    super(empty);
    setLocale(Locale.US);
    setNoTerminologyServer(true);
    setCachingAllowed(false);
  }

  /** Borrows a context that no other call uses; {@link #giveBack} returns it. */
  static PooledWorkerContext borrow() {
    PooledWorkerContext idle = IDLE.poll();
    return idle == null ? create() : idle;
  }

  /** Returns the context for the next call, of any snapshot; keeps nothing of this call. */
  void giveBack() {
    open(CallState.NONE);
    IDLE.add(this);
  }

  /**
   * Creates one context at a time: the library reads its jar through a connection that two threads
   * would close for each other.
   */
  private static synchronized PooledWorkerContext create() {
    try {
      return new PooledWorkerContext(EmptyContext.CONTEXT);
    } catch (IOException e) {
      throw new UncheckedIOException(EmptyContext.LACKING, e);
    }
  }

  /** Serves one call from now on. */
  void open(CallState next) {
    call = next;
    getCodeSystemsUsed().clear();
  }

  /** Returns the call that is served. */
  CallState call() {
    return call;
  }

  /** Returns the resources that the call is answered from. */
  @Override
  public CanonicalCatalog catalog() {
    return call.catalog();
  }

  ValueSetExpander expander() {
    ValidationOptions options = new ValidationOptions();
    ValueSetExpander expander =
        new ValueSetExpander(this, new BoundedWork(this, options, "expansion", call.budget()));
    expander.setNoTerminologyServer(true);
    expander.setMaxExpansionSize(call.expansionCodes());
    return expander;
  }

  @Override
  protected ValueSetValidator constructValueSetCheckerSimple(
      ValidationOptions options, ValueSet set) {
    return new CorrectedValidator(this, validation(options), options, set);
  }

  @Override
  protected ValueSetValidator constructValueSetCheckerSimple(
      ValidationOptions options, ValueSet set, ValidationContextCarrier carrier) {
    return new CorrectedValidator(this, validation(options), options, set, carrier);
  }

  private BoundedWork validation(ValidationOptions options) {
    return new BoundedWork(this, options, "validation", call.budget());
  }

  /** The library asks for them in its constructor too, before there is a call. */
  @Override
  public Parameters getExpansionParameters() {
    return call == null ? new Parameters() : call.parameters().copy();
  }

  @Override
  public String formatMessage(String message, @Nullable Object... arguments) {
    String text =
        super.formatMessage(
            SuiteMessages.id(message, arguments), SuiteMessages.adapted(message, arguments));
    if (I18nConstants.VALUESET_CIRCULAR_REFERENCE.equals(message)) {
      call.noteCircularity(text);
    }
    return text;
  }

  @Override
  public String formatMessagePlural(Integer count, String message, @Nullable Object... arguments) {
    return super.formatMessagePlural(
        SuiteMessages.count(count, message, arguments),
        message,
        SuiteMessages.adaptedPlural(message, arguments));
  }

  @Override
  public @Nullable CodeSystem fetchCodeSystem(
      @Nullable String system, VersionResolutionRules rules) {
    return codeSystem(system, null);
  }

  @Override
  public @Nullable CodeSystem fetchCodeSystem(
      @Nullable String system, VersionResolutionRules rules, @Nullable String version) {
    return codeSystem(system, version);
  }

  @Override
  public @Nullable CodeSystem fetchCodeSystem(
      @Nullable String system,
      VersionResolutionRules rules,
      @Nullable String version,
      @Nullable Resource source) {
    return codeSystem(system, version);
  }

  @Override
  public @Nullable CodeSystem fetchCodeSystem(
      @Nullable String system,
      VersionResolutionRules rules,
      @Nullable String version,
      @Nullable Resource source,
      boolean implicit) {
    return codeSystem(system, version);
  }

  private @Nullable CodeSystem codeSystem(@Nullable String system, @Nullable String version) {
    return system == null ? null : call.codeSystem(system, version);
  }

  @Override
  public ValueSetExpansionOutcome expandVS(
      TerminologyOperationDetails operation,
      ConceptSetComponent include,
      boolean hierarchical,
      boolean noInactive)
      throws TerminologyServiceException {
    return codeSystem(include.getSystem(), include.getVersion()) == null
        ? super.expandVS(operation, include, hierarchical, noInactive)
        : ServerSideCodes.expand(expander(), include, getExpansionParameters());
  }

  @Override
  public @Nullable CodeSystem fetchSupplementedCodeSystem(
      @Nullable String system, VersionResolutionRules rules) {
    return fetchSupplementedCodeSystem(system, rules, null, List.of(), null);
  }

  @Override
  public @Nullable CodeSystem fetchSupplementedCodeSystem(
      @Nullable String system,
      VersionResolutionRules rules,
      @Nullable String version,
      @Nullable List<String> specified,
      @Nullable Resource source) {
    CodeSystem plain = codeSystem(system, version);
    return plain == null ? null : call.supplemented(plain, source);
  }

  @Override
  public <T extends Resource> @Nullable T fetchResource(
      Class<T> type, @Nullable String url, VersionResolutionRules rules) {
    return fetchResource(type, url, rules, null, null);
  }

  @Override
  public <T extends Resource> @Nullable T fetchResource(
      Class<T> type, @Nullable String url, VersionResolutionRules rules, @Nullable String version) {
    return fetchResource(type, url, rules, version, null);
  }

  @Override
  public <T extends Resource> @Nullable T fetchResource(
      Class<T> type,
      @Nullable String url,
      VersionResolutionRules rules,
      @Nullable String version,
      @Nullable Resource source) {
    if (url == null) {
      return null;
    }
    if (type == CodeSystem.class && !url.startsWith("#")) {
      return type.cast(codeSystem(url, version));
    }
    if (type == ValueSet.class && !url.startsWith("#")) {
      ValueSet set = call.valueSet(url, version);
      return set == null ? null : type.cast(call.named(ConceptFilters.spelledOut(call, set)));
    }
    return super.fetchResource(type, url, rules, version, source);
  }

  @Override
  public <T extends Resource> List<T> fetchResourceVersions(Class<T> type, String url) {
    if (type == CodeSystem.class) {
      return catalog().codeSystemVersions(url).stream().map(type::cast).toList();
    }
    return super.fetchResourceVersions(type, url);
  }
}
