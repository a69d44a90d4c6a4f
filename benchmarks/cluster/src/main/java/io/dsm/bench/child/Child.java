// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.child;

import io.dsm.bench.json.Json;
import io.dsm.bench.system.BenchSystem;
import io.dsm.bench.workload.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Main class of a process that runs nodes of one system. Reads commands from standard input and
 * answers on standard output, a line each; whatever the system itself prints goes to standard
 * error. Ends when the input ends, so that it never outlives its parent.
 */
public final class Child {

  private Child() {}

  /** Argument: the name of the system. */
  public static void main(String[] arguments) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Nodes nodes = new Nodes(system(arguments[0]));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      Map<String, Object> answer = answer(nodes, Json.object(line));
      answers.println(Json.write(answer));
      answers.flush();
    }
    // A system may hang while it closes; its threads must not keep the process.
    Runtime.getRuntime().halt(0);
  }

  private static BenchSystem system(String name) {
    return ServiceLoader.load(BenchSystem.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(system -> system.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no system " + name + " on the class path"));
  }

  private static Map<String, Object> answer(Nodes nodes, Map<String, Object> command) {
    Usage before = Usage.now();
    Map<String, Object> answer = new LinkedHashMap<>();
    try {
      answer.putAll(nodes.carryOut(command));
    } catch (Role.NotOffered e) {
      answer.put("notOffered", String.valueOf(e.getMessage()));
    } catch (Exception | LinkageError e) {
      e.printStackTrace();
      answer.put("error", e.toString());
    }
    Usage after = Usage.now();
    answer.put("cpu", after.cpuNanos() - before.cpuNanos());
    answer.put("wire", after.loopbackBytes() - before.loopbackBytes());
    return answer;
  }
}
