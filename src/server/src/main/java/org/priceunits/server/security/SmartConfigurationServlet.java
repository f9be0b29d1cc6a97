package org.priceunits.server.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Serves {@code .well-known/smart-configuration}: where a backend service gets its token and which
 * scopes exist.
 */
final class SmartConfigurationServlet extends HttpServlet {
  static final String PATH = "/.well-known/smart-configuration";

  private static final long serialVersionUID = 1L;
  private static final Map<String, List<String>> OFFERED =
      Map.of(
          "grant_types_supported", List.of("client_credentials"),
          "token_endpoint_auth_methods_supported", List.of("private_key_jwt"),
          "token_endpoint_auth_signing_alg_values_supported", List.of("RS384", "ES384"),
          "scopes_supported",
              List.of(
                  "system/*.rs",
                  "system/MedicationAdministration.cruds",
                  "system/Claim.cruds",
                  "system/CodeSystem.rs",
                  "system/ValueSet.rs",
                  "system/ConceptMap.rs",
                  "system/ChargeItemDefinition.rs"),
          "capabilities",
              List.of("client-confidential-asymmetric", "permission-v1", "permission-v2"));

  private final transient byte[] body;

  SmartConfigurationServlet(ObjectMapper json, String tokenEndpoint) throws IOException {
    Map<String, Object> document = new TreeMap<>(OFFERED);
    document.put("token_endpoint", tokenEndpoint);
    body = json.writeValueAsBytes(document);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
