// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lease;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.codec.ValueCodec;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Optional;

/**
 * Declares a lease collection. Equal on all nodes that share it.
 *
 * @param address full name
 * @param valueType type of what holders say about themselves
 * @param schemaId compatibility boundary such as {@code shard-owner/v1}
 * @param codec empty to derive one from {@code valueType}
 * @param timing term, renew-skew and grace
 * @param mode who renews
 * @param fencedOnly whether the key may pass on as soon as its holder is no longer seen, so that
 *     two nodes may believe in it at once and the token alone keeps them apart; see {@link
 *     Builder#fencedOnly}
 */
public record LeaseSpec<V>(
    CollectionAddress address,
    Type valueType,
    String schemaId,
    Optional<ValueCodec<V>> codec,
    Timing timing,
    LeaseMode mode,
    boolean fencedOnly) {

  /**
   * Durations of a lease; only durations are ever compared, never wall times.
   *
   * @param term how long a holder may act after the clock reading it took before it asked; 1 s to 1
   *     h
   * @param renewSkew how long before the end of the term renewal begins; below the term
   * @param expiryGrace how much longer than the holder's term the voters keep others out; not
   *     negative
   */
  public record Timing(Duration term, Duration renewSkew, Duration expiryGrace) {

    /** 10 s, 3 s, 500 ms. */
    public static final Timing DEFAULT =
        new Timing(Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofMillis(500));

    public Timing {
      boolean legalTerm =
          term.compareTo(Duration.ofSeconds(1)) >= 0 && term.compareTo(Duration.ofHours(1)) <= 0;
      if (!legalTerm) {
        throw new DsmException.Rejected(
            "lease term " + term + " is out of range; leases cannot work with it; use 1 s to 1 h");
      }
      if (renewSkew.isNegative() || renewSkew.isZero() || renewSkew.compareTo(term) >= 0) {
        throw new DsmException.Rejected(
            "renew-skew "
                + renewSkew
                + " must be above zero and below the term "
                + term
                + "; renewal could never be in time; use about a third of the term");
      }
      if (expiryGrace.isNegative()) {
        throw new DsmException.Rejected(
            "expiry-grace " + expiryGrace + " is negative; use zero or more, such as 500ms");
      }
    }
  }

  /** Begins a declaration of values of a plain class or record. */
  public static <V> Builder<V> of(
      String tenantId, String applicationId, String collectionId, Class<V> valueType) {
    return new Builder<>(new CollectionAddress(tenantId, applicationId, collectionId), valueType);
  }

  /** Begins a declaration of values of a generic type, which the caller vouches for. */
  public static <V> Builder<V> of(CollectionAddress address, Type valueType) {
    return new Builder<>(address, valueType);
  }

  /** Collects the optional settings. */
  public static final class Builder<V> {
    private final CollectionAddress address;
    private final Type valueType;
    private String schemaId;
    private Optional<ValueCodec<V>> codec = Optional.empty();
    private Timing timing = Timing.DEFAULT;
    private LeaseMode mode = LeaseMode.AUTONOMOUS;
    private boolean fencedOnly;

    private Builder(CollectionAddress address, Type valueType) {
      this.address = address;
      this.valueType = valueType;
      this.schemaId = address.collectionId() + "/v1";
    }

    /** Default: the collection id followed by {@code /v1}. */
    public Builder<V> schemaId(String id) {
      this.schemaId = id;
      return this;
    }

    /** Needed only for types DSM cannot encode by itself. */
    public Builder<V> codec(ValueCodec<V> valueCodec) {
      this.codec = Optional.of(valueCodec);
      return this;
    }

    /** Default {@link Timing#DEFAULT}. */
    public Builder<V> timing(Duration term, Duration renewSkew, Duration expiryGrace) {
      this.timing = new Timing(term, renewSkew, expiryGrace);
      return this;
    }

    /** Default {@link LeaseMode#AUTONOMOUS}. */
    public Builder<V> mode(LeaseMode leaseMode) {
      this.mode = leaseMode;
      return this;
    }

    /**
     * The voters need not wait for the term of a holder they no longer see: its crash costs what it
     * takes to notice it, not term and grace. In return {@link Lease#isValid} of a holder that was
     * only cut off or paused may be true while another already owns the key. What is safe then is
     * what checks tokens, with a {@link FencingGuard} for instance, and nothing else. Default: the
     * voters wait.
     */
    public Builder<V> fencedOnly() {
      this.fencedOnly = true;
      return this;
    }

    public LeaseSpec<V> build() {
      return new LeaseSpec<>(address, valueType, schemaId, codec, timing, mode, fencedOnly);
    }
  }
}
