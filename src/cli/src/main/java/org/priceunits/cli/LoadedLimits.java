package org.priceunits.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.priceunits.loading.FileToLoad;
import org.priceunits.loading.LimitLoad;
import org.priceunits.loading.cms.CmsFileNames;
import org.priceunits.loading.cms.PaymentLimit;

/**
 * CMS's payment limits as they were read, before any file is loaded: they are a second source of
 * dosages, and a newer file replaces an older one's.
 *
 * @param files the files of the user, in the user's order
 * @param posted the day on which CMS posted each
 * @param limits the limits in each; none if the file will be refused
 */
record LoadedLimits(List<Path> files, List<LocalDate> posted, List<List<PaymentLimit>> limits) {
  List<FileToLoad> toLoad() {
    List<FileToLoad> toLoad = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      LocalDate day = posted.get(i);
      LimitLoad load = new LimitLoad(day, codesOfNewer(i));
      toLoad.add(new FileToLoad(files.get(i), CmsFileNames::isLimits, day, load));
    }
    return toLoad;
  }

  List<PaymentLimit> fromTheOldest() {
    return IntStream.range(0, limits.size())
        .boxed()
        .sorted(Comparator.comparing(this::posting))
        .flatMap(file -> limits.get(file).stream())
        .toList();
  }

  /**
   * Returns the codes of files with limits of a later quarter, or of a later posting of the same
   * quarter.
   */
  private Set<String> codesOfNewer(int file) {
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < limits.size(); i++) {
      if (posting(i).compareTo(posting(file)) > 0) {
        limits.get(i).forEach(limit -> codes.add(limit.code()));
      }
    }
    return codes;
  }

  private String posting(int file) {
    return limits.get(file).isEmpty()
        ? ""
        : limits.get(file).get(0).from() + " " + posted.get(file);
  }
}
