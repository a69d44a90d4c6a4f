// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit.junit;

import io.dsm.DsmRuntime;
import io.dsm.testkit.Beans;
import io.dsm.testkit.SimulatedCluster;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes the cluster when a test first asks for it, and starts it when the test begins. */
final class ClusterExtension
    implements ParameterResolver,
        InvocationInterceptor,
        AfterTestExecutionCallback,
        TestExecutionExceptionHandler {

  private static final Namespace OURS = Namespace.create(ClusterExtension.class);
  private static final int MOST = 9;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    return test.getTestMethod().isPresent()
        && (type == SimulatedCluster.class || type == Beans.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    SimulatedCluster cluster = cluster(test);
    return parameter.getParameter().getType() == SimulatedCluster.class
        ? cluster
        : beans(cluster, parameter.getParameter().getParameterizedType());
  }

  /** All parameters have been made by now, so that the nodes start with what they declare. */
  @Override
  public void interceptTestMethod(
      Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
      throws Throwable {
    cluster(context).startAll();
    test.proceed();
  }

  @Override
  public void afterTestExecution(ExtensionContext test) {
    if (test.getExecutionException().isEmpty()) {
      cluster(test).validate();
    }
  }

  @Override
  public void handleTestExecutionException(ExtensionContext test, Throwable failure)
      throws Throwable {
    failure.addSuppressed(
        new AssertionError(
            "the cluster of this test ran with seed "
                + declared(test).seed()
                + " until "
                + cluster(test).now()
                + " of virtual time"));
    throw failure;
  }

  private static SimulatedCluster cluster(ExtensionContext test) {
    return test.getStore(OURS)
        .getOrComputeIfAbsent(
            test.getUniqueId(), id -> cluster(declared(test)), SimulatedCluster.class);
  }

  private static DsmCluster declared(ExtensionContext test) {
    return AnnotationSupport.findAnnotation(test.getRequiredTestMethod(), DsmCluster.class)
        .or(() -> AnnotationSupport.findAnnotation(test.getRequiredTestClass(), DsmCluster.class))
        .orElseThrow();
  }

  private static SimulatedCluster cluster(DsmCluster declared) {
    check(declared.nodes() >= 1 && declared.nodes() <= MOST, "nodes is " + declared.nodes());
    check(declared.others() >= 0 && declared.others() <= MOST, "others is " + declared.others());
    SimulatedCluster cluster = SimulatedCluster.of(declared.seed(), names("n", declared.nodes()));
    for (String setting : declared.settings()) {
      int sign = setting.indexOf('=');
      check(sign > 0, "settings holds '" + setting + "', which is not key=value");
      cluster.setting(setting.substring(0, sign), setting.substring(sign + 1));
    }
    for (String name : names("x", declared.others())) {
      cluster.add(name);
    }
    return cluster;
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new ExtensionConfigurationException(
          "@DsmCluster: "
              + otherwise
              + "; no cluster was made; see its Javadoc for what is allowed");
    }
  }

  private static String[] names(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  private static Beans<?> beans(SimulatedCluster cluster, Type parameter) {
    if (parameter instanceof ParameterizedType type
        && type.getActualTypeArguments()[0] instanceof Class<?> bean) {
      return cluster.beans(node -> make(bean, node));
    }
    throw new ParameterResolutionException(
        "@DsmCluster: "
            + parameter
            + " does not name a class of the application, as Beans<Orders>"
            + " does; the test was not run");
  }

  private static Object make(Class<?> type, DsmRuntime node) {
    try {
      var constructor = type.getDeclaredConstructor(DsmRuntime.class);
      constructor.setAccessible(true);
      return constructor.newInstance(node);
    } catch (NoSuchMethodException e) {
      throw new ParameterResolutionException(
          "@DsmCluster: "
              + type.getName()
              + " has no constructor that takes a DsmRuntime and nothing else, so no node got one;"
              + " add one, or make the objects in the test with SimulatedCluster.beans",
          e);
    } catch (InvocationTargetException e) {
      throw new ParameterResolutionException(
          "@DsmCluster: the constructor of " + type.getName() + " failed at " + node.self(),
          e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new ParameterResolutionException("@DsmCluster: cannot make " + type.getName(), e);
    }
  }
}
