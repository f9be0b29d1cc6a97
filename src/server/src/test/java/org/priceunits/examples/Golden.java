package org.priceunits.examples;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.x12.ToX12Operation;

/** The files of the examples: the requests and the server's answers, as the guide shows them. */
public final class Golden {
  public static final Path FOLDER = Path.of("ig/input/examples");

  /** Answers contain the day of their creation; in the files it is always this one. */
  private static final String MADE = "2026-11-24";

  private static final String FIXED_UUID = "urn:uuid:00000000-0000-4000-8000-%012d";

  /** Date and time of an X12 file, in ISA, GS and BHT. */
  private static final Map<Pattern, String> X12_TIMES =
      Map.of(
          Pattern.compile("\\*\\d{6}\\*\\d{4}\\*\\^"), "*261124*1200*^",
          Pattern.compile("\\*\\d{8}\\*\\d{4}\\*(\\d+\\*X|CH)"), "*20261124*1200*$1");

  private static final String WRITE = "examples.write";

  private Golden() {}

  /** Returns the file that contains a request or a response. */
  public static Path file(Resource resource) {
    return FOLDER.resolve(resource.fhirType() + "-" + resource.getIdPart() + ".json");
  }

  /** Returns the response of an example, of any type. */
  public static Resource response(Example example) {
    for (String type : List.of("Parameters", "OperationOutcome")) {
      Path file = FOLDER.resolve(type + "-" + example.id() + "-response.json");
      if (Files.exists(file)) {
        return (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(read(file));
      }
    }
    throw new IllegalStateException("There is no response of " + example.id());
  }

  /** Returns the text that the file must have. */
  static String text(Resource resource) {
    return FhirContext.forR4Cached()
            .newJsonParser()
            .setPrettyPrint(true)
            .encodeResourceToString(resource)
        + "\n";
  }

  /** Returns the answer under the example's id, without values that change from call to call. */
  static Resource answered(Example example, Resource answer) {
    String asked = text(example.request());
    String text = text(answer);
    Matcher made = Pattern.compile("urn:uuid:[0-9a-f-]{36}").matcher(text);
    Map<String, String> fixed = new LinkedHashMap<>();
    while (made.find()) {
      if (!asked.contains(made.group())) {
        fixed.putIfAbsent(made.group(), FIXED_UUID.formatted(fixed.size() + 1));
      }
    }
    for (Map.Entry<String, String> uuid : fixed.entrySet()) {
      text = text.replace(uuid.getKey(), uuid.getValue());
    }
    Resource same = (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(text);
    same.setId(example.id() + "-response");
    undate(same);
    return same;
  }

  private static void undate(Base element) {
    if (element instanceof Claim claim && claim.hasCreated()) {
      claim.setCreatedElement(new DateTimeType(MADE));
    }
    if (element instanceof ChargeItem charge && charge.hasEnteredDate()) {
      charge.setEnteredDateElement(new DateTimeType(MADE));
    }
    if (element instanceof Binary binary
        && ToX12Operation.MEDIA_TYPE.equals(binary.getContentType())) {
      String text = new String(binary.getData(), StandardCharsets.US_ASCII);
      for (Map.Entry<Pattern, String> time : X12_TIMES.entrySet()) {
        text = time.getKey().matcher(text).replaceAll(time.getValue());
      }
      binary.setData(text.getBytes(StandardCharsets.US_ASCII));
    }
    if (element instanceof Provenance provenance) {
      provenance.setRecordedElement(new InstantType(MADE + "T12:00:00Z"));
    }
    for (Property child : element.children()) {
      child.getValues().forEach(Golden::undate);
    }
  }

  /**
   * Returns true if the files are to be written instead of compared: {@code -Dexamples.write=true}.
   */
  public static boolean isWritten() {
    return Boolean.getBoolean(WRITE);
  }

  static void write(Resource resource) {
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(file(resource), text(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
