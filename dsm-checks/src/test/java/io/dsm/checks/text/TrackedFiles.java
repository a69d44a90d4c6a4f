// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.text;

import io.dsm.checks.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files that are or would be under version control. */
final class TrackedFiles {

  private static final Set<String> SKIPPED = Set.of(".git", "target", ".idea", ".vscode");

  private TrackedFiles() {}

  static List<TextFile> of(Repository repository) throws IOException, InterruptedException {
    return names(repository.root())
        .map(repository.root()::resolve)
        .filter(Files::isRegularFile)
        .map(it -> TextFile.read(repository.root(), it))
        .filter(it -> !it.isBinary())
        .toList();
  }

  private static Stream<Path> names(Path root) throws IOException, InterruptedException {
    if (!Files.exists(root.resolve(".git"))) {
      return walk(root);
    }
    var git =
        new ProcessBuilder("git", "ls-files", "--cached", "--others", "--exclude-standard")
            .directory(root.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<Path> names;
    try (var out = git.inputReader()) {
      names = out.lines().map(Path::of).toList();
    }
    return git.waitFor() == 0 ? names.stream() : walk(root);
  }

  /** For a source archive without version control. */
  private static Stream<Path> walk(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files.map(root::relativize).filter(it -> !isSkipped(it)).toList().stream();
    }
  }

  private static boolean isSkipped(Path path) {
    return StreamSupport.stream(path.spliterator(), false)
        .anyMatch(it -> SKIPPED.contains(it.toString()));
  }
}
