package org.priceunits.bulk;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.EmptyStore;

/**
 * The resources that records of any patient may refer to, as the store of a call. Keeps the parsed
 * resources that were used last; for one thread, since a parsed resource is not safe for several.
 */
public final class SharedStore extends EmptyStore {
  private static final int KEPT = 2_000;

  private final Texts texts;
  private final @Nullable String base;
  private final Map<String, Optional<Resource>> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Resource>> eldest) {
          return size() > KEPT;
        }
      };

  /** Where the shared records are kept. */
  public interface Texts {
    /**
     * Returns a resource as JSON.
     *
     * @param name {@code type/id}
     */
    Optional<String> find(String name) throws IOException;
  }

  /**
   * @param base base URL of the server that the files come from; null if they do not tell
   */
  public SharedStore(Texts texts, @Nullable String base) {
    this.texts = texts;
    this.base = base;
  }

  @Override
  public @Nullable String base() {
    return base;
  }

  @Override
  public Optional<Resource> read(String type, String id) {
    return kept.computeIfAbsent(type + "/" + id, this::parsed);
  }

  /** A line that is no resource of R4 is the same as none: the reference is not found. */
  private Optional<Resource> parsed(String name) {
    try {
      return texts
          .find(name)
          .map(text -> (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(text));
    } catch (DataFormatException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
