// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.model;

/**
 * A place where a DSM qualifier was found, before it is understood.
 *
 * @param kind the qualifier's
 * @param name as the qualifier gives it
 * @param type declared type of the field or parameter
 * @param observes whether it is the event parameter of an observer
 * @param where bean class and member
 */
public record Site(Kind kind, String name, TypeName type, boolean observes, String where) {

  /** A method that needs a lock to run. */
  public static Site locked(String name, String beanClass, String method) {
    TypeName lock = new TypeName.Plain(Kind.LOCK.handle().getName());
    return new Site(Kind.LOCK, name, lock, false, Places.method(beanClass, method));
  }
}
