package org.priceunits.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Names the records of a document as its reader finds them: by line of the file, and by id. */
final class RecordPlaces {
  private static final Pattern RECORD =
      Pattern.compile("(?:Bundle\\.entry|Parameters\\.parameter)\\[(\\d+)]\\.resource\\.?(.*)");

  private final List<@Nullable Resource> records = new ArrayList<>();
  private final List<Integer> lines;

  RecordPlaces(InputDocument.Read document) {
    this.lines = document.lines();
    Resource body = document.body();
    if (body instanceof Bundle bundle) {
      bundle.getEntry().forEach(entry -> records.add(entry.getResource()));
    } else if (body instanceof Parameters parameters) {
      parameters.getParameter().forEach(parameter -> records.add(parameter.getResource()));
    } else {
      records.add(body);
    }
  }

  /**
   * An element of a record.
   *
   * @param record names the record; empty if the path names none of the document
   * @param element path below the record
   */
  record Place(String record, String element) {}

  /** Returns where a FHIRPath of the answer points to. */
  Place of(String expression) {
    Matcher place = RECORD.matcher(expression);
    if (place.matches()) {
      return new Place(name(Integer.parseInt(place.group(1))), place.group(2));
    }
    if (records.size() != 1) {
      return new Place("", expression);
    }
    int type = expression.indexOf('.');
    return new Place(name(0), type < 0 ? "" : expression.substring(type + 1));
  }

  /** Returns the names of the administrations, in the order of the document. */
  List<String> administrations() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i) instanceof MedicationAdministration) {
        names.add(name(i));
      }
    }
    return names;
  }

  private String name(int index) {
    Resource record = index < records.size() ? records.get(index) : null;
    String id = record == null ? null : record.getIdElement().getIdPart();
    String type = record == null ? "record" : record.fhirType();
    String named = id == null ? type : type + "/" + id;
    if (index < lines.size()) {
      return "line " + lines.get(index) + ", " + named;
    }
    return id == null && records.size() > 1 ? named + " " + (index + 1) : named;
  }
}
