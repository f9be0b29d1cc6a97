package org.priceunits.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Tests which headers HAPI does not see. */
class PlainHeadersTest {
  @ParameterizedTest
  @CsvSource({
    "X-Transaction-Semantics, true",
    "x-transaction-semantics, true",
    "X-Meta-Snapshot-Mode, true",
    "X-Upsert-Extistence-Check, true",
    "X-Retry-On-Version-Conflict, true",
    "X-Rewrite-History, true",
    "X-Request-ID, false",
    "If-None-Exist, false"
  })
  void headersThatChangeWhatIsDoneAreHidden(String name, boolean hidden) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader(name, "x");
    PlainHeaders plain = new PlainHeaders(request, Set.of());
    assertThat(plain.getHeader(name) == null).isEqualTo(hidden);
    assertThat(Collections.list(plain.getHeaderNames()).isEmpty()).isEqualTo(hidden);
  }
}
