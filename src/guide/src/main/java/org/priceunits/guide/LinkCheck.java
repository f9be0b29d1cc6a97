package org.priceunits.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that every link and asset of a folder of pages has a target inside it. URLs of other hosts
 * are not followed, but no page may load anything from them.
 *
 * @param checked number of links and assets checked
 * @param broken each as {@code page: link}
 */
record LinkCheck(int checked, List<String> broken) {
  private static final Pattern LINK = Pattern.compile("<(\\w+)[^>]*?\\s(?:href|src)=\"([^\"]*)\"");
  private static final Pattern ANCHOR = Pattern.compile("\\sid=\"([^\"]*)\"");
  private static final Pattern OTHER_HOST = Pattern.compile("(?:[a-z]+:|//).*");

  static LinkCheck of(Path site) throws IOException {
    Map<String, String> pages = new HashMap<>();
    Set<String> files;
    try (Stream<Path> all = Files.walk(site)) {
      files =
          all.filter(Files::isRegularFile)
              .map(file -> site.relativize(file).toString().replace('\\', '/'))
              .collect(Collectors.toSet());
    }
    for (String file : files) {
      if (file.endsWith(".html")) {
        pages.put(file, Files.readString(site.resolve(file)));
      }
    }
    Map<String, Set<String>> anchors = new HashMap<>();
    pages.forEach((page, html) -> anchors.put(page, anchors(html)));
    int checked = 0;
    List<String> broken = new ArrayList<>();
    for (var page : pages.entrySet()) {
      for (MatchResult link : LINK.matcher(page.getValue()).results().toList()) {
        checked++;
        if (!leadsSomewhere(page.getKey(), link, files, anchors)) {
          broken.add(page.getKey() + ": " + link.group(2));
        }
      }
    }
    return new LinkCheck(checked, broken.stream().sorted().distinct().toList());
  }

  private static Set<String> anchors(String html) {
    return ANCHOR.matcher(html).results().map(id -> id.group(1)).collect(Collectors.toSet());
  }

  private static boolean leadsSomewhere(
      String page, MatchResult link, Set<String> files, Map<String, Set<String>> anchors) {
    String address = link.group(2);
    if (OTHER_HOST.matcher(address).matches()) {
      return link.group(1).equals("a");
    }
    int hash = address.indexOf('#');
    String target = hash < 0 ? address : address.substring(0, hash);
    String file = target.isEmpty() ? page : target;
    if (!files.contains(file)) {
      return false;
    }
    return hash < 0 || anchors.getOrDefault(file, Set.of()).contains(address.substring(hash + 1));
  }
}
