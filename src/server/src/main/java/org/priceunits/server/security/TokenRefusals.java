package org.priceunits.server.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.server.guard.Refusal;
import org.priceunits.server.guard.RefusalWriter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Answers refusals of the security filters as FHIR: an OperationOutcome with 401, 403 or, for a URL
 * that no browser or FHIR client writes, 400; the challenge is in {@code WWW-Authenticate} (RFC
 * 6750).
 */
final class TokenRefusals
    implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {
  private static final Refusal NO_TOKEN =
      new Refusal(
          401, IssueType.LOGIN, "Send a valid access token as Authorization: Bearer <token>.");
  private static final Refusal NO_METERS =
      new Refusal(
          401,
          IssueType.LOGIN,
          "Meters are read directly from the server's own machine, or, where the server has an issuer, with a valid access"
              + " token as Authorization: Bearer <token>.");
  private static final Refusal NOT_ALLOWED =
      new Refusal(403, IssueType.FORBIDDEN, "The access token does not grant this.");
  private static final Refusal STRANGE_ADDRESS =
      new Refusal(400, IssueType.INVALID, "The address of the request is malformed.");

  private final BearerTokenAuthenticationEntryPoint challenge =
      new BearerTokenAuthenticationEntryPoint();
  private final BearerTokenAccessDeniedHandler scopeChallenge =
      new BearerTokenAccessDeniedHandler();
  private final RefusalWriter refusalWriter;
  private final RefusalListener listener;

  TokenRefusals(RefusalWriter refusalWriter, RefusalListener listener) {
    this.refusalWriter = refusalWriter;
    this.listener = listener;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    challenge.commence(request, response, failure);
    refuse(request, response, MeterAccess.METERS.matches(request) ? NO_METERS : NO_TOKEN);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
      throws IOException {
    scopeChallenge.handle(request, response, failure);
    refuse(request, response, NOT_ALLOWED);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException failure)
      throws IOException {
    refuse(request, response, STRANGE_ADDRESS);
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException {
    listener.refused(request, refusal.status());
    refusalWriter.write(request, response, refusal);
  }
}
