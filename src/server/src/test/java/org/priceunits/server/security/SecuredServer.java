package org.priceunits.server.security;

import com.nimbusds.jwt.JWTClaimsSet;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.priceunits.server.RunningServer;
import org.priceunits.server.TestDatabase;

/**
 * A server that accepts tokens of {@link TokenIssuer}, with two EHR clients that have data: a
 * patient, an encounter, an administration and a claim each, with ids that end in the client's
 * letter.
 */
final class SecuredServer implements AutoCloseable {
  private static final String JWT = "--spring.security.oauth2.resourceserver.jwt.";

  private final TokenIssuer issuer = TokenIssuer.shared();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final RunningServer server;

  SecuredServer(String... further) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                JWT + "issuer-uri=" + issuer.issuer(),
                JWT + "audiences=" + TokenIssuer.AUDIENCE,
                "--price-units.security.token-endpoint=" + issuer.issuer() + "/oauth2/token",
                "--price-units.security.authorization-endpoint="
                    + issuer.issuer()
                    + "/oauth2/authorize",
                "--price-units.security.partitions.ehr-a=1",
                "--price-units.security.partitions.ehr-b=2",
                "--price-units.security.seeing-all-partitions=tester",
                "--price-units.security.knowledge-editors=editor",
                "--price-units.audit.to=store"));
    arguments.addAll(List.of(further));
    server = RunningServer.start(TestDatabase.newDatabase(), arguments.toArray(String[]::new));
    store("a");
    store("b");
  }

  RunningServer running() {
    return server;
  }

  private void store(String letter) {
    for (Map.Entry<String, String> resource : Bodies.STORED.entrySet()) {
      as("ehr-" + letter)
          .body(resource.getValue().replace("{x}", letter))
          .put("/" + resource.getKey().replace("{x}", letter))
          .then()
          .statusCode(201);
    }
  }

  /** Returns a request of a caller named in the access table. */
  RequestSpecification as(String who) {
    RequestSpecification request = server.fhir();
    return who.equals("nobody")
        ? request
        : request.header("Authorization", "Bearer " + tokens.computeIfAbsent(who, this::token));
  }

  String token(String who) {
    return switch (who) {
      case "ehr-a", "ehr-b", "stranger" -> issuer.token(who, AccessScopes.EHR);
      case "tester", "editor" -> issuer.token(who, AccessScopes.EVERYTHING);
      case "payer" -> issuer.token("payer", AccessScopes.TERMINOLOGY);
      case "patients" -> issuer.token("ehr-a", AccessScopes.PATIENTS_READ_ONLY);
      case "patients-v1" -> issuer.token("ehr-a", AccessScopes.VERSION_1_READ);
      case "no-search" -> issuer.token("ehr-a", AccessScopes.READ_WITHOUT_SEARCH);
      case "conditioned" -> issuer.token("ehr-a", AccessScopes.CONDITIONED);
      case "administrations" -> issuer.token("ehr-a", AccessScopes.ADMINISTRATIONS_READ_ONLY);
      default -> forged(who);
    };
  }

  private String forged(String who) {
    JWTClaimsSet.Builder claims = issuer.claims();
    return switch (who) {
      case "expired" ->
          issuer.withClaims(
              claims
                  .issueTime(Date.from(Instant.now().minusSeconds(7200)))
                  .expirationTime(Date.from(Instant.now().minusSeconds(3600)))
                  .build());
      case "never-expires" -> issuer.withClaims(claims.expirationTime(null).build());
      case "not-yet" ->
          issuer.withClaims(
              claims.notBeforeTime(Date.from(Instant.now().plusSeconds(3600))).build());
      case "other-audience" ->
          issuer.withClaims(claims.audience("https://other.example.org").build());
      case "no-audience" -> issuer.withClaims(claims.audience((String) null).build());
      case "other-issuer" -> issuer.withClaims(claims.issuer("https://other.example.org").build());
      case "other-key" -> issuer.signedByAnother(claims.build());
      case "unsigned" -> issuer.unsigned(claims.build());
      case "hmac" -> issuer.signedWithPublicKeyAsSecret(claims.build());
      case "garbage" -> "not.a.token";
      case "no-scope" -> issuer.withClaims(claims.claim("scope", null).build());
      // A scope of a user in the token of a service: nobody has opened an app.
      case "user-scope" ->
          issuer.withClaims(claims.claim("scope", List.of("user/*.cruds", "openid")).build());
      case "biller-a" -> issuer.withClaims(app("ehr-a", "user/*.cruds openid fhirUser").build());
      case "biller-reads" ->
          issuer.withClaims(app("ehr-a", "user/Patient.r user/Claim.rs").build());
      case "biller-by-subject" ->
          issuer.withClaims(
              app("ehr-a", "user/*.cruds").claim("fhirUser", null).subject("u-17").build());
      case "biller-conditioned" ->
          issuer.withClaims(app("ehr-a", "user/Patient.rs?_id=p-a").build());
      case "patient-app" -> issuer.withClaims(app("ehr-a", "patient/*.cruds").build());
      default -> throw new IllegalArgumentException(who);
    };
  }

  /** Returns the claims of a token for an app that a biller has opened. */
  private JWTClaimsSet.Builder app(String client, String scopes) {
    return issuer
        .claims()
        .claim("client_id", client)
        .claim("fhirUser", "Practitioner/biller-7")
        .claim("scope", List.of(scopes.split(" ")));
  }

  @Override
  public void close() {
    server.close();
  }
}
