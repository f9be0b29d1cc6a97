package org.priceunits.server.bulk;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.priceunits.pricing.LatestVersion;

/** The resources that were used last, as many as memory is for. For one thread. */
final class LastUsed {
  private final int most;
  private final long mostBytes;
  private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param most resources
   * @param mostBytes of their texts
   */
  LastUsed(int most, long mostBytes) {
    this.most = most;
    this.mostBytes = mostBytes;
  }

  private record Kept(Optional<LatestVersion> resource, int length) {}

  /** Returns true if it is known what a name stands for, also if that is nothing. */
  boolean knows(String name) {
    return kept.containsKey(name);
  }

  /** Returns the resource of a name that is known. */
  Optional<LatestVersion> find(String name) {
    Kept found = kept.get(name);
    return found == null ? Optional.empty() : found.resource();
  }

  /**
   * Keeps what was not known, at least until the next.
   *
   * @param length of the text that it came as
   */
  void keep(String name, Optional<LatestVersion> resource, int length) {
    kept.put(name, new Kept(resource, length));
    bytes += length;
    Iterator<Kept> eldest = kept.values().iterator();
    while (kept.size() > 1 && (kept.size() > most || bytes > mostBytes)) {
      bytes -= eldest.next().length();
      eldest.remove();
    }
  }
}
