package org.priceunits.guide;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hl7.fhir.r5.context.IWorkerContext;
import org.hl7.fhir.r5.elementmodel.Element;
import org.hl7.fhir.r5.elementmodel.Manager;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.hl7.fhir.r5.formats.IParser.OutputStyle;

/** Writes an artifact in FHIR's three formats, beside its page. */
final class Formats {
  /** File ending and format of what is made from the JSON. */
  private static final Map<String, FhirFormat> OTHERS =
      Map.of(".xml", FhirFormat.XML, ".ttl", FhirFormat.TURTLE);

  private final IWorkerContext definitions;
  private final PublishedJson published;

  Formats(Definitions definitions, PublishedJson published) {
    this.definitions = definitions.context();
    this.published = published;
  }

  void write(Artifact artifact, Path folder) throws IOException {
    String json = published.of(artifact);
    Files.writeString(folder.resolve(artifact.file(".json")), json);
    Element element =
        Manager.parseSingle(
            definitions,
            new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
            FhirFormat.JSON);
    for (Map.Entry<String, FhirFormat> other : OTHERS.entrySet()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Manager.compose(definitions, element, bytes, other.getValue(), OutputStyle.PRETTY, "");
      Files.write(folder.resolve(artifact.file(other.getKey())), bytes.toByteArray());
    }
  }
}
