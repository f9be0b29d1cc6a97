package org.priceunits.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Tests who may read the meters, by the origin of the call and the server's trust in forwarding
 * headers.
 */
class MeterAccessTest {
  private static final List<SimpleGrantedAuthority> NOTHING =
      List.of(new SimpleGrantedAuthority("nothing"));

  /**
   * @param setting a setting of the server, {@code name=value}
   * @param header the header that a load balancer wrote
   */
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, , , false, true",
    "127.9.9.9, , , false, true",
    "::1, , , false, true",
    "192.0.2.7, , , false, false",
    "192.0.2.7, , , true, true",
    "127.0.0.1, X-Forwarded-For, , false, false",
    "127.0.0.1, Forwarded, , false, false",
    "127.0.0.1, Forwarded, , true, true",
    "127.0.0.1, , server.forward-headers-strategy=none, false, true",
    "127.0.0.1, , server.forward-headers-strategy=NATIVE, false, false",
    "127.0.0.1, , server.forward-headers-strategy=framework, false, false",
    "127.0.0.1, , server.forward-headers-strategy=framework, true, true",
    "127.0.0.1, , server.tomcat.remoteip.remote-ip-header=X-Real-IP, false, false",
    "127.0.0.1, , spring.main.cloud-platform=kubernetes, false, false"
  })
  void table(String from, String header, String setting, boolean token, boolean granted) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(from);
    if (header != null) {
      request.addHeader(header, "192.0.2.7");
    }
    MockEnvironment environment = new MockEnvironment();
    if (setting != null) {
      environment.setProperty(setting.split("=")[0], setting.split("=")[1]);
    }
    Authentication caller =
        token
            ? new TestingAuthenticationToken("payer", "token", List.copyOf(NOTHING))
            : new AnonymousAuthenticationToken("key", "nobody", NOTHING);
    assertThat(
            MeterAccess.of(environment)
                .authorize(() -> caller, new RequestAuthorizationContext(request))
                .isGranted())
        .isEqualTo(granted);
  }
}
