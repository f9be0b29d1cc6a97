package org.priceunits.terminology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.hl7.fhir.r5.context.SimpleWorkerContext;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.terminologies.expansion.ValueSetExpander;
import org.hl7.fhir.r5.terminologies.utilities.TerminologyOperationContext;
import org.hl7.fhir.r5.terminologies.validation.ValueSetValidator;
import org.hl7.fhir.r5.utils.validation.ValidationContextCarrier;
import org.hl7.fhir.utilities.validation.ValidationOptions;
import org.jspecify.annotations.Nullable;

/**
 * HL7's terminology library on our resources.
 *
 * <p>The library keeps its resources and expansion parameters inside its context, which takes 35 ms
 * to make. Here the context asks a catalog that is exchanged for each request, so that a context is
 * made once and used by one request after the other.
 */
final class LibraryContext extends SimpleWorkerContext {
  private CanonicalCatalog catalog = CanonicalCatalog.EMPTY;
  private Parameters parameters = new Parameters();

  private LibraryContext(SimpleWorkerContext empty) throws IOException {
    super(empty);
    setNoTerminologyServer(true);
    setCachingAllowed(false);
  }

  static LibraryContext create() {
    try {
      return new LibraryContext(Empty.CONTEXT);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "HL7's terminology library lacks a resource of its own jar", e);
    }
  }

  void open(CanonicalCatalog resources, Parameters expansionParameters) {
    catalog = resources;
    parameters = expansionParameters;
  }

  CanonicalCatalog catalog() {
    return catalog;
  }

  ValueSetExpander expander() {
    ValidationOptions options = new ValidationOptions();
    return new ValueSetExpander(this, new TerminologyOperationContext(this, options, "expansion"));
  }

  ValueSetValidator validator(ValidationOptions options, @Nullable ValueSet set) {
    return constructValueSetCheckerSimple(options, set, new ValidationContextCarrier());
  }

  @Override
  public Parameters getExpansionParameters() {
    return parameters == null ? new Parameters() : parameters.copy();
  }

  @Override
  public @Nullable CodeSystem fetchCodeSystem(@Nullable String system) {
    return system == null ? null : catalog.codeSystem(system, null);
  }

  @Override
  public @Nullable CodeSystem fetchCodeSystem(@Nullable String system, @Nullable String version) {
    return system == null ? null : catalog.codeSystem(system, version);
  }

  @Override
  public @Nullable CodeSystem fetchCodeSystem(
      @Nullable String system, @Nullable String version, @Nullable Resource source) {
    return system == null ? null : catalog.codeSystem(system, version);
  }

  @Override
  public @Nullable CodeSystem fetchSupplementedCodeSystem(@Nullable String system) {
    return system == null ? null : catalog.supplemented(system, null);
  }

  @Override
  public @Nullable CodeSystem fetchSupplementedCodeSystem(
      @Nullable String system, @Nullable String version, @Nullable Resource source) {
    return system == null ? null : catalog.supplemented(system, version);
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
      return type.cast(catalog.codeSystem(url, version));
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

  /** The library's own context without any resource, made once. */
  private static final class Empty {
    private static final SimpleWorkerContext CONTEXT = make();

    private static SimpleWorkerContext make() {
      try {
        return new SimpleWorkerContextBuilder().build();
      } catch (IOException e) {
        throw new UncheckedIOException(
            "HL7's terminology library lacks a resource of its own jar", e);
      }
    }
  }
}
