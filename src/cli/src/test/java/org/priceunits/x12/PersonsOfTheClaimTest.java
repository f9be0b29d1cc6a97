package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.CareTeamComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who attended, rendered, referred and supervised: loops 2310 and 2420A. */
class PersonsOfTheClaimTest {
  private static final String JONES = "1*JONES*ANN****XX*1245319599~";
  private static final String SMITH = "1*SMITH*BOB****XX*1234567893~";
  private static final String AT = "Parameters.parameter[0].resource.careTeam";

  @ParameterizedTest
  @CsvSource({
    "professional, rendering, 82",
    "professional, referring, DN",
    "professional, supervising, DQ",
    "professional, supervisor, DQ",
    "institutional, referring, DN",
  })
  void aRoleHasItsSegment(String type, String role, String kind) {
    assertThat(
            Office.file(
                call(
                    type,
                    c -> {
                      if (role.equals("rendering")) {
                        c.setCareTeam(null);
                      }
                      member(c, role, "d2");
                    })))
        .contains("NM1*" + kind + "*" + SMITH);
  }

  @Test
  void thePersonsStandInTheOrderOfTheGuide() {
    Consumer<Claim> change =
        c -> {
          member(c, "supervising", "d2");
          member(c, "referring", "d2");
        };

    assertThat(Office.file(call("professional", change)))
        .contains("NM1*DN*" + SMITH + "\nNM1*82*" + JONES + "\nNM1*DQ*" + SMITH);
    assertThat(Office.file(call("institutional", c -> member(c, "referring", "d2"))))
        .contains("NM1*71*" + JONES + "\nNM1*DN*" + SMITH);
  }

  /** Nurses and pharmacists give drugs: who rendered the service is stated, never taken from it. */
  @ParameterizedTest
  @CsvSource({
    "d2, , x12-left-out",
    "d2, 207RH0003X, x12-left-out",
    "d2, 183500000X, x12-left-out",
    "d2, 163WI0500X, ",
    "unnumbered, , ",
    "absent, , x12-left-out",
    "absent, 163WI0500X, "
  })
  void whoGaveTheDrugIsNotTheRenderingProvider(String id, String taxonomy, String issue) {
    Parameters call =
        call(
            "professional",
            c -> {
              c.setCareTeam(null);
              CareTeamComponent gave = member(c, "performing", id);
              if (taxonomy != null) {
                gave.setQualification(new CodeableConcept(new Coding("", taxonomy, null)));
              }
            });
    Practitioner other = new Practitioner();
    other.addName().setFamily("WARD");
    other.setId("unnumbered");
    call.addParameter().setName("resource").setResource(other);
    ToX12Operation.Answer answer = Office.write(call);

    assertThat(answer.files().get(0)).doesNotContain("NM1*82*");
    assertThat(answer.issues())
        .extracting(i -> i.code().code())
        .isEqualTo(issue == null ? List.of() : List.of(issue));
  }

  @Test
  void nothingIsSaidOfAGiverWhoBills() {
    Parameters call =
        call(
            "professional",
            c -> {
              c.setCareTeam(null).setProvider(new Reference("Practitioner/d2"));
              member(c, "performing", "d2");
            });
    Office.change(
        call,
        Organization.class,
        o ->
            call.getParameter().stream()
                .map(p -> p.getResource())
                .filter(r -> r instanceof Practitioner && "d2".equals(r.getIdPart()))
                .map(Practitioner.class::cast)
                .forEach(
                    p -> p.setAddress(o.getAddress()).addIdentifier(o.getIdentifier().get(1))));
    ToX12Operation.Answer answer = Office.write(call);

    assertThat(answer.issues()).isEmpty();
    assertThat(answer.files().get(0)).contains("NM1*85*" + SMITH).doesNotContain("NM1*82*");
  }

  @Test
  void aLineNamesWhoElseRenderedIt() {
    Parameters call =
        call(
            "professional",
            c -> {
              c.setCareTeam(null);
              member(c, "rendering", "d1");
              member(c, "rendering", "d2");
              c.getItem().get(0).setCareTeamSequence(null).addCareTeamSequence(1);
              c.getItem().get(1).setCareTeamSequence(null).addCareTeamSequence(2);
            });
    String file = Office.file(call);

    assertThat(file).contains("NM1*82*" + JONES + "\nLX*1~");
    assertThat(file.substring(file.indexOf("LX*2~"))).contains("NM1*82*" + SMITH);
  }

  @ParameterizedTest
  @CsvSource({
    "professional, rendering",
    "professional, referring",
    "institutional, attending",
  })
  void severalInOneRoleAreNotGuessedAt(String type, String role) {
    Parameters call =
        call(
            type,
            c -> {
              c.setCareTeam(null);
              member(c, role, "d1");
              member(c, role, "d2");
            });

    assertThat(Office.write(call).issues()).extracting(X12Issue::path).containsExactly(AT);
  }

  /** A line with two is as open as one with none. */
  @ParameterizedTest
  @CsvSource({"1, true", "2, false", "none, false"})
  void aLineNamesOneWhoRenderedIt(String of, boolean written) {
    Parameters call =
        call(
            "professional",
            c -> {
              c.setCareTeam(null);
              member(c, "rendering", "d1");
              member(c, "rendering", "d2");
              c.getItem().forEach(item -> item.setCareTeamSequence(null).addCareTeamSequence(1));
              if (of.equals("2")) {
                c.getItem().get(1).addCareTeamSequence(2);
              } else if (of.equals("none")) {
                c.getItem().get(1).setCareTeamSequence(null);
              }
            });

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::path)
        .isEqualTo(written ? List.of() : List.of(AT));
  }

  /** Nobody bills what another did whose Practitioner was not sent. */
  @ParameterizedTest
  @CsvSource({
    "professional, rendering",
    "professional, referring",
    "institutional, attending",
  })
  void oneWhoIsNotThereIsMissingBesideAnother(String type, String role) {
    Parameters call =
        call(
            type,
            c -> {
              c.setCareTeam(null);
              member(c, role, "d1");
              member(c, role, "absent");
              c.getItem().get(0).setCareTeamSequence(null).addCareTeamSequence(1);
              c.getItem().get(1).setCareTeamSequence(null).addCareTeamSequence(2);
            });
    ToX12Operation.Answer answer = Office.write(call);

    assertThat(answer.files()).isEmpty();
    assertThat(answer.issues())
        .extracting(i -> i.code().code() + " " + i.path())
        .containsExactly("x12-data-missing " + AT + ".provider");
  }

  @Test
  void aHospitalsClaimHasNoPlaceForASupervisor() {
    Parameters call = call("institutional", c -> member(c, "supervising", "d2"));

    assertThat(Office.write(call).issues()).extracting(X12Issue::path).containsExactly(AT);
  }

  private static CareTeamComponent member(Claim claim, String role, String id) {
    return claim
        .addCareTeam()
        .setSequence(claim.getCareTeam().size())
        .setProvider(new Reference("Practitioner/" + id))
        .setRole(new CodeableConcept(new Coding("", role, null)));
  }

  private static Parameters call(String type, Consumer<Claim> change) {
    Claim claim = Office.price(type, Office.lemtrada("5 mg")).get(0);
    change.accept(claim);
    Parameters call = Office.call(List.of(claim));
    Practitioner other = new Practitioner();
    other.addName().setFamily("SMITH").addGiven("BOB");
    other.addIdentifier().setSystem("http://hl7.org/fhir/sid/us-npi").setValue("1234567893");
    other.setId("d2");
    call.addParameter().setName("resource").setResource(other);
    return call;
  }
}
