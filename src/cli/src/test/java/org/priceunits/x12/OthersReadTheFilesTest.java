package org.priceunits.x12;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.imsweb.x12.reader.X12Reader;
import com.imsweb.x12.reader.X12Reader.FileType;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.priceunits.ShippedKnowledge;

/** A library of another maker, with its own definitions of both guides, reads what is written. */
class OthersReadTheFilesTest {
  /**
   * Their reader tells segments of one name apart by elements, not by parts of composites, so that
   * it takes each HI of an institutional claim for the principal diagnosis. That guide has a
   * segment of their own for the principal diagnosis, for the reason for the visit and for others.
   */
  private static final List<String> EVERY_HI_IS_THE_FIRST =
      List.of("HI in loop 2300 appears too many times");

  @ParameterizedTest
  @CsvSource({"professional, ANSI837_5010_X222", "institutional, ANSI837_5010_X223"})
  void theirDefinitionsOfTheGuidesAgree(String type, FileType guide) throws IOException {
    String file = Office.file(Office.call(Office.price(type, Office.lemtrada("5 mg"))));

    X12Reader reader = new X12Reader(guide, new StringReader(file));

    assertThat(reader.getFatalErrors()).isEmpty();
    assertThat(reader.getErrors()).isEmpty();
    assertThat(reader.getLoops().get(0).findAllLoops("2400")).hasSize(2);
    assertThat(reader.getLoops().get(0).findAllLoops("2410")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"SV1*HC:, SV9*HC:", "HI*ABK:, HX*ABK:"})
  void theyFindWhatIsBroken(String right, String wrong) throws IOException {
    String file = Office.file(Office.call(Office.price("professional", Office.lemtrada("5 mg"))));

    X12Reader reader =
        new X12Reader(FileType.ANSI837_5010_X222, new StringReader(file.replace(right, wrong)));

    assertThat(reader.getErrors()).isNotEmpty();
  }

  /** Each Claim of the guide's answers, completed as a person would, becomes a file. */
  @Test
  void everyClaimOfTheExamplesBecomesAFileThatTheyRead() throws IOException {
    List<Claim> claims = claimsOfTheExamples();
    assertThat(claims).hasSizeGreaterThan(50);
    for (Claim claim : claims) {
      boolean institutional = claim.getType().getCodingFirstRep().getCode().equals("institutional");
      String file = Office.file(Office.call(List.of(completed(claim))));
      X12Reader reader =
          new X12Reader(
              institutional ? FileType.ANSI837_5010_X223 : FileType.ANSI837_5010_X222,
              new StringReader(file));
      assertThat(reader.getFatalErrors()).as(file).isEmpty();
      assertThat(reader.getErrors()).as(file).isEmpty();
    }
  }

  static List<Arguments> varied() {
    return VariedCalls.all().entrySet().stream()
        .map(call -> Arguments.of(call.getKey(), call.getValue()))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("varied")
  void everyKindOfFileIsReadByThem(String name, Parameters call) throws IOException {
    ToX12Operation.Answer answer = Office.write(call);

    assertThat(answer.issues()).filteredOn(X12Issue::refuses).isEmpty();
    for (String file : answer.files()) {
      X12Reader reader =
          new X12Reader(
              name.startsWith("institutional")
                  ? FileType.ANSI837_5010_X223
                  : FileType.ANSI837_5010_X222,
              new StringReader(file));
      assertThat(reader.getFatalErrors()).as(file).isEmpty();
      assertThat(reader.getErrors()).as(file).isSubsetOf(EVERY_HI_IS_THE_FIRST);
    }
  }

  /** What the examples show is read as it stands there, lines alone inside a claim. */
  @TestFactory
  Stream<DynamicTest> everyFileOfTheExamplesIsReadByThem() {
    List<DynamicTest> tests =
        ShippedKnowledge.read(Path.of("ig/input/examples")).stream()
            .filter(r -> r instanceof Parameters && r.getIdPart() != null)
            .filter(r -> r.getIdPart().endsWith("-response"))
            .flatMap(
                r ->
                    ((Parameters) r)
                        .getParameter().stream()
                            .filter(p -> p.getResource() instanceof Binary)
                            .map(p -> (Binary) p.getResource())
                            .filter(b -> ToX12Operation.MEDIA_TYPE.equals(b.getContentType()))
                            .map(
                                b ->
                                    DynamicTest.dynamicTest(
                                        r.getIdPart(),
                                        () -> read(new String(b.getData(), US_ASCII)))))
            .toList();
    assertThat(tests)
        .extracting(DynamicTest::getDisplayName)
        .contains("x12-professional-response", "x12-institutional-response", "x12-lines-response");
    return tests.stream();
  }

  private static void read(String file) throws IOException {
    String whole = file.startsWith("ISA") ? file : around(file);
    X12Reader reader =
        new X12Reader(
            whole.contains(Guide.INSTITUTIONAL.base())
                ? FileType.ANSI837_5010_X223
                : FileType.ANSI837_5010_X222,
            new StringReader(whole));
    assertThat(reader.getFatalErrors()).as(whole).isEmpty();
    assertThat(reader.getErrors()).as(whole).isSubsetOf(EVERY_HI_IS_THE_FIRST);
    assertThat(reader.getLoops().get(0).findAllLoops("2400")).as(whole).isNotEmpty();
  }

  /** Returns a whole file with these lines in place of its own. */
  private static String around(String lines) {
    boolean institutional = lines.contains("SV2*");
    String file =
        Office.file(
            Office.call(
                Office.price(
                    institutional ? "institutional" : "professional", Office.lemtrada("5 mg"))));
    String claim = file.substring(file.indexOf("ST*"), file.indexOf("LX*"));
    int segments = (claim + lines).split("~", -1).length;
    return file.substring(0, file.indexOf("ST*"))
        + claim
        + lines
        + file.substring(file.indexOf("\nSE*") + 1).replaceFirst("SE\\*\\d+", "SE*" + segments);
  }

  private static List<Claim> claimsOfTheExamples() {
    return ShippedKnowledge.read(Path.of("ig/input/examples")).stream()
        .filter(r -> r.getIdPart() != null && r.getIdPart().endsWith("-response"))
        // A service of the future is priced with a warning, and never billed.
        .filter(r -> !r.getIdPart().startsWith("date-in-future"))
        .filter(Parameters.class::isInstance)
        .flatMap(r -> ((Parameters) r).getParameter().stream())
        .map(ParametersParameterComponent::getResource)
        .flatMap(r -> r instanceof Claim claim ? Stream.of(claim) : Stream.empty())
        .toList();
  }

  private static Claim completed(Claim claim) {
    claim
        .setPatient(new Reference("Patient/p1"))
        .setProvider(new Reference("Organization/o1"))
        .setFacility(null)
        .setIdentifier(null)
        .addIdentifier()
        .setValue("EXAMPLE1");
    claim.setInsurance(new ArrayList<>()).addInsurance().setCoverage(new Reference("Coverage/c1"));
    claim
        .setCareTeam(new ArrayList<>())
        .addCareTeam()
        .setProvider(new Reference("Practitioner/d1"))
        .getRole()
        .addCoding()
        .setCode("primary");
    if (!claim.hasDiagnosis()) {
      claim
          .addDiagnosis()
          .setSequence(1)
          .setDiagnosis(
              new CodeableConcept(new Coding("http://hl7.org/fhir/sid/icd-10-cm", "G35.D", null)));
    }
    if (Frequency.isChange(claim)) {
      claim.addRelated().getReference().setValue("ICN1");
    }
    claim.getItem().forEach(OthersReadTheFilesTest::complete);
    return claim;
  }

  private static void complete(ItemComponent item) {
    if (!item.hasNet()) {
      item.getNet().setValue(BigDecimal.ONE);
    }
    if (!item.hasDiagnosisSequence()) {
      item.addDiagnosisSequence(1);
    }
    item.getDetail().stream()
        .filter(detail -> !detail.hasQuantity())
        .forEach(detail -> detail.getQuantity().setValue(1).setUnit("UN"));
  }
}
