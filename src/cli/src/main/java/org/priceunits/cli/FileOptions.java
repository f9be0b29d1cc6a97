package org.priceunits.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.priceunits.loading.ChargeLoad;
import org.priceunits.loading.CrosswalkLoad;
import org.priceunits.loading.FileLoad;
import org.priceunits.loading.FileToLoad;
import org.priceunits.loading.HcpcsLoad;
import org.priceunits.loading.MueLoad;
import org.priceunits.loading.NdcLoad;
import org.priceunits.loading.PublicData;
import org.priceunits.loading.PurpleBookLoad;
import org.priceunits.loading.RxNormLoad;
import org.priceunits.loading.SingleDoseLoad;
import org.priceunits.loading.cms.CmsFileNames;
import org.priceunits.loading.cms.PaymentLimit;
import org.priceunits.loading.codes.Dosages;
import org.priceunits.loading.fda.NdcFiles;
import org.priceunits.loading.rxnorm.RxNormFiles;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The files that {@code load} takes, by the option that names their kind. */
final class FileOptions {
  @Mixin private final LimitOptions asp = new LimitOptions();

  @Mixin private final NocOptions nocs = new NocOptions();

  @Option(
      names = "--public",
      description =
          "What this program brings itself, no file to fetch: the packages of CMS's NDC-HCPCS crosswalks and CMS's payment limits of "
              + PublicData.QUARTERS
              + ", with what FDA and RxNorm say of the packages.")
  private boolean brought;

  @Option(
      names = "--hcpcs",
      paramLabel = "F",
      description = "HCPCS release: workbook, fixed-width text, or the zip.")
  private List<Path> hcpcs = List.of();

  @Option(
      names = "--crosswalk",
      paramLabel = "F",
      description = "ASP NDC-HCPCS crosswalk, section 508 csv or the zip.")
  private List<Path> crosswalks = List.of();

  @Option(
      names = "--ndc",
      paramLabel = "F",
      description =
          "FDA's NDC Directory: ndctext.zip, or product.txt with package.txt beside it and the day in both names. Load the crosswalk first.")
  private List<Path> directories = List.of();

  @Option(
      names = "--purple-book",
      paramLabel = "F",
      description =
          "Presentations of FDA's Purple Book, tab-separated, with the month in its name.")
  private List<Path> purpleBooks = List.of();

  @Option(
      names = "--single-dose-codes",
      paramLabel = "F",
      description =
          "CMS's list of JW and JZ policy codes: a text with one code on a line and the day in its name.")
  private List<Path> singleDoseCodes = List.of();

  @Option(
      names = "--rxnorm",
      paramLabel = "F",
      description =
          "NLM's RxNorm: the zip, or a folder with its RRF tables, with the day in its name as the NLM writes it. Load the crosswalk first.")
  private List<Path> rxNorms = List.of();

  @Option(names = "--mue", paramLabel = "F", description = "Medically unlikely edits, csv.")
  private List<Path> mues = List.of();

  @Option(
      names = "--charges",
      paramLabel = "F",
      description = "Your own charges, csv: code, ndc (may be left out), from, to, usd.")
  private List<Path> charges = List.of();

  /** Returns the files in the order in which one builds on another, whatever the user's order. */
  List<FileToLoad> toLoad(Terminal terminal) throws IOException {
    LoadedLimits limits = asp.read(terminal);
    List<FileToLoad> ofNocs = nocs.toLoad(terminal);
    List<FileToLoad> files = new ArrayList<>();
    List<PaymentLimit> oldestFirst = limits.fromTheOldest();
    add(hcpcs, CmsFileNames::isRelease, file -> new HcpcsLoad(new Dosages(oldestFirst)), files);
    if (brought) {
      files.addAll(PublicData.files());
    }
    files.addAll(limits.toLoad());
    files.addAll(ofNocs);
    add(crosswalks, CmsFileNames::isCrosswalk, file -> new CrosswalkLoad(), files);
    add(directories, NdcFiles::isPackages, NdcLoad::new, files);
    add(purpleBooks, name -> name.endsWith(".tsv"), file -> new PurpleBookLoad(), files);
    add(singleDoseCodes, name -> name.endsWith(".txt"), file -> new SingleDoseLoad(), files);
    for (Path file : rxNorms) {
      Path standing = RxNormFiles.standingFor(file);
      files.add(new FileToLoad(standing, RxNormFiles::isSources, null, new RxNormLoad(file)));
    }
    add(mues, name -> name.endsWith(".csv"), file -> new MueLoad(), files);
    add(charges, name -> name.endsWith(".csv"), file -> new ChargeLoad(), files);
    return files;
  }

  private static void add(
      List<Path> named,
      Predicate<String> table,
      Function<Path, FileLoad> load,
      List<FileToLoad> files) {
    named.forEach(file -> files.add(new FileToLoad(file, table, null, load.apply(file))));
  }
}
