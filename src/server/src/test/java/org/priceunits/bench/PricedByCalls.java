package org.priceunits.bench;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.bulk.RecordScan;
import org.priceunits.bulk.RecordScan.OfPatient;
import org.priceunits.bulk.RecordScan.Scanned;
import org.priceunits.bulk.RecordScan.Shared;

/**
 * Prices the patients of an NDJSON file by a synchronous call for each, and compares the claims and
 * issues with those that {@code price --bulk} wrote from the same file. Resources that are no
 * patient's are stored on the server first. A call knows neither file nor line, and its claims are
 * created later: these are left out.
 *
 * <p>{@code PricedByCalls BASE FILE ANSWERS}. Exits with 1 if an answer differs.
 */
public final class PricedByCalls {
  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final Pattern CREATED = Pattern.compile("\"created\":\"[^\"]*\"");
  private static final Pattern ENTRY = Pattern.compile("Bundle\\.entry\\[(\\d+)]\\.resource(.*)");
  private static final Comparator<Line> ORDER =
      Comparator.comparing((Line line) -> day(line.record()))
          .thenComparing(line -> identifier(line.record()))
          .thenComparing(Line::text);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;

  private PricedByCalls(String base) {
    this.base = base;
  }

  /** A record as it is sent: HAPI would encode it without its id, and read a fullUrl as its id. */
  private record Line(String text, Resource record) {
    String entry() {
      return "{\"resource\":%s}".formatted(text);
    }
  }

  /** The lines of an answer, sorted, without what hangs on the way in which they were asked for. */
  private record Answer(List<String> claims, List<String> issues) {
    static Answer of(List<Claim> claims, List<OperationOutcome> outcomes) {
      return new Answer(
          claims.stream()
              .map(claim -> CREATED.matcher(json(claim)).replaceFirst(""))
              .sorted()
              .toList(),
          outcomes.stream()
              .flatMap(outcome -> outcome.getIssue().stream())
              .filter(issue -> issue.getDetails().hasCoding())
              .map(issue -> json(new OperationOutcome().addIssue(issue)))
              .sorted()
              .toList());
    }
  }

  public static void main(String[] arguments) throws Exception {
    PricedByCalls calls = new PricedByCalls(arguments[0]);
    Map<String, List<Line>> patients = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of(arguments[1]))) {
      Scanned scanned = RecordScan.of(line.getBytes(StandardCharsets.UTF_8));
      if (scanned instanceof Shared shared) {
        calls.store(shared.name(), line);
      } else if (scanned instanceof OfPatient record) {
        patients
            .computeIfAbsent(String.valueOf(record.patient()), any -> new ArrayList<>())
            .add(new Line(line, (Resource) FHIR.newJsonParser().parseResource(line)));
      }
    }
    List<Claim> claims = new ArrayList<>();
    List<OperationOutcome> outcomes = new ArrayList<>();
    patients.values().parallelStream()
        .filter(
            records ->
                records.stream()
                    .anyMatch(line -> line.record() instanceof MedicationAdministration))
        .map(calls::priced)
        .toList()
        .forEach(
            answer ->
                answer.getParameter().stream()
                    .map(ParametersParameterComponent::getResource)
                    .forEach(
                        resource -> {
                          if (resource instanceof Claim claim) {
                            claims.add(claim);
                          } else if (resource instanceof OperationOutcome outcome) {
                            outcomes.add(outcome);
                          }
                        }));
    Answer byCalls = Answer.of(claims, outcomes);
    Answer byCommand = written(Path.of(arguments[2]));
    boolean same = byCalls.equals(byCommand);
    System.out.printf(
        "calls,claims,%d,issues,%d,same as the command line's,%s%n",
        byCalls.claims().size(), byCalls.issues().size(), same);
    if (!same) {
      report(byCalls.claims(), byCommand.claims());
      report(byCalls.issues(), byCommand.issues());
      System.exit(1);
    }
  }

  private void store(String name, String resource) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(base + "/" + name))
                .header("Content-Type", "application/fhir+json")
                .PUT(BodyPublishers.ofString(resource))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(name + " is not stored: " + answer.body());
    }
  }

  private Parameters priced(List<Line> records) {
    List<Line> sorted = records.stream().sorted(ORDER).toList();
    String bundle =
        sorted.stream()
            .map(Line::entry)
            .collect(
                Collectors.joining(
                    ",", "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[", "]}"));
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(base + "/MedicationAdministration/$price-units?payer=medicare"))
                  .header("Content-Type", "application/fhir+json")
                  .POST(BodyPublishers.ofString(bundle))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("The call was answered " + answer.body());
      }
      Parameters priced = FHIR.newJsonParser().parseResource(Parameters.class, answer.body());
      priced.getParameter().stream()
          .map(ParametersParameterComponent::getResource)
          .filter(OperationOutcome.class::isInstance)
          .flatMap(outcome -> ((OperationOutcome) outcome).getIssue().stream())
          .forEach(issue -> named(issue, sorted));
      return priced;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Names the record of an issue as the answers of files do. */
  private static void named(OperationOutcomeIssueComponent issue, List<Line> records) {
    if (issue.hasExpression()) {
      Matcher place = ENTRY.matcher(issue.getExpression().get(0).getValue());
      if (place.matches()) {
        Resource record = records.get(Integer.parseInt(place.group(1))).record();
        issue.getExpression().clear();
        issue.addExpression(record.fhirType() + place.group(2));
        issue.setDiagnostics(record.fhirType() + "/" + record.getIdPart());
      }
    }
  }

  private static Answer written(Path folder) throws IOException {
    List<OperationOutcome> outcomes =
        read(folder.resolve("OperationOutcome.ndjson"), OperationOutcome.class);
    outcomes.forEach(
        outcome ->
            outcome
                .getIssue()
                .forEach(issue -> issue.getExtension().removeIf(PricedByCalls::isPlace)));
    return Answer.of(read(folder.resolve("Claim.ndjson"), Claim.class), outcomes);
  }

  private static boolean isPlace(Extension extension) {
    return extension
        .getUrl()
        .startsWith("http://hl7.org/fhir/StructureDefinition/operationoutcome-");
  }

  private static <T extends Resource> List<T> read(Path file, Class<T> type) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(line -> FHIR.newJsonParser().parseResource(type, line)).toList();
    }
  }

  private static void report(List<String> byCalls, List<String> byCommand) {
    byCalls.stream()
        .filter(line -> !byCommand.contains(line))
        .limit(3)
        .forEach(line -> System.out.println("by a call only: " + line));
    byCommand.stream()
        .filter(line -> !byCalls.contains(line))
        .limit(3)
        .forEach(line -> System.out.println("by the command line only: " + line));
  }

  private static String day(Resource record) {
    if (!(record instanceof MedicationAdministration given)) {
      return "";
    }
    return given.hasEffectivePeriod()
        ? given.getEffectivePeriod().getStartElement().getValueAsString()
        : given.getEffectiveDateTimeType().getValueAsString();
  }

  private static String identifier(Resource record) {
    return record instanceof MedicationAdministration given && given.hasIdentifier()
        ? given.getIdentifierFirstRep().getSystem() + "|" + given.getIdentifierFirstRep().getValue()
        : "";
  }

  private static String json(Resource resource) {
    return FHIR.newJsonParser().encodeResourceToString(resource);
  }
}
