package org.priceunits.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.hibernate.TransactionException;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.server.guard.RefusalWriter;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.TransactionTimedOutException;

class LimitsTest {
  private final RequestRateFilter twoPerSecond =
      new RequestRateFilter(2, new TooMany(new RefusalWriter(FhirContext.forR4Cached())));
  private final PricingSlots oneSlot = new PricingSlots(1);

  @Test
  void theThirdRequestInASecondWaitsAndOtherAddressesDoNot() throws Exception {
    assertThat(call("192.0.2.1").getStatus()).isEqualTo(200);
    assertThat(call("192.0.2.1").getStatus()).isEqualTo(200);
    MockHttpServletResponse third = call("192.0.2.1");
    assertThat(third.getStatus()).isEqualTo(429);
    assertThat(third.getHeader("Retry-After")).isEqualTo("1");
    assertThat(third.getContentAsString()).contains("OperationOutcome", "throttled");
    assertThat(call("192.0.2.2").getStatus()).isEqualTo(200);
  }

  private MockHttpServletResponse call(String address) throws IOException, ServletException {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/fhir/Patient");
    request.setRemoteAddr(address);
    MockHttpServletResponse response = new MockHttpServletResponse();
    twoPerSecond.doFilter(request, response, new MockFilterChain());
    return response;
  }

  @Test
  void aRequestHoldsOneSlotHoweverOftenItPricesAndGivesItBack() {
    MockHttpServletRequest first = new MockHttpServletRequest();
    MockHttpServletRequest second = new MockHttpServletRequest();
    oneSlot.open(first);
    oneSlot.open(second);
    oneSlot.take(pricing(first));
    assertThatCode(() -> oneSlot.take(pricing(first))).doesNotThrowAnyException();
    assertThatThrownBy(() -> oneSlot.take(pricing(second)))
        .isInstanceOfSatisfying(
            BaseServerResponseException.class,
            refusal -> {
              assertThat(refusal.getStatusCode()).isEqualTo(429);
              assertThat(refusal.getResponseHeaders()).containsKey("Retry-After");
              assertThat(((OperationOutcome) refusal.getOperationOutcome()).getIssue())
                  .singleElement()
                  .satisfies(i -> assertThat(i.getCode()).isEqualTo(IssueType.THROTTLED));
            });
    oneSlot.close(second);
    assertThatThrownBy(() -> oneSlot.take(pricing(second)))
        .isInstanceOf(BaseServerResponseException.class);
    oneSlot.close(first);
    assertThatCode(() -> oneSlot.take(pricing(second))).doesNotThrowAnyException();
  }

  @Test
  void validationsHaveSlotsOfTheirOwn() {
    PricingSlots one = PricingSlots.ofValidations(1);
    MockHttpServletRequest first = new MockHttpServletRequest();
    MockHttpServletRequest second = new MockHttpServletRequest();
    one.open(first);
    one.open(second);
    one.take(asking(first, "$validate"));
    assertThatCode(() -> one.take(pricing(second))).doesNotThrowAnyException();
    assertThatThrownBy(() -> one.take(asking(second, "$validate")))
        .isInstanceOf(BaseServerResponseException.class);
  }

  @Test
  void listsAreBoundedWhereverTheyAre() {
    ListLength limit = new ListLength(3, 5);
    MedicationAdministration four = new MedicationAdministration();
    IntStream.range(0, 4).forEach(i -> four.addReasonCode().setText("x"));
    Bundle bundle = new Bundle();
    IntStream.range(0, 4).forEach(i -> bundle.addEntry().setResource(new Patient()));
    assertThatCode(() -> limit.received(having(bundle))).doesNotThrowAnyException();
    bundle.addEntry().setResource(four);
    CodeSystem system = new CodeSystem();
    IntStream.range(0, 5).forEach(i -> system.addConcept().setCode("c" + i));
    assertThatCode(() -> limit.received(having(system))).doesNotThrowAnyException();
    system.getConcept().get(0).addConcept().setCode("inner");

    assertThat(refusal(limit, four)).isEqualTo("MedicationAdministration.reasonCode");
    assertThat(refusal(limit, bundle)).isEqualTo("MedicationAdministration.reasonCode");
    assertThat(refusal(limit, system)).isEqualTo("CodeSystem");
  }

  /** Only its parts are long by nature. */
  @Test
  void referenceDataHasTheBoundOfListsToo() {
    ListLength limit = new ListLength(3, 5);
    ValueSet set = new ValueSet();
    IntStream.range(0, 3).forEach(i -> set.addIdentifier().setValue("i" + i));
    IntStream.range(0, 4).forEach(i -> set.getCompose().addInclude().setSystem("urn:" + i));
    assertThatCode(() -> limit.received(having(set))).doesNotThrowAnyException();
    set.addIdentifier().setValue("one more");
    assertThat(refusal(limit, set)).isEqualTo("ValueSet.identifier");
    CodeSystem system = new CodeSystem();
    IntStream.range(0, 4).forEach(i -> system.addConcept().setCode("c" + i));
    IntStream.range(0, 4).forEach(i -> system.getConceptFirstRep().addDesignation().setValue("d"));
    assertThat(refusal(limit, system)).isEqualTo("CodeSystem.concept.designation");
  }

  /** The validator compares them with each other; a batch of as many is carried out. */
  @Test
  void entriesThatAreValidatedAreAList() {
    ListLength limit = new ListLength(3, 5);
    Bundle bundle = new Bundle();
    IntStream.range(0, 4).forEach(i -> bundle.addEntry().setResource(new Patient()));
    ServletRequestDetails validation = asking(new MockHttpServletRequest(), "$validate");
    validation.setResource(bundle);
    ServletRequestDetails wrapped = asking(new MockHttpServletRequest(), "$validate");
    wrapped.setResource(
        (Resource)
            new Parameters().addParameter(new ParametersParameterComponent().setResource(bundle)));
    for (ServletRequestDetails request : List.of(validation, wrapped)) {
      assertThatThrownBy(() -> limit.received(request))
          .isInstanceOfSatisfying(
              BaseServerResponseException.class,
              refused -> assertThat(refused.getStatusCode()).isEqualTo(413));
    }
    assertThatCode(() -> limit.received(having(bundle))).doesNotThrowAnyException();
    bundle.getEntry().remove(0);
    assertThatCode(() -> limit.received(validation)).doesNotThrowAnyException();
  }

  /** CMS's HCPCS has 9,000 codes; storing 100,000 takes minutes on a busy machine. */
  @ParameterizedTest
  @CsvSource({"9000, true", "40000, true", "40001, false"})
  void theUsualBoundTakesTheHcpcs(int codes, boolean taken) {
    LimitProperties usual =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("price-units.limits", LimitProperties.class);
    ListLength limit = new ListLength(usual.listLength(), usual.referenceDataParts());
    CodeSystem system = new CodeSystem();
    IntStream.range(0, codes).forEach(i -> system.addConcept().setCode("c" + i));
    if (taken) {
      assertThatCode(() -> limit.received(having(system))).doesNotThrowAnyException();
    } else {
      assertThat(refusal(limit, system)).isEqualTo("CodeSystem");
    }
  }

  private static String refusal(ListLength limit, Resource resource) {
    BaseServerResponseException refused =
        catchThrowableOfType(
            () -> limit.received(having(resource)), BaseServerResponseException.class);
    assertThat(refused.getStatusCode()).isEqualTo(413);
    return ((OperationOutcome) refused.getOperationOutcome())
        .getIssueFirstRep()
        .getExpression()
        .get(0)
        .getValue();
  }

  private static ServletRequestDetails having(Resource resource) {
    ServletRequestDetails details = new ServletRequestDetails();
    details.setResource(resource);
    return details;
  }

  @Test
  void aRequestHasItsTimeAndTheNextOneHasItsOwn() {
    TimeLimit none = new TimeLimit(Duration.ZERO);
    assertThatCode(none::check).doesNotThrowAnyException();
    none.begin();
    assertThatThrownBy(none::check)
        .isInstanceOfSatisfying(
            BaseServerResponseException.class,
            refusal -> assertThat(refusal.getStatusCode()).isEqualTo(503));
    none.end();
    assertThatCode(none::check).doesNotThrowAnyException();

    TimeLimit enough = new TimeLimit(Duration.ofDays(1));
    enough.begin();
    assertThatCode(enough::check).doesNotThrowAnyException();
  }

  @Test
  void timeoutsOfTheDatabaseAreNoFaultsAndFaultsAreNoTimeouts() {
    TimeLimit limit = new TimeLimit(Duration.ofSeconds(5));
    for (Exception timeout :
        List.of(
            new SQLTimeoutException(),
            new SQLException("canceled", "57014"),
            new TransactionTimedOutException("deadline"),
            new TransactionException("transaction timeout expired"))) {
      assertThat(limit.refused(new IllegalStateException(timeout), null))
          .as(timeout.toString())
          .isNotNull()
          .satisfies(refusal -> assertThat(refusal.getStatusCode()).isEqualTo(503));
    }
    assertThat(limit.refused(new IllegalStateException(new TransactionException("broken")), null))
        .isNull();
  }

  /** Only a call that has an asynchronous form is told of it. */
  @ParameterizedTest
  @CsvSource({
    "$price-units, MedicationAdministration, , true",
    "$price-units, MedicationAdministration, a1, false",
    "$check-units, Claim, , false",
    ", MedicationAdministration, , false"
  })
  void aPricingThatIsOutOfTimeIsToldOfTheJob(
      @Nullable String operation, String type, @Nullable String id, boolean job) {
    ServletRequestDetails request = new ServletRequestDetails();
    request.setOperation(operation);
    request.setResourceName(type);
    request.setId(id == null ? null : new IdType(id));
    TimeLimit none = new TimeLimit(Duration.ZERO);
    none.begin();
    BaseServerResponseException own =
        catchThrowableOfType(none::check, BaseServerResponseException.class);

    for (Throwable outOfTime : List.of(own, new SQLTimeoutException())) {
      BaseServerResponseException told =
          Objects.requireNonNullElse(none.refused(outOfTime, request), own);
      assertThat(told.getStatusCode()).isEqualTo(503);
      String text =
          ((OperationOutcome) told.getOperationOutcome()).getIssueFirstRep().getDiagnostics();
      assertThat(text.contains("Prefer: respond-async")).as(text).isEqualTo(job);
    }
  }

  private static ServletRequestDetails pricing(MockHttpServletRequest request) {
    return asking(request, "$price-units");
  }

  private static ServletRequestDetails asking(MockHttpServletRequest request, String operation) {
    ServletRequestDetails details = new ServletRequestDetails();
    details.setServletRequest(request);
    details.setOperation(operation);
    return details;
  }
}
