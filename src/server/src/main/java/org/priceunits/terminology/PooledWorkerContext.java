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
final class PooledWorkerContext extends SimpleWorkerContext {
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
  CanonicalCatalog catalog() {
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
    return new ValueSetValidator(
        this,
        validation(options),
        options,
        set,
        getExpansionParameters(),
        terminologyClientManager,
        EmptyContext.LANGUAGES);
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
        EmptyContext.LANGUAGES);
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
    String sentence = SuiteMessages.sentence(message, arguments);
    String text =
        sentence == null
            ? super.formatMessage(message, SuiteMessages.adapted(message, arguments))
            : sentence;
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
    return system == null ? null : call.codeSystem(system, version);
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
        : ServerSideCodes.expand(expander(), include, getExpansionParameters());
  }

  @Override
  public @Nullable CodeSystem fetchSupplementedCodeSystem(@Nullable String system) {
    return fetchSupplementedCodeSystem(system, null, null);
  }

  @Override
  public @Nullable CodeSystem fetchSupplementedCodeSystem(
      @Nullable String system, @Nullable String version, @Nullable Resource source) {
    CodeSystem plain = fetchCodeSystem(system, version, source);
    return plain == null ? null : call.supplemented(plain, Supplements.needed(source));
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
      return type.cast(catalog().valueSet(url, version));
    }
    return super.fetchResource(type, url, version, source);
  }

  @Override
  public <T extends Resource> List<T> fetchResourceVersions(Class<T> type, String url) {
    if (type == CodeSystem.class) {
      return catalog().codeSystemVersions(url).stream().map(type::cast).toList();
    }
    return super.fetchResourceVersions(type, url);
  }
}
