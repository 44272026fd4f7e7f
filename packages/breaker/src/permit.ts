/**
 * Leave to make one call, as a plain number so that taking one allocates nothing.
 *
 * Opaque to callers: compare it with {@link rejected} and hand it back to `success`, `failure` or `ignore`.
 */
export type Permit = number & { readonly __permit: unique symbol };

/** What `acquire()` returns when the call must not be made. */
export const rejected = 0 as Permit;

/**
 * Closed permits are positive (one number for a whole generation), probes are negative (one number each), so a late
 * result tells by its sign whether somebody else has accounted for it already.
 */
export function isClosedPermit(permit: Permit): boolean {
  return permit > 0;
}
