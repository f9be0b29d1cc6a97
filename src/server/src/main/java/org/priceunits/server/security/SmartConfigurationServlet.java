package org.priceunits.server.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code .well-known/smart-configuration}: where a client gets its token and which scopes
 * exist. Apps that a user opens are announced where there is an endpoint to send the user to.
 */
final class SmartConfigurationServlet extends HttpServlet {
  static final String PATH = "/.well-known/smart-configuration";

  private static final long serialVersionUID = 1L;
  private static final List<String> RESOURCES =
      List.of(
          "*.rs",
          "MedicationAdministration.cruds",
          "Claim.cruds",
          "ChargeItem.cruds",
          "CodeSystem.rs",
          "ValueSet.rs",
          "ConceptMap.rs",
          "ChargeItemDefinition.rs");

  private final transient byte[] body;

  /**
   * @param authorizationEndpoint null if there is none
   */
  SmartConfigurationServlet(
      ObjectMapper json, String tokenEndpoint, @Nullable String authorizationEndpoint)
      throws IOException {
    Map<String, Object> document = new TreeMap<>();
    document.put("token_endpoint", tokenEndpoint);
    document.put("token_endpoint_auth_methods_supported", List.of("private_key_jwt"));
    document.put("token_endpoint_auth_signing_alg_values_supported", List.of("RS384", "ES384"));
    if (authorizationEndpoint != null) {
      document.put("authorization_endpoint", authorizationEndpoint);
      document.put("code_challenge_methods_supported", List.of("S256"));
    }
    document.put(
        "grant_types_supported",
        with(authorizationEndpoint, List.of("client_credentials"), List.of("authorization_code")));
    document.put(
        "scopes_supported", with(authorizationEndpoint, scopes("system/"), scopes("user/")));
    document.put(
        "capabilities",
        with(
            authorizationEndpoint,
            List.of("client-confidential-asymmetric", "permission-v1", "permission-v2"),
            List.of("launch-standalone", "permission-user")));
    body = json.writeValueAsBytes(document);
  }

  private static List<String> scopes(String context) {
    return RESOURCES.stream().map(resource -> context + resource).toList();
  }

  /** Returns what is offered to backend services, and what to apps if users have an endpoint. */
  private static List<String> with(
      @Nullable String authorizationEndpoint, List<String> services, List<String> apps) {
    List<String> all = new ArrayList<>(services);
    if (authorizationEndpoint != null) {
      all.addAll(apps);
    }
    return all;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
