package org.priceunits.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedAddressesTest {
  private static final AllowedAddresses ALLOWED =
      new AllowedAddresses(
          List.of("https://files.example.org/exports", "http://lab.example.org:81"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://files.example.org/exports",
        "https://files.example.org/exports/a.ndjson?sig=1",
        "https://FILES.example.org:443/exports/2025/b.ndjson",
        "http://lab.example.org:81/x"
      })
  void whatLiesBelowAnAllowedAddressIsAllowed(String address) throws Exception {
    assertThat(ALLOWED.checked(address).toString()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://files.example.org/exports/a",
        "https://files.example.org/exports-of-others/a",
        "https://files.example.org/",
        "https://files.example.org:8443/exports/a",
        "https://files.example.org.evil.example/exports/a",
        "https://files.example.org@evil.example/exports/a",
        "https://evil.example/exports/a",
        "https://files.example.org/exports/../secret",
        "https://files.example.org/exports/%2e%2e/secret",
        "https://files.example.org/exports/..%2Fsecret",
        "https://files.example.org/exports/..;/secret",
        "https://files.example.org/exports/..%3b/secret",
        "https://files.example.org/exports/a#b",
        "https://files.example.org\\@evil.example/exports",
        "http://lab.example.org/x",
        "file:///etc/passwd",
        "ftp://files.example.org/exports/a",
        "exports/a",
        ""
      })
  void anyOtherAddressIsRefused(String address) {
    assertThatThrownBy(() -> ALLOWED.checked(address)).isInstanceOf(FetchRefusedException.class);
  }

  @Test
  void noAddressIsAllowedByDefault() {
    assertThatThrownBy(
            () -> new AllowedAddresses(List.of()).checked("https://files.example.org/exports/a"))
        .hasMessageContaining("Ask its operator");
  }

  @ParameterizedTest
  @ValueSource(strings = {"files.example.org", "https://files.example.org/a?b=c", "ftp://a/b"})
  void aSettingThatIsNoAddressStopsTheStart(String setting) {
    assertThatThrownBy(() -> new AllowedAddresses(List.of(setting)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
