package org.priceunits.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.priceunits.loading.cms.PublishedFile;

/**
 * Tests which files are written together, what is written while the next is read, and the messages.
 */
class LoadRunTest {
  private final StringWriter said = new StringWriter();

  @TempDir private Path folder;

  @Test
  void filesThatWouldBeSmallWritesAreOneAndAResourceOfSeveralIsWrittenOnceAsTheLastFileHasIt()
      throws IOException {
    Target target = new Target(100);
    load(target, file("first", "a", "b"), file("second", "b", "c"));
    assertThat(target.writes).hasSize(1);
    assertThat(target.written(0)).containsExactly("a first", "b second", "c second");
    assertThat(said.toString()).contains("first.csv:", "second.csv:", "5 resources written");
  }

  @Test
  void aFileIsNotDividedWhereTheRoomEndsWithinIt() throws IOException {
    Target target = new Target(5);
    load(
        target,
        overtaken(file("first", "a", "b")),
        overtaken(file("second", "c", "d")),
        overtaken(file("third", "a")));
    assertThat(target.writes).hasSize(2);
    assertThat(target.written(0)).containsExactly("a first", "b first");
    assertThat(target.written(1)).containsExactly("c second", "d second", "a third");
  }

  @Test
  void aResourceThatIsPendingAlreadyTakesNoMoreRoom() throws IOException {
    Target target = new Target(5);
    load(target, overtaken(file("first", "a", "b")), overtaken(file("second", "a", "b")));
    assertThat(target.writes).hasSize(1);
  }

  @Test
  void whatIsWorthAWriteIsWrittenWhileTheNextFileIsRead() throws IOException {
    Target target = new Target(8);
    FileLoad waitsForTheWrite =
        (file, held) -> {
          assertThat(target.hasWritten()).isTrue();
          return new LoadPlan.Changes(List.of(), Map.of(), List.of());
        };
    load(target, file("first", "a", "b"), source("second", waitsForTheWrite));
    assertThat(target.written(0)).containsExactly("a first", "b first");
  }

  @Test
  void afterAWriteThatFailedTheNextFilesAreNotWritten() throws IOException {
    Target target = new Target(8);
    target.refused = "a first";
    FileToLoad[] files = {file("first", "a", "b"), file("second", "c", "d")};
    assertThatThrownBy(() -> load(target, files)).hasMessage("refused");
    assertThat(target.writes).isEmpty();
    assertThat(said.toString()).contains("not written: first.csv", "not written: second.csv");
  }

  @Test
  void withoutAFileNothingIsDone() throws IOException {
    load(new Target(100));
    assertThat(said.toString()).contains("0 resources written");
  }

  @Test
  void aTargetThatBreaksIsNotHidden() throws IOException {
    Target target = new Target(100);
    target.broken = new IllegalStateException("broken");
    FileToLoad file = file("first", "a");
    assertThatThrownBy(() -> load(target, file)).isSameAs(target.broken);
    assertThat(said.toString()).contains("not written: first.csv");
  }

  @Test
  void ofAWriteThatIsRefusedNothingIsSaidToBeWritten() throws IOException {
    Target target = new Target(100);
    target.refused = "c second";
    FileToLoad[] files = three();
    assertThatThrownBy(() -> load(target, files)).isInstanceOf(IOException.class);
    assertThat(target.writes).hasSize(1);
    assertThat(target.written(0)).containsExactly("a first", "b first");
    assertThat(said.toString())
        .contains("first.csv:", "not written: second.csv", "not written: third.csv")
        .doesNotContain("second.csv:", "third.csv:", "resources written");
  }

  @Test
  void whatIsRefusedTogetherIsWrittenFileByFile() throws IOException {
    Target target = new Target(100);
    target.most = 3;
    load(target, file("first", "a", "b"), file("second", "b", "c"));
    assertThat(target.written(0)).containsExactly("a first", "b first");
    assertThat(target.written(1)).containsExactly("b second", "c second");
    assertThat(said.toString()).contains("first.csv:", "second.csv:", "6 resources written");
  }

  @Test
  void filesThatWereNotReachedAreNamedToo() throws IOException {
    Target target = new Target(3);
    target.refused = "a first";
    FileToLoad[] files = three();
    assertThatThrownBy(() -> load(target, files)).isInstanceOf(IOException.class);
    assertThat(target.writes).isEmpty();
    assertThat(said.toString())
        .contains("not written: first.csv", "not written: second.csv", "not written: third.csv");
  }

  /** The first write may have succeeded after all. */
  @Test
  void aWriteOfWhichNothingIsKnownIsNotSentAgain() throws IOException {
    Target target = new Target(100);
    target.silent = true;
    FileToLoad first = file("first", "a");
    FileToLoad second = file("second", "b");
    assertThatThrownBy(() -> load(target, first, second)).hasMessage("no answer");
    assertThat(target.writes).hasSize(1);
    assertThat(said.toString()).contains("not written: first.csv", "not written: second.csv");
  }

  @Test
  void filesBeforeOneThatCannotBeReadAreWritten() throws IOException {
    Target target = new Target(100);
    FileToLoad first = file("first", "a");
    FileToLoad gone = file("gone", "b");
    Files.delete(gone.path());
    assertThatThrownBy(() -> load(target, first, gone)).isInstanceOf(NoSuchFileException.class);
    assertThat(target.written(0)).containsExactly("a first");
    assertThat(said.toString())
        .contains("first.csv:", "not written: gone.csv")
        .doesNotContain("not written: first.csv");
  }

  @Test
  void aDryRunSeesTheFilesBeforeAndWritesNothing() throws IOException {
    Target target = new Target(3);
    FileLoad counting =
        (file, held) ->
            new LoadPlan.Changes(
                List.of(),
                Map.of(
                    "held", held.all(Medication.class).stream().map(m -> m.getIdPart()).toList()),
                List.of());
    List<FileToLoad> files =
        List.of(file("first", "a", "b"), file("second", "c"), source("third", counting));
    assertThat(run(target, files, true).load()).isEqualTo(LoadRun.Result.LOADED);
    assertThat(target.writes).isEmpty();
    assertThat(said.toString()).contains("held: 3", "5 resources would be written");
  }

  private FileToLoad[] three() throws IOException {
    return new FileToLoad[] {file("first", "a", "b"), file("second", "c"), file("third", "d")};
  }

  private void load(Target target, FileToLoad... files) throws IOException {
    run(target, List.of(files), false).load();
  }

  private LoadRun run(Target target, List<FileToLoad> files, boolean dryRun) {
    PrintWriter out = new PrintWriter(said, true);
    return new LoadRun(target, files, out, new PrintWriter(new StringWriter()), dryRun);
  }

  /** Creates a file with medications of these ids, each with the file's name as its own. */
  private FileToLoad file(String name, String... ids) throws IOException {
    List<Resource> medications =
        Stream.of(ids)
            .map(
                id -> {
                  Medication medication = new Medication();
                  medication.getCode().setText(id + " " + name);
                  medication.setId(id);
                  return (Resource) medication;
                })
            .toList();
    return source(name, (file, held) -> new LoadPlan.Changes(medications, Map.of(), List.of()));
  }

  private static FileToLoad overtaken(FileToLoad source) {
    FileLoad overtaken =
        new FileLoad() {
          @Override
          public LoadPlan plan(PublishedFile file, HeldResources target) throws IOException {
            return source.load().plan(file, target);
          }

          @Override
          public boolean isOvertaken() {
            return true;
          }
        };
    return new FileToLoad(source.path(), source.opening(), source.posted(), overtaken);
  }

  private FileToLoad source(String name, FileLoad load) throws IOException {
    Path path = Files.writeString(folder.resolve(name + ".csv"), name);
    return new FileToLoad(path, member -> true, null, load);
  }

  /** A target whose size limit counts resources; it is empty at first. */
  private static final class Target implements LoadTarget {
    private final List<List<Resource>> writes = new ArrayList<>();
    private final long room;
    private String refused = "";
    private int most = Integer.MAX_VALUE;
    private boolean silent;
    private @Nullable RuntimeException broken;
    private final CountDownLatch first = new CountDownLatch(1);

    private Target(long room) {
      this.room = room;
    }

    private boolean hasWritten() {
      try {
        return first.await(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private List<String> written(int write) {
      return names(writes.get(write));
    }

    private static List<String> names(List<Resource> resources) {
      return resources.stream()
          .filter(Medication.class::isInstance)
          .map(resource -> ((Medication) resource).getCode().getText())
          .toList();
    }

    @Override
    public <T extends Resource> List<T> all(Class<T> type) {
      return List.of();
    }

    @Override
    public void write(List<Resource> resources) throws IOException {
      if (names(resources).contains(refused) || resources.size() > most) {
        throw new RefusedWriteException("refused", new IllegalStateException());
      }
      if (broken != null) {
        throw broken;
      }
      writes.add(resources);
      first.countDown();
      if (silent) {
        throw new IOException("no answer");
      }
    }

    @Override
    public long room() {
      return room;
    }

    @Override
    public long size(Resource resource) {
      return 1;
    }
  }
}
