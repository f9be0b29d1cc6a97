package org.priceunits.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.EmptyStore;
import org.priceunits.pricing.LatestVersion;

/**
 * The resources that records of any patient may refer to, as the store of a call. Keeps the parsed
 * resources that were used last; for one thread, since a parsed resource is not safe for several.
 */
public final class SharedStore extends EmptyStore {
  private static final int KEPT = 2_000;

  private final Texts texts;
  private final @Nullable String base;
  private final Map<String, Optional<LatestVersion>> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<LatestVersion>> eldest) {
          return size() > KEPT;
        }
      };

  /** Where the shared records are kept. */
  public interface Texts {
    /**
     * Returns a resource as {@link SharedLines} keep it.
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
    return find(type, id).map(LatestVersion::resource);
  }

  @Override
  public boolean isUndecided(String type, String id) {
    return find(type, id).filter(LatestVersion::undecided).isPresent();
  }

  private Optional<LatestVersion> find(String type, String id) {
    return kept.computeIfAbsent(type + "/" + id, this::parsed);
  }

  private Optional<LatestVersion> parsed(String name) {
    try {
      return texts.find(name).flatMap(SharedLines::latest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
