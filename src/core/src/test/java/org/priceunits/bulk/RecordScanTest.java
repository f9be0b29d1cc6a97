package org.priceunits.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.bulk.RecordScan.NotReadable;
import org.priceunits.bulk.RecordScan.NotUsed;
import org.priceunits.bulk.RecordScan.OfPatient;
import org.priceunits.bulk.RecordScan.Scanned;
import org.priceunits.bulk.RecordScan.Shared;

class RecordScanTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'reference':'Patient/p1'}; Patient/p1;",
        "{'reference':'Patient/p1/_history/3'}; Patient/p1;",
        "{'reference':'https://a.example/fhir/Patient/p1'}; Patient/p1; https://a.example/fhir",
        "{'reference':'urn:uuid:6f0'}; Patient/6f0;",
        "{'identifier':{'use':'usual','system':'urn:mrn','value':'m7'}}; urn:mrn|m7;",
        "{'identifier':{'value':'m7'}}; |m7;",
        "{'reference':'Patient/p1','identifier':{'value':'m7'}}; Patient/p1;",
        "{'display':'somebody'};;",
        "7;;",
        "[{'reference':'Patient/p1'}];;",
      })
  void aRecordBelongsToItsSubject(String subject, String patient, String server) {
    Scanned scanned =
        scan("{'resourceType':'MedicationAdministration','id':'a1','subject':" + subject + "}");

    assertThat(scanned)
        .isEqualTo(new OfPatient("MedicationAdministration", "a1", patient, server, List.of()));
  }

  @Test
  void elementsMayStandInAnyOrderAndDepth() {
    Scanned scanned =
        scan(
            "{'contained':[{'resourceType':'Medication','id':'m','subject':{'reference':'Patient/no'}}],"
                + "'subject':{'extension':[{'url':'x','valueString':'y'}],'reference':'Patient/p1'},"
                + "'partOf':[{'reference':'MedicationAdministration/a9'},{'display':'x'}],"
                + "'id':'a1','resourceType':'MedicationAdministration'}");

    assertThat(scanned)
        .isEqualTo(
            new OfPatient("MedicationAdministration", "a1", "Patient/p1", null, List.of("a9")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'resourceType':'Patient','id':'p1'}; Patient/p1",
        "{'resourceType':'Coverage','subscriber':{'reference':'Patient/no'},'beneficiary':{'reference':'Patient/p1'}}; Patient/p1",
        "{'resourceType':'Condition','subject':{'reference':'Patient/p1'}}; Patient/p1",
        "{'resourceType':'Encounter','subject':{'reference':'Patient/p1'}}; Patient/p1",
        "{'resourceType':'MedicationRequest','subject':{'reference':'Patient/p1'}}; Patient/p1",
        "{'resourceType':'MedicationDispense','subject':{'reference':'Patient/p1'}}; Patient/p1",
        "{'resourceType':'Coverage','subject':{'reference':'Patient/no'}};",
      })
  void recordsBesideAnAdministrationBelongToThePatientToo(String record, String patient) {
    assertThat(((OfPatient) scan(record)).patient()).isEqualTo(patient);
  }

  @Test
  void whatAllPatientsShareIsKnownByTypeAndId() {
    assertThat(scan("{'id':'m1','resourceType':'Medication'}"))
        .isEqualTo(new Shared("Medication/m1"));
    assertThat(scan("{'resourceType':'Observation','id':'o1'}"))
        .isEqualTo(new NotUsed("Observation"));
  }

  /** In a call, two records that both contain a {@code #p} do not refer to the same patient. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[{'resourceType':'Patient','id':'p','identifier':[{'system':'urn:mrn','value':'m7'}]}]; urn:mrn|m7",
        "[{'resourceType':'Patient','id':'#p','identifier':[{'system':'urn:mrn','value':'m7'}]}]; urn:mrn|m7",
        "[{'resourceType':'Patient','id':'p','identifier':[{'system':'a'},{'value':'m7'},{'value':'m8'}]}]; |m7",
        "[{'id':'q','identifier':[{'value':'m8'}]},7,[{'id':'p'}],{'id':'p','identifier':[{'value':'m7'}]}]; |m7",
        "[{'resourceType':'Patient','id':'p'}];",
        "[{'resourceType':'Patient','id':'p','identifier':[{'system':'urn:mrn'}]}];",
        "[{'resourceType':'Patient','id':'q','identifier':[{'value':'m7'}]}];",
        "[];",
        "7;",
      })
  void aContainedPatientIsKnownByItsIdentifierAlone(String contained, String patient) {
    String subject = "'subject':{'reference':'#p'}";
    for (String elements :
        List.of(
            "'contained':" + contained + "," + subject, subject + ",'contained':" + contained)) {
      assertThat(scan("{'resourceType':'MedicationAdministration','id':'a1'," + elements + "}"))
          .isEqualTo(new OfPatient("MedicationAdministration", "a1", patient, null, List.of()));
    }
  }

  /** What nothing refers to needs a patient; what is referred to is found without one. */
  @ParameterizedTest
  @CsvSource({
    "Encounter, true, true",
    "Condition, true, true",
    "MedicationRequest, true, true",
    "Coverage, true, true",
    "Encounter, false, false",
    "MedicationDispense, true, false",
    "MedicationAdministration, true, false",
  })
  void aRecordWithoutAPatientMayBeReferredToByAny(String type, boolean hasId, boolean shared) {
    String id = hasId ? ",'id':'r1'" : "";
    for (String subject : List.of("", ",'subject':{'display':'x'},'beneficiary':{'display':'x'}")) {
      Scanned scanned = scan("{'resourceType':'" + type + "'" + id + subject + "}");

      assertThat(scanned)
          .isEqualTo(
              shared
                  ? new Shared(type + "/r1")
                  : new OfPatient(type, hasId ? "r1" : null, null, null, List.of()));
      assertThat(RecordScan.isShared(type))
          .isEqualTo(!type.startsWith("MedicationD") && !type.startsWith("MedicationA"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MedicationAdministration, 1000, false",
    "MedicationAdministration, 1001, true",
    "MedicationAdministration, 70000, true",
    "Medication, 1000, false",
    "Medication, 70000, true",
    "Patient, 70000, true",
    "Observation, 70000, false"
  })
  void anIdOfATextIsRefused(String type, int length, boolean refused) {
    Scanned scanned = scan("{'resourceType':'%s','id':'%s'}".formatted(type, "a".repeat(length)));

    assertThat(scanned instanceof NotReadable).isEqualTo(refused);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'resourceType':'MedicationAdministration'; not JSON",
        "{'resourceType':'MedicationAdministration',}; not JSON",
        "nothing; not JSON",
        "[]; no JSON object",
        "{'id':'a1'}; no resourceType",
        "{'resourceType':7}; no resourceType",
        "{'resourceType':'Medication'}; no id",
        "{'resourceType':'Bundle'}; A Bundle stands on the line",
        "{'resourceType':'Parameters'}; A Parameters stands on the line",
        "{'resourceType':'Patient'}{'resourceType':'Patient'}; More than one resource",
      })
  void aLineThatIsNoRecordSaysWhy(String line, String reason) {
    assertThat(scan(line))
        .isInstanceOfSatisfying(NotReadable.class, n -> assertThat(n.reason()).contains(reason));
  }

  @Test
  void bytesThatAreNoUtf8AreRefusedAndNotReplaced() {
    byte[] latin =
        "{\"resourceType\":\"Patient\",\"id\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(RecordScan.of(latin)).isInstanceOf(NotReadable.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1e99999999; exponent of more than 2 digits",
        "1e100; exponent of more than 2 digits",
        "-1E+100; exponent of more than 2 digits",
        "1e-100; exponent of more than 2 digits",
        "1e99;",
        "1E-99;",
        "12.50;",
        "1234567890123456789012345678901234567890;",
        "12345678901234567890123456789012345678901; more than 40 characters",
        "1.0000000000000000000000000000000000000001; more than 40 characters",
        "\"1e99999999\";",
      })
  void aNumberThatAParserWouldExpandIsRefusedWhereverItStands(String number, String reason) {
    for (String record :
        List.of(
            "{'resourceType':'MedicationAdministration','dosage':{'dose':{'value':#}}}",
            "{'resourceType':'MedicationAdministration','extension':[{'valueDecimal':#}]}",
            "{'resourceType':'MedicationAdministration','subject':{'x':[#],'reference':'Patient/1'}}",
            "{'resourceType':'MedicationAdministration','subject':{'identifier':{'period':#}}}",
            "{'resourceType':'MedicationAdministration','partOf':[{'display':#}]}",
            "{'resourceType':'MedicationAdministration','partOf':[#]}",
            "{'resourceType':'MedicationAdministration','partOf':#}",
            "{'resourceType':'MedicationAdministration','id':#}",
            "{'resourceType':'Medication','id':'m','amount':{'numerator':{'value':#}}}")) {
      Scanned scanned = scan(record.replace("#", number));
      if (reason == null) {
        assertThat(scanned).as(record).isNotInstanceOf(NotReadable.class);
      } else {
        assertThat(scanned)
            .as(record)
            .isInstanceOfSatisfying(
                NotReadable.class, n -> assertThat(n.reason()).contains(reason));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"10000, false", "10001, true"})
  void aTextOfDigitsAloneIsBounded(int length, boolean refused) {
    Scanned scanned =
        scan(
            "{'resourceType':'MedicationAdministration','dosage':{'text':'%s','dose':{'value':'%s'}}}"
                .formatted("x".repeat(length), "1".repeat(length)));

    assertThat(scanned instanceof NotReadable).isEqualTo(refused);
  }

  @ParameterizedTest
  @CsvSource({"190, false", "200, true"})
  void theDepthOfALineIsBounded(int arrays, boolean refused) {
    Scanned scanned =
        scan(
            "{'resourceType':'Patient','extension':"
                + "[".repeat(arrays)
                + "]".repeat(arrays)
                + "}");

    assertThat(scanned instanceof NotReadable not && not.reason().contains("nested"))
        .isEqualTo(refused);
  }

  private static Scanned scan(String json) {
    return RecordScan.of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
