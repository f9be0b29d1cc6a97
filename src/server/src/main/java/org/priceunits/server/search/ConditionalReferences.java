package org.priceunits.server.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.IResourceSupportedSvc;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.guard.Escapes;

/**
 * Checks each reference that names its resource by a condition ({@code Patient?identifier=x}) as
 * the condition of a write, since HAPI searches by it: before a resource is stored, by whichever
 * write, and before a transaction, which searches by all conditions of its entries at first.
 */
@Interceptor
public final class ConditionalReferences {
  private static final Set<HTTPVerb> STORING = EnumSet.of(HTTPVerb.POST, HTTPVerb.PUT);

  private final Conditions conditions;
  private final IResourceSupportedSvc served;
  private final FhirContext fhir;

  ConditionalReferences(Conditions conditions, IResourceSupportedSvc served, FhirContext fhir) {
    this.conditions = conditions;
    this.served = served;
    this.fhir = fhir;
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void created(IBaseResource resource) {
    fhir.newTerser().getAllPopulatedChildElementsOfType(resource, Reference.class).stream()
        .map(Reference::getReference)
        .filter(Objects::nonNull)
        .forEach(this::check);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(@Nullable IBaseResource before, IBaseResource after) {
    created(after);
  }

  /** HAPI calls this for each transaction, and for a batch and then each of its entries. */
  @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
  public void entries(IBaseBundle given) {
    Bundle bundle = (Bundle) given;
    if (bundle.getType() != BundleType.BATCH) {
      bundle.getEntry().stream()
          .filter(entry -> STORING.contains(entry.getRequest().getMethod()))
          .map(BundleEntryComponent::getResource)
          .filter(Objects::nonNull)
          .forEach(this::created);
    }
  }

  private void check(String reference) {
    int query = reference.indexOf('?');
    if (query >= 0) {
      type(reference.substring(0, query))
          .filter(served::isSupported)
          .ifPresent(
              type ->
                  conditions.check(type, Escapes.parametersAsRead(reference.substring(query + 1))));
    }
  }

  /** Returns the type that HAPI finds before the condition: it cares for no case. */
  private Optional<String> type(String path) {
    String plain = path.replaceFirst("/+$", "");
    String last = plain.substring(plain.lastIndexOf('/') + 1);
    return fhir.getResourceTypes().stream().filter(last::equalsIgnoreCase).findFirst();
  }
}
