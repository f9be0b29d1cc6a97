package org.priceunits.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipMembersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everyMemberIsReadThoughTheNextHasNotArrivedYet(int members) throws IOException {
    byte[][] sent = new byte[members][];
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < members; i++) {
      sent[i] = gzip("member " + i + "\n");
      expected.append("member ").append(i).append('\n');
    }

    assertThat(plain(new Slow(List.of(sent)))).isEqualTo(expected.toString());
  }

  @Test
  void anEmptyMemberBetweenTwoEndsNothing() throws IOException {
    assertThat(plain(new Slow(List.of(gzip("a"), gzip(""), gzip("b"))))).isEqualTo("ab");
  }

  @Test
  void aMemberThatArrivesByteByByteIsReadWhole() throws IOException {
    byte[] all = gzip("a night of records");
    List<byte[]> bytes = new ArrayList<>();
    for (byte one : all) {
      bytes.add(new byte[] {one});
    }
    for (byte one : all) {
      bytes.add(new byte[] {one});
    }

    assertThat(plain(new Slow(bytes))).isEqualTo("a night of recordsa night of records");
  }

  @Test
  void aMemberThatBreaksOffIsAFault() throws IOException {
    byte[] whole = gzip("a night of records");
    byte[] half = Arrays.copyOf(whole, whole.length / 2);

    assertThatThrownBy(() -> plain(new Slow(List.of(half)))).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> plain(new Slow(List.of(whole, half))))
        .isInstanceOf(EOFException.class);
  }

  private static String plain(InputStream gzip) throws IOException {
    try (InputStream in = GzipMembers.of(gzip, 1 << 16)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** A pipe: gives one part at a read, and of the next one says that it is not there yet. */
  private static final class Slow extends InputStream {
    private final Deque<InputStream> parts = new ArrayDeque<>();

    Slow(List<byte[]> parts) {
      parts.forEach(part -> this.parts.add(new ByteArrayInputStream(part)));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      while (!parts.isEmpty()) {
        int read = parts.element().read(into, offset, length);
        if (read > 0) {
          return read;
        }
        parts.remove();
      }
      return -1;
    }

    @Override
    public int available() throws IOException {
      return parts.isEmpty() ? 0 : parts.element().available();
    }
  }
}
