// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The runners of servers that are downloaded only to run the suite on all are no part of the usual
 * build. They must compile nevertheless: here against the suite and a stand-in for what they call
 * of their server.
 */
class RunnersTest {

  private static final List<String> MODULES = List.of("tck-liberty", "tck-payara");
  private static final String PAYARA_MICRO =
      """
      package fish.payara.micro;
      public interface PayaraMicro {
        static PayaraMicro getInstance() { return null; }
        PayaraMicro setHttpPort(int port);
        PayaraMicro setRootDir(java.io.File folder);
        PayaraMicro setNoCluster(boolean none);
        PayaraMicro setNoHazelcast(boolean none);
        PayaraMicro setPrintLogo(boolean printed);
        PayaraMicroRuntime bootStrap() throws Exception;
      }
      """;
  private static final String PAYARA_MICRO_RUNTIME =
      """
      package fish.payara.micro;
      public interface PayaraMicroRuntime {
        boolean deploy(String name, String contextRoot, java.io.File war);
        void undeploy(String name);
        java.util.Collection<String> getDeployedApplicationNames();
      }
      """;

  @TempDir Path folder;

  @Test
  void theRunnersOfFurtherServersCompile() throws IOException {
    List<Path> sources = new ArrayList<>();
    sources.add(standIn("PayaraMicro", PAYARA_MICRO));
    sources.add(standIn("PayaraMicroRuntime", PAYARA_MICRO_RUNTIME));
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    StringWriter messages = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-proc:none", "-d", folder.toString());
      var units = files.getJavaFileObjectsFromPaths(sources);
      boolean compiled = compiler.getTask(messages, files, null, options, null, units).call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }

  private Path standIn(String name, String source) throws IOException {
    return Files.writeString(folder.resolve(name + ".java"), source);
  }
}
