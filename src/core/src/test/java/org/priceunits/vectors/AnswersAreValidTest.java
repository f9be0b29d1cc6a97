package org.priceunits.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.ig.OfflineValidator;
import org.priceunits.pricing.CallInputs;
import org.priceunits.pricing.EmptyStore;
import org.priceunits.pricing.PriceUnitsOperation;
import org.priceunits.units.UcumUnits;

/**
 * Tests that the operation's answers are valid R4, and that their Claims conform to the project's
 * own profile. The Claims stay in {@code target/claims} for a second validator that is not HAPI's.
 */
class AnswersAreValidTest {
  private static final Path CLAIMS = Path.of("target", "claims");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
  private static final PriceUnitsOperation OPERATION =
      new PriceUnitsOperation(
          ShippedKnowledge::pricing, new UcumUnits(), CLOCK, null, "price-units test");

  static List<VectorRow> rows() {
    return VectorRow.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void aProfessionalAnswerIsValid(VectorRow row) throws IOException {
    assertValid(row + "-professional", VectorRequest.of(row));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void anInstitutionalAnswerIsValid(VectorRow row) throws IOException {
    Parameters call = VectorRequest.of(row);
    call.addParameter().setName("claimType").setValue(new CodeType("institutional"));

    assertValid(row + "-institutional", call);
  }

  static List<String> payers() {
    return ShippedKnowledge.pricing().catalogs().policies().payers();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("payers")
  void anAnswerUnderEachPayersPolicyIsValid(String payer) throws IOException {
    String given =
        Files.readString(Path.of("src/core/src/test/resources/ig/MedicationAdministration.json"));
    Parameters call = new Parameters();
    call.addParameter().setName("payer").setValue(new CodeType(payer));
    call.addParameter()
        .setName("administration")
        .setResource(
            ShippedKnowledge.FHIR
                .newJsonParser()
                .parseResource(MedicationAdministration.class, given));

    assertValid(payer, call);
  }

  private static void assertValid(String name, Parameters call) throws IOException {
    Parameters answer = OPERATION.answer(new CallInputs().body(call), new EmptyStore());

    assertThat(OfflineValidator.shared().errors(call)).isEmpty();
    assertThat(OfflineValidator.shared().errors(answer)).isEmpty();
    keep(name, VectorAnswer.resources(answer, Claim.class));
  }

  private static void keep(String name, List<Claim> claims) throws IOException {
    Files.createDirectories(CLAIMS);
    for (Claim claim : claims) {
      Files.writeString(
          CLAIMS.resolve(name.replaceAll("\\W+", "-") + "-" + claims.indexOf(claim) + ".json"),
          ShippedKnowledge.FHIR.newJsonParser().setPrettyPrint(true).encodeResourceToString(claim));
    }
  }
}
