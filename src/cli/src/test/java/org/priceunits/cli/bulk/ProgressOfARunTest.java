package org.priceunits.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.priceunits.bulk.BulkTotals;
import org.priceunits.loading.ProgressBar;
import org.priceunits.pricing.AdministrationResult.Status;

/** The rate and the time left that a bulk run shows in its two passes. */
class ProgressOfARunTest {
  private static final int MEGABYTE = 1_000_000;

  private final StringWriter terminal = new StringWriter();
  private final ProgressBar bar = new ProgressBar(new PrintWriter(terminal), 1);
  private long now = 5;

  @Test
  void readingShowsBytesARateAndTheTimeLeft() throws IOException {
    ReadProgress progress = new ReadProgress(bar, 200L * MEGABYTE, () -> now);
    InputStream first = progress.of(new ByteArrayInputStream(new byte[20 * MEGABYTE]), "a.ndjson");
    assertThat(last()).contains("  0 % reading a.ndjson, 0 MB, 0 MB/s").doesNotContain("left");

    after(Duration.ofSeconds(10));
    first.readNBytes(20 * MEGABYTE);
    assertThat(last()).contains("reading a.ndjson, ").contains(" left");
    after(Duration.ofSeconds(10));
    InputStream second = progress.of(new ByteArrayInputStream(new byte[80 * MEGABYTE]), "b.ndjson");
    assertThat(last()).contains(" 10 % reading b.ndjson, 20 MB, 1 MB/s, 3:00 left");

    second.readNBytes(80 * MEGABYTE);
    after(Duration.ofSeconds(5));
    assertThat(second.read()).isEqualTo(-1);
    assertThat(last()).contains(" 50 % reading b.ndjson, 100 MB, 4 MB/s, 0:25 left");
  }

  @Test
  void standardInputHasNoSizeSoNoTimeIsLeft() throws IOException {
    ReadProgress progress = new ReadProgress(bar, 0, () -> now);
    InputStream in =
        progress.of(new ByteArrayInputStream(new byte[30 * MEGABYTE]), "standard input");
    in.readNBytes(30 * MEGABYTE);
    after(Duration.ofSeconds(3));
    in.read();

    assertThat(last()).contains("reading standard input, 30 MB, 10 MB/s").doesNotContain("left");
  }

  @Test
  void aFileThatGrowsWhileItIsReadIsNoMoreThanWhole() throws IOException {
    ReadProgress progress = new ReadProgress(bar, MEGABYTE, () -> now);
    InputStream in = progress.of(new ByteArrayInputStream(new byte[2 * MEGABYTE]), "a.ndjson");
    in.readNBytes(2 * MEGABYTE);
    after(Duration.ofSeconds(1));
    in.read();

    assertThat(last()).contains("100 % reading a.ndjson, 2 MB, 2 MB/s, 0:00 left");
  }

  @Test
  void pricingShowsAdministrationsARateAndTheTimeLeft() {
    BulkProgress progress = new BulkProgress(bar, 4, () -> now);
    after(Duration.ofSeconds(30));
    progress.done(priced(60_000));
    assertThat(last()).contains(" 25 % 60,000 administrations, 2,000/s, 1:30 left");

    after(Duration.ofSeconds(30));
    progress.done(priced(0));
    assertThat(last()).contains(" 50 % 60,000 administrations, 1,000/s, 1:00 left");

    progress.done(priced(1));
    progress.done(priced(1));
    assertThat(last()).contains("100 % 60,002 administrations, 1,000/s, 0:00 left");
  }

  private static BulkTotals priced(long administrations) {
    return BulkTotals.of(Map.of(), Map.of(Status.PRICED, administrations), Map.of(), 0, 0, 0);
  }

  private void after(Duration time) {
    now += time.toNanos();
  }

  /** Returns what stands on the line now. */
  private String last() {
    String text = terminal.toString();
    return text.substring(text.lastIndexOf('\r') + 1);
  }
}
