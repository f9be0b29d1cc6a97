package org.priceunits.server.security;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationConstants;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Demands the right to search each type that a search, a condition of a write or a conditional
 * reference asks about by a chain or a {@code _has}: the scopes of the searched type alone would
 * tell who was born when. Entries of a batch that search come here as requests of their own.
 */
@Interceptor(order = AuthorizationConstants.ORDER_AUTH_INTERCEPTOR + 1)
public final class SearchScopes {
  private static final int FORBIDDEN = 403;

  private final ReachedTypes reached;
  private final RefusalListener listener;

  SearchScopes(ReachedTypes reached, RefusalListener listener) {
    this.reached = reached;
    this.listener = listener;
  }

  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void beforeHandling(RequestDetails request) {
    Optional<Caller> caller = Caller.of(request);
    if (caller.isPresent()) {
      refusal(caller.get(), request)
          .ifPresent(
              text -> {
                if (request instanceof ServletRequestDetails http) {
                  listener.refused(http.getServletRequest(), FORBIDDEN);
                }
                throw new ForbiddenOperationException(text);
              });
    }
  }

  private Optional<String> refusal(Caller caller, RequestDetails request) {
    @Nullable Map<String, String[]> parameters = request.getParameters();
    String type = request.getResourceName();
    return (parameters == null
            ? Optional.<String>empty()
            : reached.ofSearch(caller, type, parameters))
        .or(
            () ->
                reached.ofCondition(
                    caller, type, request.getHeader(Constants.HEADER_IF_NONE_EXIST)))
        .or(() -> inResource(caller, request.getResource()));
  }

  private Optional<String> inResource(Caller caller, @Nullable IBaseResource resource) {
    if (resource instanceof Bundle bundle) {
      return bundle.getEntry().stream()
          .flatMap(entry -> inEntry(caller, entry).stream())
          .findFirst();
    }
    return resource == null
        ? Optional.empty()
        : references(resource)
            .flatMap(text -> reached.ofCondition(caller, null, text).stream())
            .findFirst();
  }

  private Optional<String> inEntry(Caller caller, BundleEntryComponent entry) {
    String type = entry.hasResource() ? entry.getResource().fhirType() : null;
    return reached
        .ofCondition(caller, type, entry.getRequest().getIfNoneExist())
        .or(() -> reached.ofCondition(caller, type, entry.getRequest().getUrl()))
        .or(() -> inResource(caller, entry.getResource()));
  }

  private static Stream<String> references(IBaseResource resource) {
    return FhirContext.forR4Cached()
        .newTerser()
        .getAllPopulatedChildElementsOfType(resource, Reference.class)
        .stream()
        .map(Reference::getReference)
        .filter(Objects::nonNull)
        .filter(text -> text.indexOf('?') >= 0);
  }
}
