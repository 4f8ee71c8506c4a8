/** Bytes that an attachment may have when the form names no limit. */
export const defaultMaxSize = 5 * 1024 * 1024;

/** Whether a file of a type may be attached; `image/*` accepts every image, no list accepts everything. */
export const acceptsType = (accepted: readonly string[] | undefined, type: string | undefined): boolean =>
  !accepted || accepted.some((one) => one === '*/*' || one === type || (one.endsWith('/*') && type?.startsWith(one.slice(0, -1)) === true));
