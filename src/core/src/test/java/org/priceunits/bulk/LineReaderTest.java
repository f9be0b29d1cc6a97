package org.priceunits.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.priceunits.bulk.LineReader.Line;

class LineReaderTest {
  @Test
  void blankLinesCountAndTheMarkOfAFileIsNoText() throws IOException {
    LineReader reader = reader("\uFEFFa\n\n \t\r\nb\r\nc", 0, Long.MAX_VALUE);

    assertThat(lines(reader)).containsExactly("1 a", "4 b", "5 c");
    assertThat(reader.number()).isEqualTo(5);
  }

  @Test
  void aPartHasTheLinesThatBeginInIt() throws IOException {
    LineReader part = reader("aa\n\n\nbb\n", 7, 5);
    assertThat(lines(part)).containsExactly("8 aa");
    assertThat(part.number()).isEqualTo(10);

    assertThat(lines(reader("aa\n\n\nbb\n", 7, 6))).containsExactly("8 aa", "11 bb");
    assertThat(lines(reader("aa\nbb\n", 7, 0))).isEmpty();
    assertThat(lines(reader("aa\nbb\n", 7, -1))).isEmpty();
  }

  @Test
  void aLineThatIsTooLongIsNotKept() throws IOException {
    String line = "x".repeat(LineReader.LONGEST + 1);
    LineReader reader = reader(line + "\nb", 0, Long.MAX_VALUE);

    assertThat(reader.next())
        .satisfies(
            first -> {
              assertThat(first.tooLong()).isTrue();
              assertThat(first.bytes()).isEmpty();
            });
    assertThat(lines(reader)).containsExactly("2 b");
  }

  private static LineReader reader(String text, long linesBefore, long end) {
    return new LineReader(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), linesBefore, end);
  }

  private static List<String> lines(LineReader reader) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Line line = reader.next(); line != null; line = reader.next()) {
      lines.add(line.number() + " " + new String(line.bytes(), StandardCharsets.UTF_8));
    }
    return lines;
  }
}
