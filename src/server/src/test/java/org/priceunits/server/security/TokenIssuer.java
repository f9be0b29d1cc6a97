package org.priceunits.server.security;

import static io.restassured.RestAssured.given;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** A running authorization server, its tokens, and forged tokens. Started once per JVM. */
final class TokenIssuer {
  /** The audience that stands for the FHIR server in a token. */
  static final String AUDIENCE = "https://fhir.example.org";

  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final long MINUTES_5 = 300;

  private final ServletWebServerApplicationContext context;

  private TokenIssuer() {
    context =
        (ServletWebServerApplicationContext)
            SpringApplication.run(
                AuthorizationServer.class,
                "--server.port=0",
                "--logging.level.org.springframework=error");
  }

  static TokenIssuer shared() {
    return Shared.ISSUER;
  }

  String issuer() {
    return "http://127.0.0.1:" + context.getWebServer().getPort();
  }

  /**
   * Returns a token as a backend service gets one: {@code client_credentials} with {@code
   * private_key_jwt}.
   */
  String token(String client, String scopes) {
    return given()
        .baseUri(issuer())
        .formParam("grant_type", "client_credentials")
        .formParam("client_id", client)
        .formParam("scope", scopes)
        .formParam("client_assertion_type", ASSERTION_TYPE)
        .formParam("client_assertion", assertion(client))
        .post("/oauth2/token")
        .then()
        .statusCode(200)
        .extract()
        .path("access_token");
  }

  private String assertion(String client) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(client)
            .subject(client)
            .audience(issuer() + "/oauth2/token")
            .jwtID(UUID.randomUUID().toString())
            .expirationTime(Date.from(Instant.now().plusSeconds(MINUTES_5)))
            .build();
    return signed(claims, context.getBean(ClientKeys.class).key(), JWSAlgorithm.RS384);
  }

  /** Returns a token signed by the server's own key, with different claims. */
  String withClaims(JWTClaimsSet claims) {
    return signed(claims, context.getBean("serverKey", RSAKey.class), JWSAlgorithm.RS256);
  }

  /** Returns a token that is valid except for the key. */
  String signedByAnother(JWTClaimsSet claims) {
    RSAKey known = context.getBean("serverKey", RSAKey.class);
    RSAKey other =
        new RSAKey.Builder(context.getBean(ClientKeys.class).key()).keyID(known.getKeyID()).build();
    return signed(claims, other, JWSAlgorithm.RS256);
  }

  /** Returns a token with {@code alg: none}. */
  String unsigned(JWTClaimsSet claims) {
    return new PlainJWT(claims).serialize();
  }

  /** Returns a token with an HMAC that uses the published key as the secret. */
  String signedWithPublicKeyAsSecret(JWTClaimsSet claims) {
    try {
      byte[] secret = context.getBean("serverKey", RSAKey.class).toRSAPublicKey().getEncoded();
      SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
      jwt.sign(new com.nimbusds.jose.crypto.MACSigner(secret));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the claims of a valid token with all rights. */
  JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .subject("forged")
        .audience(AUDIENCE)
        .claim("scope", List.of("system/*.cruds"))
        .issueTime(Date.from(Instant.now()))
        .expirationTime(Date.from(Instant.now().plusSeconds(MINUTES_5)));
  }

  private static String signed(JWTClaimsSet claims, RSAKey key, JWSAlgorithm algorithm) {
    try {
      SignedJWT jwt =
          new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Shared {
    static final TokenIssuer ISSUER = new TokenIssuer();
  }
}
