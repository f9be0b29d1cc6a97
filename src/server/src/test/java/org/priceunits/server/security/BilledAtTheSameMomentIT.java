package org.priceunits.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.interceptor.api.IAnonymousInterceptor;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Pointcut;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Claim;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests a dose that two callers bill before either of them has committed. */
class BilledAtTheSameMomentIT {
  private static final long LONGER_THAN_AN_ANSWER_SECONDS = 3;

  private static SecuredServer server;

  @BeforeAll
  static void start() {
    server = new SecuredServer();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tester, ehr-a, 1",
    "ehr-a, tester, 1",
    "ehr-a, ehr-a, 1",
    "tester, tester, 1",
    "ehr-a, ehr-b, 2"
  })
  void onlyOneOfThoseWhoShareADoseBillsIt(String first, String second, int claims)
      throws Exception {
    CountDownLatch looked = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    IAnonymousInterceptor slow =
        (pointcut, arguments) -> {
          if (arguments.get(IBaseResource.class) instanceof Claim && looked.getCount() > 0) {
            looked.countDown();
            await(answered);
          }
        };
    IInterceptorService store = server.running().bean(IInterceptorService.class);
    store.registerAnonymousInterceptor(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED, slow);
    try {
      String dose = "at-once-" + first + "-" + second;
      CompletableFuture<Response> one = CompletableFuture.supplyAsync(() -> bill(first, dose));
      assertThat(looked.await(20, TimeUnit.SECONDS)).isTrue();
      Response other = bill(second, dose);
      answered.countDown();

      List<Integer> statuses =
          List.of(one.get(20, TimeUnit.SECONDS).statusCode(), other.statusCode());
      assertThat(statuses).containsOnly(201, claims == 1 ? 409 : 201);
      assertThat(statuses.stream().filter(status -> status == 201)).hasSize(claims);
    } finally {
      store.unregisterInterceptor(slow);
    }
  }

  private static void await(CountDownLatch answered) {
    try {
      answered.await(LONGER_THAN_AN_ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Response bill(String who, String dose) {
    return server
        .as(who)
        .body(
            """
            {"resourceType": "Claim", "status": "draft", "use": "claim", "created": "2012-03-03",
             "identifier": [{"system": "https://price-units.github.io/fhir/sid/priced-administration", "value": "%s"}],
             "type": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/claim-type", "code": "professional"}]},
             "patient": {"display": "x"}, "provider": {"display": "x"}, "priority": {"text": "x"},
             "insurance": [{"sequence": 1, "focal": true, "coverage": {"display": "x"}}]}
            """
                .formatted(dose))
        .post("/Claim");
  }
}
