package org.priceunits.pricing;

import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.CallRefusedException.Reason.NOT_USABLE;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.fhir.Canonicals;

/** Tests that the answers of a batch, which are Bundles in a Bundle, are read. */
class BundlesInBundlesAreReadTest {

  private static Bundle bundle(Resource... resources) {
    Bundle bundle = new Bundle().setType(BundleType.BATCHRESPONSE);
    for (Resource resource : resources) {
      bundle.addEntry().setResource(resource);
    }
    return bundle;
  }

  private static Bundle nested(int times, Resource resource) {
    Bundle bundle = bundle(resource);
    for (int i = 0; i < times; i++) {
      bundle = bundle(bundle);
    }
    return bundle;
  }

  private static Resource given(String id) {
    return dose("6 mg").id(id).on("2024-05-01").medication(new Reference("Medication/m1")).record();
  }

  private static Medication medication() {
    Medication medication = new Medication();
    medication.setCode(new CodeableConcept(new Coding(Canonicals.NDC, "58468-0200-01", null)));
    medication.setId("m1");
    return medication;
  }

  private static Call call(Bundle bundle) {
    return Call.body(bundle).query("payer", "medicare");
  }

  @Test
  void everySearchOfABatchCounts() {
    call(bundle(bundle(given("a1")), bundle(given("a2")), bundle(medication())))
        .lines("J0202 12")
        .statuses("priced", "priced");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void bundlesAreReadUpToFiveDeep(int nested) {
    call(nested(nested, given("a1"))).query("billingCode", "J0202").lines("J0202 6");
    Call.of(dose("6 mg").on("2024-05-01").medication(new Reference("Medication/m1")))
        .resource("resource", nested(nested, medication()))
        .lines("J0202 6");
  }

  @Test
  void deeperOnesAreRefused() {
    call(nested(6, given("a1")))
        .query("billingCode", "J0202")
        .refused(NOT_USABLE, "parameter-not-valid", "Bundle" + ".entry[0].resource".repeat(6));
    Call.of(dose("6 mg").on("2024-05-01").medication(new Reference("Medication/m1")))
        .resource("resource", nested(6, medication()))
        .refused(NOT_USABLE, "parameter-not-valid", "Bundle");
  }

  @Test
  void aPageInABatchIsIncomplete() {
    Bundle page = bundle(given("a1"));
    page.addLink().setRelation(Bundle.LINK_NEXT).setUrl("http://a.example.org/next");
    call(bundle(page)).query("billingCode", "J0202").lines("J0202 6").says("bundle-incomplete");
  }

  /**
   * Where the call names nothing else, the administrations of a Bundle are what is to be priced.
   */
  @Test
  void aBundleAloneInParametersIsPriced() {
    Call.of()
        .resource("resource", bundle(bundle(given("a1")), bundle(medication())))
        .lines("J0202 6");
    Call.of(dose("12 mg").id("x").on("2024-05-01"))
        .code("J0202")
        .resource("resource", bundle(given("a1")))
        .lines("J0202 12");
  }
}
