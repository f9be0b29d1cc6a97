package org.priceunits.server.security;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationConstants;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Controls who may write {@linkplain CommonTypes#KNOWLEDGE reference data and definitions}, in
 * addition to the scopes: a policy, a fee or a search parameter of one client would price and index
 * the records of all. Refuses other callers with 403, in single requests and in entries of a batch
 * or transaction. Resources loaded by the server itself are exempt.
 */
@Interceptor(order = AuthorizationConstants.ORDER_AUTH_INTERCEPTOR + 1)
public final class KnowledgeEditors {
  private static final int FORBIDDEN = 403;
  private static final String CLIENT_REFUSED =
      "All clients share the resources of type %s, and this client may not write them. Let the operator name it in "
          + AccessProperties.KNOWLEDGE_EDITORS
          + ", beside its scopes.";
  private static final String NETWORK_REFUSED =
      "All callers share the resources of type %s, and nobody needs a token here, so they are written from the server's own machine only. Write them there, or set "
          + TokenNeeded.ISSUER
          + " and name the client in "
          + AccessProperties.KNOWLEDGE_EDITORS
          + ".";

  private final Predicate<HttpServletRequest> editors;
  private final String refusal;
  private final RefusalListener listener;

  private KnowledgeEditors(
      Predicate<HttpServletRequest> editors, String refusal, RefusalListener listener) {
    this.editors = editors;
    this.refusal = refusal;
    this.listener = listener;
  }

  /**
   * Returns the rule for a server with these settings: if tokens are required, the listed clients;
   * if not, every caller of a server on loopback, and {@linkplain LocalCalls calls from its own
   * machine} on a server that is open to the network.
   */
  static KnowledgeEditors of(
      AccessProperties access, Environment environment, RefusalListener listener) {
    if (TokenNeeded.by(environment)) {
      Set<String> named = Set.copyOf(access.knowledgeEditors());
      return new KnowledgeEditors(
          request -> Caller.of(request).filter(c -> named.contains(c.clientId())).isPresent(),
          CLIENT_REFUSED,
          listener);
    }
    return new KnowledgeEditors(
        NetworkExposure.isOnLoopback(environment) ? any -> true : new LocalCalls(environment),
        NETWORK_REFUSED,
        listener);
  }

  /** Runs before any lookup, so that a deletion that matches nothing is refused too. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void beforeWrite(RequestDetails request) {
    if (Writes.isWrite(request)) {
      check(request.getResourceName(), request);
    }
  }

  /** Checks entries of batches and transactions, which are stored one by one. */
  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void created(IBaseResource resource, @Nullable RequestDetails request) {
    check(resource.fhirType(), request);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(IBaseResource before, IBaseResource after, @Nullable RequestDetails request) {
    check(after.fhirType(), request);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
  public void deleted(IBaseResource resource, @Nullable RequestDetails request) {
    check(resource.fhirType(), request);
  }

  private void check(@Nullable String type, @Nullable RequestDetails request) {
    if (type == null || !CommonTypes.KNOWLEDGE.contains(type) || !Writes.fromOutside(request)) {
      return;
    }
    if (!(request instanceof ServletRequestDetails http)) {
      throw new ForbiddenOperationException(refusal.formatted(type));
    }
    if (!editors.test(http.getServletRequest())) {
      listener.refused(http.getServletRequest(), FORBIDDEN);
      throw new ForbiddenOperationException(refusal.formatted(type));
    }
  }
}
