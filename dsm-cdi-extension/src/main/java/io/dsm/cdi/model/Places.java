// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.model;

/** How places in the application are written, the same by both kinds of extension. */
public final class Places {

  private Places() {}

  /** {@code com.acme.Gateway, field routes}. */
  public static String field(String beanClass, String field) {
    return beanClass + ", field " + field;
  }

  /** {@code com.acme.Gateway, method rebuild}. */
  public static String method(String beanClass, String method) {
    return beanClass + ", method " + method;
  }

  /**
   * {@code com.acme.Gateway, parameter 1 of method changed}.
   *
   * @param index from 0
   */
  public static String parameter(String beanClass, String method, int index) {
    return beanClass + ", parameter " + (index + 1) + " of method " + method;
  }

  /**
   * {@code com.acme.Gateway, parameter 1 of the constructor}.
   *
   * @param index from 0
   */
  public static String constructorParameter(String beanClass, int index) {
    return beanClass + ", parameter " + (index + 1) + " of the constructor";
  }
}
