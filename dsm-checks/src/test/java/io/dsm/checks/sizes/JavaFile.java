// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.sizes;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;

/** One source file as the compiler's parser sees it. */
record JavaFile(Path path, int lines, List<Method> methods) {

  /** A method or constructor with a body; the body counts from brace to brace. */
  record Method(String name, int line, int bodyLines, Kind kind, int parameters) {}

  /** What kind of declaration a method is. */
  enum Kind {
    METHOD,
    CONSTRUCTOR,
    RECORD_CONSTRUCTOR
  }

  static List<JavaFile> parse(List<Path> paths) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      var options = List.of("-proc:none");
      var units = files.getJavaFileObjectsFromPaths(paths);
      var task = (JavacTask) compiler.getTask(null, files, ignored -> {}, options, null, units);
      var parsed = new ArrayList<JavaFile>();
      for (var unit : task.parse()) {
        parsed.add(read(unit, Trees.instance(task)));
      }
      return List.copyOf(parsed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaFile read(CompilationUnitTree unit, Trees trees) throws IOException {
    var path = Path.of(unit.getSourceFile().toUri());
    var found = new ArrayList<Method>();
    new MethodScanner(unit, trees, found).scan(unit, null);
    return new JavaFile(path, Files.readAllLines(path).size(), List.copyOf(found));
  }

  private static final class MethodScanner extends TreePathScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final Trees trees;
    private final List<Method> found;

    MethodScanner(CompilationUnitTree unit, Trees trees, List<Method> found) {
      this.unit = unit;
      this.trees = trees;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void none) {
      var body = method.getBody();
      if (body != null) {
        var positions = trees.getSourcePositions();
        var first = line(positions.getStartPosition(unit, body));
        var last = line(positions.getEndPosition(unit, body));
        var parameters = method.getParameters().size();
        found.add(
            new Method(
                method.getName().toString(), first, last - first + 1, kindOf(method), parameters));
      }
      return super.visitMethod(method, null);
    }

    private int line(long position) {
      return Math.toIntExact(unit.getLineMap().getLineNumber(position));
    }

    private Kind kindOf(MethodTree method) {
      if (method.getReturnType() != null) {
        return Kind.METHOD;
      }
      var owner = (ClassTree) getCurrentPath().getParentPath().getLeaf();
      return owner.getKind() == Tree.Kind.RECORD ? Kind.RECORD_CONSTRUCTOR : Kind.CONSTRUCTOR;
    }
  }
}
