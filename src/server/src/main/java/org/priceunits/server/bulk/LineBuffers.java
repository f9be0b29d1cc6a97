package org.priceunits.server.bulk;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.priceunits.server.bulk.Pieces.Kind;
import org.priceunits.server.bulk.Pieces.Piece;

/** Collects lines by part until they are written. */
final class LineBuffers {
  private final Map<Place, Buffer> buffers = new TreeMap<>();
  private long size;

  private record Place(Kind kind, int part) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byKind = kind.compareTo(other.kind);
      return byKind != 0 ? byKind : Integer.compare(part, other.part);
    }
  }

  private static final class Buffer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private int administrations;
  }

  void add(Kind kind, int part, JobLine line) throws IOException {
    Buffer buffer = buffers.computeIfAbsent(new Place(kind, part), place -> new Buffer());
    int before = buffer.bytes.size();
    line.write(buffer.out);
    buffer.administrations += line.kind().isAdministration() ? 1 : 0;
    size += buffer.bytes.size() - before;
  }

  /** Returns the bytes that wait. */
  long size() {
    return size;
  }

  /**
   * Empties the buffers.
   *
   * @param sequence number of the pieces among those of their part
   */
  List<Piece> drain(int sequence) {
    List<Piece> pieces = new ArrayList<>();
    buffers.forEach(
        (place, buffer) ->
            pieces.add(
                new Piece(
                    place.kind(),
                    place.part(),
                    sequence,
                    buffer.bytes.size(),
                    buffer.administrations,
                    Gzip.of(buffer.bytes.toByteArray()))));
    buffers.clear();
    size = 0;
    return pieces;
  }
}
