package org.priceunits.postman;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What is kept in files about requests that are no examples: their descriptions, and the answers
 * that a server gave. {@code node postman.mjs BASE COLLECTION ANSWERS} writes the answers anew.
 */
final class Kept {
  private static final JsonNode DESCRIPTIONS = read("descriptions.json");
  private static final JsonNode ANSWERS = read("answers.json");

  private Kept() {}

  /** Returns what a request shows; empty if nothing is kept. */
  static String description(String folder, Sent sent) {
    return DESCRIPTIONS.path(folder).path(sent.name()).asText();
  }

  /** Returns status, type and text of an answer; empty objects if none is kept. */
  static JsonNode answer(String folder, Sent sent) {
    return ANSWERS.path(folder).path(sent.name());
  }

  /** Returns the names for which something is kept and no request is there. */
  static List<String> ofNoRequest() {
    TreeSet<String> kept = new TreeSet<>();
    for (JsonNode file : List.of(DESCRIPTIONS, ANSWERS)) {
      file.properties()
          .forEach(
              folder ->
                  folder
                      .getValue()
                      .fieldNames()
                      .forEachRemaining(name -> kept.add(folder.getKey() + ": " + name)));
    }
    Collection.folders()
        .forEach(
            folder ->
                folder.requests().forEach(sent -> kept.remove(folder.name() + ": " + sent.name())));
    return List.copyOf(kept);
  }

  private static JsonNode read(String name) {
    try (InputStream file = Kept.class.getResourceAsStream("/postman/" + name)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(file, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
