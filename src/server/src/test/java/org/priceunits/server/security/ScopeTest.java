package org.priceunits.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
  @ParameterizedTest
  @CsvSource({
    "system/Claim.cruds, CREATE READ UPDATE DELETE SEARCH",
    "system/Claim.rs, READ SEARCH",
    "system/Claim.u, UPDATE",
    "system/Claim.read, READ SEARCH",
    "system/Claim.write, CREATE UPDATE DELETE",
    "system/Claim.*, CREATE READ UPDATE DELETE SEARCH",
    "user/Claim.cruds, CREATE READ UPDATE DELETE SEARCH",
    "user/Claim.rs, READ SEARCH",
    "user/Claim.write, CREATE UPDATE DELETE"
  })
  void rightsAreReadInBothVersions(String text, String rights) {
    Scope scope = Scope.parse(text).orElseThrow();
    for (Right right : Right.values()) {
      assertThat(scope.grants(Set.of(right), "Claim"))
          .as(right.name())
          .isEqualTo(rights.contains(right.name()));
      assertThat(scope.grants(Set.of(right), "Patient")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "system/Claim.",
        "system/Claim.sr",
        "system/Claim.rr",
        "system/Claim.x",
        "system/claim.rs",
        "system/Claim",
        "users/Claim.rs",
        "user/Claim.rs?status=draft",
        "user/Claim.sr",
        "patient/Claim.rs",
        "system/Claim.rs?status=draft",
        "xsystem/Claim.rs",
        "openid",
        ""
      })
  void whatIsNoScopeOfABackendServiceOrAUserGrantsNothing(String text) {
    assertThat(Scope.parse(text)).isEmpty();
  }

  @Test
  void theStarIsEveryType() {
    assertThat(Scope.parse("system/*.r").orElseThrow().grants(Set.of(Right.READ), "Binary"))
        .isTrue();
  }
}
