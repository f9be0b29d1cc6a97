package org.priceunits.server.security;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The client whose token came with a request. It is attached to the servlet request and not to the
 * thread, because HAPI answers the reads of a batch in threads of its own.
 *
 * @param clientId the client's name at the authorization server
 * @param scopes the scopes granted to it
 */
public record Caller(String clientId, List<Scope> scopes) {
  private static final String ATTRIBUTE = Caller.class.getName();
  private static final List<String> CLIENT_CLAIMS = List.of("client_id", "azp", "sub");
  private static final List<String> SCOPE_CLAIMS = List.of("scope", "scp");

  /**
   * Reads {@code client_id}, otherwise {@code azp}, otherwise {@code sub}; and {@code scope} or
   * {@code scp}.
   */
  static Caller of(Jwt token) {
    String clientId =
        CLIENT_CLAIMS.stream()
            .map(token::getClaimAsString)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("");
    List<Scope> scopes =
        SCOPE_CLAIMS.stream()
            .flatMap(claim -> words(token.getClaims().get(claim)))
            .flatMap(text -> Scope.parse(text).stream())
            .toList();
    return new Caller(clientId, scopes);
  }

  private static Stream<String> words(@Nullable Object claim) {
    if (claim instanceof Collection<?> list) {
      return list.stream().map(String::valueOf);
    }
    return claim == null ? Stream.empty() : Arrays.stream(claim.toString().split(" "));
  }

  void putOn(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /**
   * Returns the caller; empty if the request came without a token, and for actions of the server
   * for no client.
   */
  public static Optional<Caller> of(RequestDetails request) {
    return request instanceof ServletRequestDetails http
        ? of(http.getServletRequest())
        : Optional.ofNullable((Caller) request.getUserData().get(ATTRIBUTE));
  }

  void putOn(RequestDetails own) {
    own.getUserData().put(ATTRIBUTE, this);
  }

  /** Returns the caller; empty if the request came without a token. */
  public static Optional<Caller> of(HttpServletRequest request) {
    return Optional.ofNullable((Caller) request.getAttribute(ATTRIBUTE));
  }

  /** Returns true if a scope grants one of the rights on the type. */
  public boolean may(Collection<Right> anyOf, String resourceType) {
    return scopes.stream().anyMatch(scope -> scope.grants(anyOf, resourceType));
  }
}
