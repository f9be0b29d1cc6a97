package org.priceunits.server.security;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationConstants;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor;
import ca.uhn.fhir.rest.server.interceptor.auth.IAuthRule;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.List;

/**
 * Extends HAPI's authorization with the scopes of the access token. A request without a caller may
 * read the CapabilityStatement and nothing else. Answers 403 with the challenge required by RFC
 * 6750.
 */
@Interceptor(order = AuthorizationConstants.ORDER_AUTH_INTERCEPTOR)
public final class ScopeAuthorization extends AuthorizationInterceptor {
  private static final String CHALLENGE = "Bearer error=\"insufficient_scope\"";
  private static final Caller NOBODY = new Caller("", null, List.of());
  private static final int FORBIDDEN = 403;

  private final RefusalListener listener;

  ScopeAuthorization(RefusalListener listener) {
    this.listener = listener;
  }

  @Override
  public List<IAuthRule> buildRuleList(RequestDetails request) {
    return List.of(new ScopeRule(Caller.of(request).orElse(NOBODY)));
  }

  @Override
  protected void handleDeny(RequestDetails request, Verdict decision) {
    throw refusal(request);
  }

  private ForbiddenOperationException refusal(RequestDetails request) {
    if (request instanceof ServletRequestDetails http) {
      listener.refused(http.getServletRequest(), FORBIDDEN);
    }
    ForbiddenOperationException refusal =
        new ForbiddenOperationException("The scopes of the access token do not grant this.");
    refusal.addResponseHeader("WWW-Authenticate", CHALLENGE);
    return refusal;
  }

  /**
   * Refuses kinds of request that HAPI does not authorize, since they have no resource for a rule
   * to check.
   */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void refuseUnaskedKinds(RequestDetails request) {
    RestOperationTypeEnum kind = request.getRestOperationType();
    if (kind == RestOperationTypeEnum.VALIDATE
        || kind == RestOperationTypeEnum.META
        || kind == RestOperationTypeEnum.META_ADD
        || kind == RestOperationTypeEnum.META_DELETE) {
      throw refusal(request);
    }
  }
}
