package org.priceunits.validation;

import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.terminologies.client.TerminologyClientManager;
import org.jspecify.annotations.Nullable;

/**
 * HAPI 8.8's view of its resources for HL7's validator, completed for HL7's library 6.10: that asks
 * with a rule on which version it wants, and keeps what it found out about the definitions. HAPI
 * holds one version of a definition, so the rule changes nothing.
 */
public final class ValidatorContext extends WorkerContextValidationSupportAdapter {
  private final Map<Class<?>, Object> analyses = new ConcurrentHashMap<>();

  /** Creates the context without resources; HAPI gives them to it. */
  public ValidatorContext() {}

  private ValidatorContext(IValidationSupport resources) {
    super(resources);
  }

  /** Returns HAPI's validator of the resources, with this context in place of HAPI's own. */
  public static FhirInstanceValidator validator(IValidationSupport resources) {
    FhirInstanceValidator validator = new FhirInstanceValidator(resources);
    validator.setWrappedWorkerContext(resources, new ValidatorContext(resources));
    return validator;
  }

  @Override
  public <T extends Resource> @Nullable T fetchResource(
      Class<T> type, String url, @Nullable VersionResolutionRules rules) {
    return fetchResource(type, url);
  }

  @Override
  public <T extends Resource> @Nullable T fetchResource(
      Class<T> type,
      String url,
      @Nullable VersionResolutionRules rules,
      @Nullable String version,
      @Nullable Resource source) {
    return fetchResource(type, url, version, source);
  }

  @Override
  public <T extends Resource> T fetchResourceWithException(
      Class<T> type, String url, @Nullable VersionResolutionRules rules) {
    return fetchResourceWithException(type, url);
  }

  @Override
  public <T extends Resource> T fetchResourceWithException(
      Class<T> type,
      String url,
      @Nullable VersionResolutionRules rules,
      @Nullable String version,
      @Nullable Resource source) {
    return fetchResourceWithException(type, url, version, source);
  }

  @Override
  public <T extends Resource> @Nullable T fetchResourceRaw(
      Class<T> type, String url, @Nullable VersionResolutionRules rules) {
    return fetchResourceRaw(type, url);
  }

  @Override
  public <T extends Resource> @Nullable T findTxResource(
      Class<T> type, String url, @Nullable VersionResolutionRules rules) {
    return findTxResource(type, url);
  }

  @Override
  public <T extends Resource> @Nullable T findTxResource(
      Class<T> type,
      String url,
      @Nullable VersionResolutionRules rules,
      @Nullable String version,
      @Nullable Resource source) {
    return findTxResource(type, url, version, source);
  }

  @Override
  public @Nullable CodeSystem fetchCodeSystem(
      String system, @Nullable VersionResolutionRules rules) {
    return fetchCodeSystem(system);
  }

  @Override
  public @Nullable CodeSystem fetchCodeSystem(
      String system,
      @Nullable VersionResolutionRules rules,
      @Nullable String version,
      @Nullable Resource source) {
    return fetchCodeSystem(system, version, source);
  }

  @Override
  public @Nullable CodeSystem fetchCodeSystem(
      String system,
      @Nullable VersionResolutionRules rules,
      @Nullable String version,
      @Nullable Resource source,
      boolean supplemented) {
    return fetchCodeSystem(system, version, source);
  }

  @Override
  public @Nullable CodeSystem fetchSupplementedCodeSystem(
      String system, @Nullable VersionResolutionRules rules) {
    return fetchSupplementedCodeSystem(system);
  }

  @Override
  public @Nullable CodeSystem fetchSupplementedCodeSystem(
      String system,
      @Nullable VersionResolutionRules rules,
      @Nullable String version,
      @Nullable List<String> supplements,
      @Nullable Resource source) {
    return fetchSupplementedCodeSystem(system, version, source);
  }

  /** Definitions do not change while the validator holds them. */
  @Override
  public long getDefinitionsVersion() {
    return 0;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public void storeAnalysis(Class kind, Object analysis) {
    analyses.put(kind, analysis);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public @Nullable Object retrieveAnalysis(Class kind) {
    return analyses.get(kind);
  }

  /** There is no other terminology server. */
  @Override
  public @Nullable TerminologyClientManager getTerminologyClientManager() {
    return null;
  }
}
