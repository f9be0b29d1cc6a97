package org.priceunits.server.bulk;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.priceunits.server.bulk.Pieces.Kind;
import org.priceunits.server.bulk.Pieces.Piece;

/** Collects the lines of a chunk's output as pieces. */
final class PieceWriter {
  private static final int SIZE = 4 << 20;

  private final Kind kind;
  private final int chunk;
  private final int first;
  private final StringWriter text = new StringWriter();
  private final List<Piece> pieces = new ArrayList<>();

  /**
   * @param first number of the first piece
   */
  PieceWriter(Kind kind, int chunk, int first) {
    this.kind = kind;
    this.chunk = chunk;
    this.first = first;
  }

  /** Returns where lines are written. */
  StringWriter lines() {
    return text;
  }

  /** Ends a piece that is long enough. */
  void cutIfLong() {
    if (text.getBuffer().length() > SIZE) {
      cut();
    }
  }

  private void cut() {
    byte[] plain = text.toString().getBytes(StandardCharsets.UTF_8);
    text.getBuffer().setLength(0);
    pieces.add(new Piece(kind, chunk, first + pieces.size(), plain.length, 0, Gzip.of(plain)));
  }

  List<Piece> pieces() {
    if (text.getBuffer().length() > 0) {
      cut();
    }
    return List.copyOf(pieces);
  }
}
