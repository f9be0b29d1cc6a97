package org.priceunits.server.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

class NetworkExposureTest {
  private static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";
  private static final String AUDIENCES = "spring.security.oauth2.resourceserver.jwt.audiences";

  private final MockEnvironment settings = new MockEnvironment();

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1", "localhost"})
  void loopbackNeedsNoToken(String address) {
    settings.setProperty("server.address", address);
    assertThatCode(this::start).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0.0.0.0", "::", "192.0.2.7", "no-such-host.invalid"})
  void beyondLoopbackTheStartIsRefusedWithoutAnIssuer(String address) {
    settings.setProperty("server.address", address);
    assertThatThrownBy(this::start)
        .isInstanceOf(UnsafeSettingsException.class)
        .hasMessageContaining("nobody would need a token");
  }

  @Test
  void noAddressMeansEveryAddress() {
    assertThatThrownBy(this::start).isInstanceOf(UnsafeSettingsException.class);
  }

  @Test
  void anOperatorMayOpenItByName() {
    settings.setProperty("price-units.security.open-to-network", "true");
    assertThatCode(this::start).doesNotThrowAnyException();
  }

  @Test
  void anIssuerNeedsAnAudience() {
    settings.setProperty(ISSUER, "https://issuer.example.org");
    assertThatThrownBy(this::start).hasMessageContaining("for whom");
    settings.setProperty(AUDIENCES, "https://fhir.example.org");
    assertThatCode(this::start).doesNotThrowAnyException();
  }

  private void start() {
    GenericApplicationContext context = new GenericApplicationContext();
    context.setEnvironment(settings);
    new NetworkExposure().initialize(context);
  }
}
