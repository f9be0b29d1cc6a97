package org.priceunits.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.jpa.partition.RequestPartitionHelperSvc;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Enumerations.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;

/**
 * Tests who may write reference data, by the server's settings, the client, and the origin of the
 * call.
 */
class KnowledgeEditorsTest {
  private static final AccessProperties ACCESS =
      new AccessProperties(
          false, null, null, List.of(), Map.of(), Set.of(), Set.of("editor"), Set.of());

  private final List<Integer> refusals = new ArrayList<>();

  /**
   * @param issuer true if tokens are required
   * @param address the server's listening address
   * @param client the client whose token came, if any
   * @param header the header that a load balancer wrote
   */
  @ParameterizedTest
  @CsvSource({
    "true, 0.0.0.0, editor, 192.0.2.7, , true",
    "true, 0.0.0.0, other, 192.0.2.7, , false",
    "true, 127.0.0.1, other, 127.0.0.1, , false",
    "true, 127.0.0.1, , 127.0.0.1, , false",
    "false, 127.0.0.1, , 127.0.0.1, , true",
    "false, 127.0.0.1, , 127.0.0.1, X-Forwarded-For, true",
    "false, 0.0.0.0, , 127.0.0.1, , true",
    "false, 0.0.0.0, , ::1, , true",
    "false, , , 127.0.0.1, , true",
    "false, 0.0.0.0, , 192.0.2.7, , false",
    "false, 0.0.0.0, , 127.0.0.1, X-Forwarded-For, false",
    "false, 0.0.0.0, , 127.0.0.1, Forwarded, false"
  })
  void table(
      boolean issuer, String address, String client, String from, String header, boolean allowed) {
    MockEnvironment environment = new MockEnvironment();
    if (issuer) {
      environment.setProperty(TokenNeeded.ISSUER, "https://issuer.example.org");
    }
    if (address != null) {
      environment.setProperty("server.address", address);
    }
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(from);
    if (header != null) {
      request.addHeader(header, "192.0.2.7");
    }
    if (client != null) {
      new Caller(client, null, List.of()).putOn(request);
    }
    ServletRequestDetails details = new ServletRequestDetails();
    details.setServletRequest(request);
    KnowledgeEditors editors =
        KnowledgeEditors.of(ACCESS, environment, (refused, status) -> refusals.add(status));

    ThrowingCallable write = () -> editors.created(new CodeSystem(), details);

    if (allowed) {
      assertThatCode(write).doesNotThrowAnyException();
      assertThat(refusals).isEmpty();
    } else {
      assertThatThrownBy(write)
          .isInstanceOf(ForbiddenOperationException.class)
          .hasMessageContaining("CodeSystem")
          .hasMessageContaining("price-units.security.knowledge-editors");
      assertThat(refusals).containsExactly(403);
    }
  }

  @Test
  void whatTheServerLoadsItselfIsNotAskedAbout() {
    MockEnvironment environment =
        new MockEnvironment().withProperty(TokenNeeded.ISSUER, "https://issuer.example.org");
    KnowledgeEditors editors =
        KnowledgeEditors.of(ACCESS, environment, (refused, status) -> refusals.add(status));
    editors.created(new CodeSystem(), new SystemRequestDetails());
    assertThat(refusals).isEmpty();
  }

  /** HAPI stores some types outside all partitions; each of them is among the shared ones. */
  @Test
  void everyTypeThatNoPartitionKeepsApartIsCommon() {
    RequestPartitionHelperSvc partitions = new RequestPartitionHelperSvc();
    for (ResourceType type : ResourceType.values()) {
      if (type != ResourceType.NULL && !partitions.isResourcePartitionable(type.toCode())) {
        assertThat(CommonTypes.KNOWLEDGE).contains(type.toCode());
      }
    }
  }
}
