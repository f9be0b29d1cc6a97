package org.priceunits.server.bulk;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.interceptor.executor.InterceptorService;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnDraftsTest {
  @ParameterizedTest
  @CsvSource({
    "Patient/p1, Patient/p1, true",
    "Patient/p1, Patient/p2, false",
    "Patient/p1, Patient/p11, false",
    "Patient/p1, Patient/p1/_history/2, true",
    "Patient/p1, http://here.example.org/fhir/Patient/p1, true",
    "Patient/p1, http://a.example.org/fhir/Patient/p1, false",
    "urn:uuid:1, urn:uuid:2, true",
    "http://a.example.org/fhir/Patient/p1, http://a.example.org/fhir/Patient/p1, true",
    "http://a.example.org/fhir/Patient/p1, http://b.example.org/fhir/Patient/p1, false"
  })
  void aDraftOfAnotherPatientIsKept(String before, String after, boolean replaced) {
    InterceptorService interceptors =
        (InterceptorService) OwnDrafts.only("http://here.example.org/fhir");
    OwnDrafts drafts = (OwnDrafts) interceptors.getAllRegisteredInterceptors().get(0);
    Claim stored = claim(before);
    stored.setId("Claim/1");

    if (replaced) {
      assertThatCode(() -> drafts.updated(stored, claim(after))).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> drafts.updated(stored, claim(after)))
          .hasMessageContaining("Claim/1 is of another patient");
    }
  }

  private static Claim claim(String patient) {
    return new Claim().setPatient(new Reference(patient));
  }
}
