package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests doses of one line that were given by different routes, or at different sites. */
class DosesGivenDifferentlyAreNoticedTest {
  private static final String ISSUE = "given-differently";

  private static Administered given(String id, String route, String site) {
    Administered given =
        dose("1 mg")
            .id(id)
            .on("2024-05-01T10:00:00-05:00")
            .medication(new CodeableConcept().setText("drug"));
    if (!route.isEmpty()) {
      given.record().getDosage().setRoute(new CodeableConcept().setText(route));
    }
    if (site.startsWith("code:")) {
      given
          .record()
          .getDosage()
          .setSite(new CodeableConcept(new Coding("urn:site", site.substring(5), null)));
    } else if (!site.isEmpty()) {
      given.record().getDosage().setSite(new CodeableConcept().setText(site));
    }
    return given;
  }

  private static Call call(String route, String site, String otherRoute, String otherSite) {
    return Call.of(given("a1", route, site), given("a2", otherRoute, otherSite)).code("J3262");
  }

  /** Route and site of two records, and what the warning names. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "intravenous, '', subcutaneous, '', 'routes are on one line: intravenous, subcutaneous'",
        "IV, '', SC, '', 'intravenous, subcutaneous'",
        "'', right eye, '', left eye, 'sites are on one line: right eye, left eye'",
        "'', code:RE, '', code:LE, 'RE, LE'",
        "IV, '', intravenous, '', -",
        "intravenous, '', injection, '', -",
        "intravenous, '', '', '', -",
        "'', Left eye, '', left eye, -",
        "'', left eye, '', '', -",
        "by the usual way, '', intravenous, '', -"
      })
  void differentRoutesAndSitesOfOneLineAreNamed(
      String route, String site, String otherRoute, String otherSite, String named) {
    Call call = call(route, site, otherRoute, otherSite).lines("J3262 2");
    if (named == null) {
      call.neverSays(ISSUE);
    } else {
      assertThat(call.says(ISSUE).texts(ISSUE))
          .singleElement()
          .asString()
          .contains(named, "statement.modifier");
    }
  }

  @Test
  void bothAreNamed() {
    assertThat(call("IV", "left arm", "SC", "abdomen").texts(ISSUE)).hasSize(2);
  }

  @Test
  void modifiersTellThemApart() {
    Call.of(given("a1", "IV", "right arm"), given("a2", "SC", "left arm"))
        .code("J3262")
        .statement("MedicationAdministration/a1")
        .part("modifier", new CodeType("JA"))
        .end()
        .statement("MedicationAdministration/a2")
        .part("modifier", new CodeType("JB"))
        .end()
        .lines("J3262 1 JA", "J3262 1 JB")
        .neverSays(ISSUE);
  }
}
