// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.wildfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Two servers, and at the end a Quarkus process with them in one cluster. */
@Timeout(900)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // set before the first test
class WildflyIT {

  private static final int REDEPLOYMENTS = 20;
  private static final int FAILURE_PORT_OFFSET = 5_003;
  private static final String ROUTE = "{\"host\":\"10.0.0.7\",\"port\":8443}";
  private static final Pattern FREE_SHARD =
      Pattern.compile("\"shard\":\"(shard-\\d)\",\"owner\":\"\"");
  private static final Pattern OWNED_SHARD =
      Pattern.compile("\"shard\":\"(shard-\\d)\",\"owner\":\"quarkus\"");

  private static Path directory;
  private static List<Integer> ports;
  private static Server one;
  private static Server two;
  private static War onServer;
  private static War bystander;

  @BeforeAll
  static void startServers() throws IOException {
    directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "servers-");
    directory = directory.toAbsolutePath();
    ports = freePorts();
    int offset = new Random().nextInt(2_000, 10_000) / 100 * 100;
    // Not to meet the servers of anybody else on this machine.
    String group = "230.0." + new Random().nextInt(1, 250) + "." + new Random().nextInt(1, 250);
    one = server("one", offset, group);
    two = server("two", offset + 100, group);
    one.awaitStarted();
    two.awaitStarted();
    bystander = War.bystander(directory);
    Workers.start(one, bystander);
    onServer = War.onServerChannel(directory, "onserver", settings("server"));
  }

  private static Server server(String name, int offset, String group) throws IOException {
    Path home = Files.createDirectories(directory.resolve(name));
    return Server.start(
        home,
        offset,
        Map.of(
            "jboss.node.name", name,
            "jboss.default.multicast.address", group,
            "it.node", name,
            "it.data", home.resolve("state").toString(),
            "it.port", String.valueOf(ports.get(name.equals("one") ? 0 : 1))));
  }

  private static Map<String, String> settings(String name) {
    return Map.of(
        "dsm.node-id",
        "${it.node}",
        "dsm.data-directory",
        "${it.data}/" + name,
        "dsm.consensus.voters",
        name.equals("server") ? "one,two" : "one,two,quarkus");
  }

  @AfterAll
  static void stopServers() {
    one.close();
    two.close();
  }

  @Test
  @Order(1)
  void twoServersShareStateOnTheServersOwnChannel() throws Exception {
    one.deploy(onServer);
    two.deploy(onServer);
    eventually(() -> Http.get(one.management("health/ready")).ok());
    eventually(() -> Http.get(two.management("health/ready")).ok());
    sharesBetween("onserver/");
    assertThat(Files.readString(directory.resolve("one/log/server.log")))
        .doesNotContain("TCP_NIO2", "dsm.transport");
  }

  @Test
  @Order(2)
  void healthIsInTheEndpointOfTheServer() {
    Http.Answer ready = Http.get(one.management("health/ready"));
    assertThat(ready.body()).contains("\"dsm-readiness\"", "\"UP\"", "gateway-demo");
    assertThat(Http.get(one.management("health/live")).body()).contains("\"dsm-liveness\"");
    assertThat(Http.get(one.management("health/started")).body()).contains("\"dsm-startup\"");
  }

  @Test
  @Order(3)
  void twoDeploymentsInOneServerAreTwoClusters() throws Exception {
    War other =
        War.onServerChannel(
            directory,
            "other",
            Map.of(
                "dsm.cluster-id", "another",
                "dsm.node-id", "other-${it.node}",
                "dsm.data-directory", "${it.data}/other",
                "dsm.consensus.voters", "other-one"));
    one.deploy(other);
    assertThat(Http.get(one.url("other/routes")).body()).isEqualTo("{}");
    assertThat(Http.get(one.url("onserver/routes")).body()).contains("10.0.0.7");
    one.undeploy(other);
  }

  @Test
  @Order(4)
  void twentyRedeploymentsLeaveNothingBehind() throws Exception {
    War own = War.own(directory, "own", withUnicast(Map.of("dsm.node-id", "own-${it.node}")));
    one.undeploy(onServer);
    one.deploy(own);
    one.undeploy(own);
    one.deploy(bystander);
    Leftovers before = Leftovers.of(one, bystander);
    one.undeploy(bystander);
    for (int i = 0; i < REDEPLOYMENTS; i++) {
      War war = i % 2 == 0 ? onServer : own;
      one.deploy(war);
      one.undeploy(war);
    }
    one.deploy(bystander);
    Leftovers after =
        await()
            .atMost(Server.PATIENCE)
            .until(() -> Leftovers.of(one, bystander), Leftovers::areNone);
    one.undeploy(bystander);
    System.out.println("redeployments=" + REDEPLOYMENTS + " before=" + before + " after=" + after);
    assertThat(after.channels()).isLessThanOrEqualTo(before.channels());
    one.deploy(onServer);
    eventually(() -> Http.get(one.url("onserver/routes")).body().contains("10.0.0.7"));
    one.undeploy(onServer);
    two.undeploy(onServer);
  }

  /** Were a redeployment to leave something behind, the test before would tell. */
  @Test
  @Order(5)
  void whatIsLeftBehindIsCounted() throws Exception {
    War leaky = War.leaky(directory);
    for (int i = 0; i < 2; i++) {
      one.deploy(leaky);
      one.undeploy(leaky);
    }
    one.deploy(bystander);
    Leftovers left = Leftovers.of(one, bystander);
    one.undeploy(bystander);
    assertThat(left.loaders()).isGreaterThanOrEqualTo(2);
    assertThat(left.threads()).isGreaterThanOrEqualTo(2);
  }

  @Test
  @Order(6)
  void twoServersAndAQuarkusProcessAreOneCluster() throws Exception {
    War mixed = War.own(directory, "mixed", withUnicast(settings("mixed")));
    try (QuarkusNode quarkus = QuarkusNode.start(directory, ports.get(3), ports.get(2), seeds())) {
      one.deploy(mixed);
      two.deploy(mixed);
      eventually(() -> Http.get(quarkus.url("q/health/ready")).ok());
      sharesBetween("mixed/");
      eventually(() -> Http.get(quarkus.url("routes/eu")).body().contains("8443"));
      eventually(() -> Http.get(quarkus.url("hits")).body().contains("\"home\":2"));
      assertThat(Http.send("POST", quarkus.url("hits/home?by=3"), "").ok()).isTrue();
      eventually(() -> Http.get(two.url("mixed/hits")).body().contains("\"home\":5"));

      String free = shard(quarkus, FREE_SHARD);
      eventually(() -> Http.send("POST", one.url("mixed/shards/" + free), "").ok());
      assertThat(Http.send("POST", two.url("mixed/shards/" + free), "").status()).isEqualTo(409);
      eventually(
          () ->
              Http.get(quarkus.url("shards"))
                  .body()
                  .contains("\"shard\":\"" + free + "\",\"owner\":\"one\""));
      String owned = shard(quarkus, OWNED_SHARD);
      assertThat(Http.send("POST", one.url("mixed/shards/" + owned), "").status()).isEqualTo(409);
      assertThat(Http.get(two.url("mixed/shards")).body())
          .contains("\"" + owned + "\":\"quarkus\"", "\"" + free + "\":\"one\"");
    }
    one.undeploy(mixed);
    two.undeploy(mixed);
  }

  @Test
  @Order(7)
  void theSampleAsItIsShippedTakesItsClusterFromTheServers() throws Exception {
    War shipped = War.shipped();
    for (Server server : List.of(one, two)) {
      Map<String, String> settings = new java.util.HashMap<>(withUnicast(Map.of()));
      settings.put("dsm.node-id", "${it.node}");
      settings.put("dsm.consensus.voters", "one,two");
      settings.put("dsm.data-directory", "${it.data}/shipped");
      server.set(settings);
      server.deploy(shipped);
    }
    eventually(() -> Http.get(one.management("health/ready")).ok());
    sharesBetween(shipped.name() + "/");
  }

  private static String shard(QuarkusNode quarkus, Pattern pattern) {
    return await()
        .atMost(Server.PATIENCE)
        .until(
            () -> {
              Matcher found = pattern.matcher(Http.get(quarkus.url("shards")).body());
              return found.find() ? found.group(1) : "";
            },
            name -> !name.isEmpty());
  }

  private static void sharesBetween(String path) {
    assertThat(Http.send("PUT", one.url(path + "routes/eu"), ROUTE).ok()).isTrue();
    eventually(() -> Http.get(two.url(path + "routes/eu")).body().contains("10.0.0.7"));
    assertThat(Http.send("POST", one.url(path + "hits/home"), "").ok()).isTrue();
    assertThat(Http.send("POST", two.url(path + "hits/home"), "").ok()).isTrue();
    eventually(() -> Http.get(one.url(path + "hits")).body().equals("{\"home\":2}"));
    eventually(() -> Http.get(two.url(path + "hits")).body().equals("{\"home\":2}"));
    eventually(() -> Http.send("POST", one.url(path + "shards/shared"), "").ok());
    assertThat(Http.send("POST", two.url(path + "shards/shared"), "").status()).isEqualTo(409);
    assertThat(Http.get(two.url(path + "shards")).body()).contains("\"shared\":\"one\"");
    assertThat(Http.send("DELETE", one.url(path + "shards/shared"), "").ok()).isTrue();
    eventually(() -> Http.send("POST", two.url(path + "shards/shared"), "").ok());
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Server.PATIENCE).pollInterval(Duration.ofMillis(400)).until(condition);
  }

  private static Map<String, String> withUnicast(Map<String, String> settings) {
    Map<String, String> all = new java.util.HashMap<>(settings);
    all.put("dsm.cluster.membership", "unicast");
    all.put("dsm.cluster.unicast.bind-address", "127.0.0.1");
    all.put("dsm.cluster.unicast.bind-port", "${it.port}");
    all.put("dsm.cluster.unicast.seeds", seeds());
    all.putIfAbsent("dsm.data-directory", "${it.data}/own");
    all.putIfAbsent("dsm.consensus.voters", "own-one");
    return all;
  }

  private static String seeds() {
    return "127.0.0.1:%d,127.0.0.1:%d,127.0.0.1:%d"
        .formatted(ports.get(0), ports.get(1), ports.get(2));
  }

  /** Below the range from which outgoing connections take theirs. */
  private static List<Integer> freePorts() {
    return new Random()
        .ints(11_000, 26_000)
        .distinct()
        .filter(port -> isFree(port) && isFree(port + FAILURE_PORT_OFFSET))
        .limit(4)
        .boxed()
        .toList();
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
